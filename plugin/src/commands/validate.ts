import { reportFormats } from '@kubectl-gitops/core/report'
import { defineCommand, type Flags, type View } from '../command.ts'
import { fileFlags, worldFlags } from '../file-flags.ts'
import type { Validation } from '../validate/validate-files.ts'

export const validateFlags = {
  ...fileFlags,
  'fail-on': {
    type: 'string',
    default: 'error',
    placeholder: 'SEVERITY',
    values: ['error', 'warning', 'info'],
    help: 'the least severity that makes the exit code 1',
  },
  rule: {
    type: 'string',
    repeatable: true,
    placeholder: 'ID=SEVERITY',
    completes: 'rule',
    help: 'how much a rule counts: off, error, warning, info or hint; ID may end in *',
  },
  only: {
    type: 'string',
    repeatable: true,
    placeholder: 'ID',
    completes: 'rule',
    help: 'only this rule; ID may end in *',
  },
  fix: { type: 'boolean', help: 'apply the safe fixes to the files' },
  diff: { type: 'boolean', help: 'show what --fix would do, and change nothing' },
  'list-skipped': { type: 'boolean', help: 'name the rules that were not asked, and what each lacked' },
  ...worldFlags,
} as const satisfies Flags

const ranks = { error: 0, warning: 1, info: 2, hint: 3 } as const

const view =
  (format: string): View<Validation> =>
  async (outcome, page) =>
    (await import('../validate/reports.ts')).validationReport(format, outcome, page)

export default defineCommand({
  name: 'validate',
  aliases: ['lint'],
  usage: 'validate [PATH...]',
  summary: 'Find mistakes in Applications, ApplicationSets and AppProjects.',
  description: [
    'A folder is searched with all folders below it; without a path, the Git work tree around the current folder is. ApplicationSets are',
    'generated too, as far as what their generators read is at hand. The exit code is 1 when there is a finding at or above --fail-on.',
  ].join('\n'),
  examples: [
    { does: 'Everything in the current work tree', line: 'kubectl gitops validate' },
    { does: 'One file, where warnings fail as well', line: 'kubectl gitops validate apps/web.yaml --fail-on warning' },
    { does: 'In a pipeline on GitHub', line: 'kubectl gitops validate -o github' },
    { does: 'For code scanning', line: 'kubectl gitops validate -o sarif > findings.sarif' },
  ],
  args: { max: Number.POSITIVE_INFINITY, completes: 'file' },
  flags: validateFlags,

  async run(call) {
    const { validateFiles } = await import('../validate/validate-files.ts')
    return validateFiles(call)
  },

  views: Object.fromEntries(reportFormats.map(format => [format, view(format)])),

  exitCode: ({ diagnostics }, { flags }) => {
    const least = ranks[flags['fail-on'] as keyof typeof ranks]
    if (diagnostics.some(({ code, severity }) => ranks[severity] <= least && !code.startsWith('port-'))) return 1
    return diagnostics.some(({ code }) => code === 'port-refused') ? 3 : 0
  },
})
