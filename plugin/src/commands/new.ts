import { oneOf } from '../arguments.ts'
import { defineCommand } from '../command.ts'
import { UsageError } from '../errors.ts'
import { nearest } from '../suggest.ts'

/** What can be made, with kubectl's short names. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  application: ['app', 'apps', 'applications'],
  applicationset: ['appset', 'appsets', 'applicationsets'],
  appproject: ['proj', 'project', 'appproj', 'appprojects'],
  cluster: ['clusters'],
  repository: ['repo', 'repositories'],
  bootstrap: [],
}

export const generatorNames = ['list', 'clusters', 'git-directories', 'git-files', 'matrix', 'pull-request'] as const

export const newFlags = {
  repository: { type: 'string', placeholder: 'URL', help: 'Git repository; default: the remote of the work tree' },
  revision: {
    type: 'string',
    placeholder: 'REV',
    help: 'branch, tag or commit; default: the branch that is checked out',
  },
  path: {
    type: 'string',
    placeholder: 'FOLDER',
    completes: 'folder',
    help: 'folder in the repository; default: the current one',
  },
  project: { type: 'string', default: 'default', placeholder: 'NAME', help: 'AppProject of the applications' },
  'dest-server': { type: 'string', placeholder: 'URL', help: 'API server to deploy to' },
  'dest-name': { type: 'string', placeholder: 'NAME', help: 'the same by the name of the cluster in Argo CD' },
  'dest-namespace': { type: 'string', placeholder: 'NAMESPACE', help: 'namespace to deploy to; default: NAME' },
  generator: {
    type: 'string',
    default: 'list',
    placeholder: 'KIND',
    values: generatorNames,
    help: 'for an applicationset: where its elements come from',
  },
} as const

export default defineCommand({
  name: 'new',
  usage: 'new KIND NAME',
  summary: 'Write a file to start from: an Application, ApplicationSet, AppProject, cluster, repository or bootstrap.',
  description: [
    `KIND is ${oneOf(Object.keys(kinds))}. The file goes to standard output, with comments on what to decide;`,
    'repository, branch and folder are those of the Git work tree around the current folder. A bootstrap is the Application that',
    'deploys all other Applications of the repository. Secrets have places for credentials and never hold any.',
  ].join('\n'),
  examples: [
    {
      does: 'An Application for the current folder',
      line: 'kubectl gitops new application guestbook > guestbook.yaml',
    },
    {
      does: 'One Application for each folder',
      line: 'kubectl gitops new applicationset apps --generator git-directories > apps.yaml',
    },
    {
      does: 'A cluster, with the address of a context of the kubeconfig',
      line: 'kubectl gitops new cluster prod --context prod > cluster.yaml',
    },
  ],
  args: { max: 2, completes: Object.keys(kinds) },
  flags: newFlags,

  async run(call) {
    const [word, name] = call.args
    const kind = kindOf(word)
    if (name === undefined) throw new UsageError(`the name is missing: ${call.program} new ${kind} NAME`)
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name) || name.length > 253) {
      throw new UsageError(
        `${JSON.stringify(name)} is no name for Kubernetes: it has lower-case letters, digits, "-" and ".", and begins and ends with a letter or digit`,
      )
    }
    const { manifestOf } = await import('../new/manifest.ts')
    return { value: await manifestOf(kind, name, call), diagnostics: [], fidelity: { level: 'exact', reasons: [] } }
  },

  views: { yaml: ({ value }) => value },
})

function kindOf(word: string | undefined): string {
  const all = Object.keys(kinds)
  if (word === undefined) throw new UsageError(`the kind is missing: ${oneOf(all)}`)
  const lower = word.toLowerCase()
  const found = all.find(kind => kind === lower || kinds[kind]!.includes(lower))
  if (found !== undefined) return found
  const near = nearest(lower, [...all, ...Object.values(kinds).flat()])
  throw new UsageError(
    `unknown kind ${JSON.stringify(word)}: it is ${oneOf(all)}`,
    near === undefined ? undefined : `Did you mean ${near}?`,
  )
}
