import type { Flags } from './command.ts'

/** What every command knows: kubectl's flags for a client, and ours. */
export const commonFlags = {
  output: { type: 'string', short: 'o', placeholder: 'FORMAT', help: 'how the answer is written' },
  'exit-code': {
    type: 'boolean',
    default: true,
    help: 'false: exit with 0 where it would be 1 ("there is something")',
  },
  timeout: {
    type: 'duration',
    placeholder: 'DURATION',
    help: 'give up after this time (1s, 2m) and exit with 124; 0 is never',
  },
  color: {
    type: 'string',
    default: 'auto',
    bare: 'always',
    placeholder: 'WHEN',
    values: ['auto', 'always', 'never'],
    help: 'auto: on a terminal, unless NO_COLOR is set or TERM is dumb',
  },
  config: {
    type: 'string',
    placeholder: 'FILE',
    completes: 'file',
    help: 'settings; default: .gitops.yaml at the root of the work tree',
  },
  'argocd-version': {
    type: 'string',
    placeholder: 'VERSION',
    help: 'the Argo CD that will read the manifests, such as 3.4; default: 3.5',
  },
  'argocd-namespace': { type: 'string', placeholder: 'NAMESPACE', help: 'where Argo CD runs; default: argocd' },
  repo: {
    type: 'string',
    repeatable: true,
    placeholder: 'URL[@REV]=PATH',
    completes: 'folder',
    help: 'the folder PATH answers for the repository URL: for every revision, or only for REV',
  },
  offline: { type: 'boolean', help: 'no cluster, no network, no credential helper' },
  fetch: { type: 'boolean', help: 'Git repositories that are not on this machine may be fetched' },
  'read-only': { type: 'boolean', help: 'refuse every change (also GITOPS_READ_ONLY=1)' },

  kubeconfig: { type: 'string', placeholder: 'FILE', completes: 'file', help: 'kubeconfig to use' },
  context: { type: 'string', placeholder: 'NAME', help: 'context of the kubeconfig to use' },
  cluster: { type: 'string', placeholder: 'NAME', help: 'cluster of the kubeconfig to use' },
  user: { type: 'string', placeholder: 'NAME', help: 'user of the kubeconfig to use' },
  namespace: { type: 'string', short: 'n', placeholder: 'NAMESPACE', help: 'namespace of what has none' },
  server: { type: 'string', short: 's', placeholder: 'URL', help: 'address of the Kubernetes API server' },
  token: { type: 'string', placeholder: 'TOKEN', help: 'bearer token for the API server' },
  as: { type: 'string', placeholder: 'USER', help: 'user to impersonate' },
  'as-group': { type: 'string', repeatable: true, placeholder: 'GROUP', help: 'group to impersonate' },
  'as-uid': { type: 'string', placeholder: 'UID', help: 'UID to impersonate' },
  'certificate-authority': {
    type: 'string',
    placeholder: 'FILE',
    completes: 'file',
    help: 'certificate of the authority',
  },
  'client-certificate': { type: 'string', placeholder: 'FILE', completes: 'file', help: 'client certificate for TLS' },
  'client-key': { type: 'string', placeholder: 'FILE', completes: 'file', help: 'client key for TLS' },
  'insecure-skip-tls-verify': { type: 'boolean', help: "do not check the server's certificate" },
  'tls-server-name': {
    type: 'string',
    placeholder: 'NAME',
    help: "server name to check the server's certificate with",
  },
  'request-timeout': {
    type: 'string',
    placeholder: 'DURATION',
    help: 'give up on one request to the API server; 0 is never',
  },
  'cache-dir': { type: 'string', placeholder: 'FOLDER', completes: 'folder', help: 'where caches are kept' },
  v: {
    type: 'integer',
    short: 'v',
    placeholder: 'LEVEL',
    help: 'how much is logged to standard error; 1 shows the stack of a bug',
  },
  help: { type: 'boolean', short: 'h', help: 'help for the command' },
} as const satisfies Flags

/** Those that only matter where a cluster is asked. */
export const clusterFlags: readonly string[] = Object.keys(commonFlags).slice(
  Object.keys(commonFlags).indexOf('kubeconfig'),
  Object.keys(commonFlags).indexOf('v'),
)
