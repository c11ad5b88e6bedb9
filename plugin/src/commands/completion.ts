import { oneOf } from '../arguments.ts'
import { defineCommand } from '../command.ts'
import { scripts } from '../completion/scripts.ts'
import { UsageError } from '../errors.ts'

const shells = Object.keys(scripts)

export default defineCommand({
  name: 'completion',
  usage: `completion ${shells.join('|')}`,
  summary: 'Write a script that completes command lines in a shell.',
  description: [
    "The script is for the program called by its own name. Behind kubectl (1.26 or newer) nothing is needed but kubectl's own completion:",
    'kubectl asks kubectl_complete-gitops, which has to be in PATH beside kubectl-gitops.',
  ].join('\n'),
  examples: [
    { does: 'In the running bash', line: 'source <(kubectl-gitops completion bash)' },
    { does: 'In every zsh', line: 'kubectl-gitops completion zsh > "${fpath[1]}/_kubectl-gitops"' },
    { does: 'In every fish', line: 'kubectl-gitops completion fish > ~/.config/fish/completions/kubectl-gitops.fish' },
  ],
  args: { max: 1, completes: shells },
  flags: {},

  async run({ args: [shell], host }) {
    if (shell === undefined) throw new UsageError(`the shell is missing: ${oneOf(shells)}`)
    const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined
    if (script === undefined) throw new UsageError(`unknown shell ${JSON.stringify(shell)}: it is ${oneOf(shells)}`)
    const name = host.name.replace(/\.(?:[cm]?js|ts|exe|cmd)$/, '')
    return { value: script(name), diagnostics: [], fidelity: { level: 'exact', reasons: [] } }
  },

  views: { text: ({ value }) => value },
})
