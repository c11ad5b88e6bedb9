import { defineCommand } from '../command.ts'
import { optionsHelp } from '../help.ts'

export default defineCommand({
  name: 'options',
  usage: 'options',
  summary: 'List the flags that every command knows.',
  examples: [],
  flags: {},
  run: async () => ({ value: optionsHelp(), diagnostics: [], fidelity: { level: 'exact', reasons: [] } }),
  views: { text: ({ value }) => value },
})
