import type { CallWith } from '../command.ts'
import type { newFlags } from '../commands/new.ts'
import { UsageError } from '../errors.ts'
import { readSettings } from '../settings.ts'
import { applicationSetText } from './application-set.ts'
import { type Checkout, checkoutOf } from './checkout.ts'
import { contextCluster } from './kubeconfig.ts'
import { scalar, type Values } from './values.ts'

export type NewCall = CallWith<typeof newFlags>

/** A sound manifest of that kind, with comments. */
export async function manifestOf(kind: string, name: string, call: NewCall): Promise<string> {
  const { flags, host, signal } = call
  if (flags['dest-server'] !== undefined && flags['dest-name'] !== undefined) {
    throw new UsageError('a destination has a server or a name: give --dest-server or --dest-name, not both')
  }
  const { argocdNamespace } = await readSettings(call)
  const checkout = await checkoutOf(host.cwd, signal)
  const values = valuesOf(name, argocdNamespace, call, checkout)
  switch (kind) {
    case 'application':
      return application(values)
    case 'applicationset':
      return applicationSetText(values, flags.generator, call.given.has('path') ? values.path : 'apps')
    case 'appproject':
      return project(values)
    case 'cluster':
      return cluster(values, await contextCluster(call))
    case 'repository':
      return repository(values)
    default:
      return bootstrap(values, call.given.has('path') || checkout.path !== '' ? values.path : '.')
  }
}

function valuesOf(name: string, argocdNamespace: string, { flags }: NewCall, checkout: Checkout): Values {
  const server = flags['dest-server'] ?? 'https://kubernetes.default.svc'
  return {
    name: scalar(name),
    argocdNamespace: scalar(argocdNamespace),
    project: scalar(flags.project),
    repoURL: scalar(flags.repository ?? checkout.repoURL ?? 'https://git.example.com/ORGANISATION/REPOSITORY.git'),
    revision: scalar(flags.revision ?? checkout.branch ?? 'HEAD'),
    path: scalar(flags.path ?? (checkout.path === '' ? `apps/${name}` : checkout.path)),
    destination: flags['dest-name'] === undefined ? `server: ${scalar(server)}` : `name: ${scalar(flags['dest-name'])}`,
    namespace: scalar(flags['dest-namespace'] ?? name),
  }
}

const application = (v: Values): string => `# Deploys one folder of a repository to one namespace of a cluster.
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${v.name}
  namespace: ${v.argocdNamespace}
  # With this finalizer, deleting the Application deletes what it deployed.
  finalizers:
    - resources-finalizer.argocd.argoproj.io
spec:
  # The AppProject that has to permit source and destination.
  project: ${v.project}
  source:
    repoURL: ${v.repoURL}
    # A branch, a tag, a commit, or a range of version tags such as 1.2.*
    targetRevision: ${v.revision}
    path: ${v.path}
  destination:
    # A cluster Argo CD knows, by its server or by its name.
    ${v.destination}
    namespace: ${v.namespace}
  syncPolicy:
    # Without this block somebody has to sync by hand.
    automated:
      # Delete what is no longer in the repository.
      prune: true
      # Undo what is changed in the cluster.
      selfHeal: true
    syncOptions:
      - CreateNamespace=true
`

const bootstrap = (
  v: Values,
  path: string,
): string => `# The first Application of a cluster: it deploys the Applications, ApplicationSets and AppProjects of the repository.
# Apply it once by hand; afterwards everything, this file included when it lies in the folder, follows the repository.
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${v.name}
  namespace: ${v.argocdNamespace}
spec:
  project: ${v.project}
  source:
    repoURL: ${v.repoURL}
    targetRevision: ${v.revision}
    path: ${path}
    directory:
      # Folders below as well; only files that hold Argo CD's objects should match.
      recurse: true
      include: '*.yaml'
  destination:
    # Applications live where Argo CD runs.
    server: https://kubernetes.default.svc
    namespace: ${v.argocdNamespace}
  syncPolicy:
    automated:
      selfHeal: true
      # Deleting a file does not delete its Application until this is true.
      prune: false
`

const project = (v: Values): string => `# What its Applications may deploy, from where, to where.
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: ${v.name}
  namespace: ${v.argocdNamespace}
  # Keeps the project from being deleted while an Application uses it.
  finalizers:
    - resources-finalizer.argocd.argoproj.io
spec:
  description: ''
  # Repositories, with * and ** as wildcards.
  sourceRepos:
    - ${v.repoURL}
  # Clusters and namespaces, with wildcards; an entry that begins with ! forbids.
  destinations:
    - ${v.destination}
      namespace: ${v.namespace}
  # Kinds that belong to no namespace are forbidden unless they are listed.
  clusterResourceWhitelist:
    - group: ''
      kind: Namespace
  # roles, syncWindows and orphanedResources are the other things a project decides.
`

const repository = (
  v: Values,
): string => `# A repository that Argo CD may read. Do not commit credentials: fill them in with a secret store, or seal this Secret.
apiVersion: v1
kind: Secret
metadata:
  name: ${v.name}
  namespace: ${v.argocdNamespace}
  labels:
    # repo-creds instead of repository: a template for every repository whose URL begins like this one.
    argocd.argoproj.io/secret-type: repository
stringData:
  # git, helm or oci
  type: git
  url: ${v.repoURL}
  # For https: a token of an account that can read only.
  # username: ''
  # password: ''
  # For ssh: the private part of a deploy key.
  # sshPrivateKey: ''
`

function cluster(
  v: Values,
  known: { readonly server: string; readonly caData: string | undefined } | undefined,
): string {
  const authority =
    known?.caData === undefined
      ? `        # The certificate of its authority, in base64.\n        "caData": ""`
      : `        "caData": ${JSON.stringify(known.caData)}`
  return `# A cluster that Argo CD may deploy to. Do not commit the token: fill it in with a secret store, or seal this Secret.
apiVersion: v1
kind: Secret
metadata:
  name: cluster-${v.name}
  namespace: ${v.argocdNamespace}
  labels:
    argocd.argoproj.io/secret-type: cluster
    # Labels are what the clusters generator of an ApplicationSet selects by.
    environment: ''
stringData:
  name: ${v.name}
  server: ${scalar(known?.server ?? 'https://ADDRESS:6443')}
  config: |
    {
      "bearerToken": "",
      "tlsClientConfig": {
        "insecure": false,
${authority.replace(/^ +# .*\n/, '')}
      }
    }
`
}
