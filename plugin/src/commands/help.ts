import { defineCommand } from '../command.ts'
import { commandOf } from '../find-command.ts'
import { commandHelp, overview } from '../help.ts'

export default defineCommand({
  name: 'help',
  usage: 'help [COMMAND]',
  summary: 'Show what the commands do.',
  examples: [{ does: 'All about one command', line: 'kubectl gitops help preview' }],
  args: { max: 1, completes: 'command' },
  flags: {},

  async run({ args: [name], program, commands }) {
    const value =
      name === undefined ? overview(commands, program) : commandHelp(commandOf(name, commands, program), program)
    return { value, diagnostics: [], fidelity: { level: 'exact', reasons: [] } }
  },

  views: { text: ({ value }) => value },
})
