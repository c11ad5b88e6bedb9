import { defineCommand } from '../command.ts'
import { fileFlags, planFlags, worldFlags } from '../file-flags.ts'
import type { Preview } from '../preview/preview-sets.ts'

export default defineCommand({
  name: 'preview',
  usage: 'preview [-f FILE | APPSET...]',
  summary: 'Show the Applications that an ApplicationSet generates.',
  description: [
    'Without a file every ApplicationSet of the Git work tree around the current folder is looked at; a name selects among them.',
    'Nothing is asked of a cluster or the network: what a generator needs from there is given with --clusters, --answers and --repo,',
    'and what is not at hand is named (exit code 3).',
  ].join('\n'),
  examples: [
    { does: 'The Applications of one file', line: 'kubectl gitops preview -f appset.yaml' },
    {
      does: 'Which generator element, which parameters, which line made each field',
      line: 'kubectl gitops preview -f appset.yaml --explain dev-web',
    },
    {
      does: 'With the clusters that Argo CD manages',
      line: 'kubectl gitops preview -f appset.yaml --clusters clusters.yaml',
    },
    {
      does: 'What applying it would create, change and delete',
      line: 'kubectl gitops preview -f appset.yaml --live-objects applications.yaml',
    },
    { does: 'Whole manifests, as a stream', line: 'kubectl gitops preview -f appset.yaml -o yaml | kubectl diff -f -' },
  ],
  args: { max: Number.POSITIVE_INFINITY, completes: 'set' },
  flags: {
    ...fileFlags,
    explain: { type: 'string', placeholder: 'APP', completes: 'application', help: 'how this Application came to be' },
    app: { type: 'string', placeholder: 'NAME', completes: 'application', help: 'only this Application' },
    ...worldFlags,
    ...planFlags,
  },

  async run(invocation) {
    const { previewSets } = await import('../preview/preview-sets.ts')
    const { selectApplication } = await import('../preview/select.ts')
    const outcome = await previewSets(invocation)
    return selectApplication(outcome, invocation.flags.explain ?? invocation.flags.app)
  },

  views: {
    table: async (outcome, page) => (await import('../preview/table.ts')).previewTable(outcome, page),
    name: async (outcome, page) => (await import('../preview/name.ts')).previewNames(outcome, page),
    yaml: async (outcome, page) => (await import('../preview/yaml.ts')).previewYAML(outcome, page),
    json: async (outcome, page) => (await import('../preview/json.ts')).previewJSON(outcome, page),
    tree: async (outcome, page) => (await import('../preview/tree.ts')).previewTree(outcome, page),
    markdown: async (outcome, page) => (await import('../preview/markdown.ts')).previewMarkdown(outcome, page),
  },

  exitCode: ({ value, fidelity }) => {
    if (fidelity.level === 'partial') return 3
    return value.unreadable || value.sets.some(isRefused) ? 1 : 0
  },
})

const isRefused = ({ error, validationErrors }: Preview['sets'][number]): boolean =>
  error !== null || validationErrors.length > 0
