import type { Outputs, Step } from '../../../core/codegen/step.ts'
import { commands } from '../../src/commands/index.ts'
import { commandHelp, optionsHelp } from '../../src/help.ts'

export const name: Step['name'] = 'command reference'

/** docs/commands.md: the help of every command, as it is printed. */
export function outputs(): Outputs {
  const shown = commands.filter(({ hidden }) => !hidden)
  const sections = shown.map(command => `## ${command.name}\n\n${fenced(commandHelp(command, 'kubectl gitops'))}`)
  const text = [
    '<!-- Written by `npm run generate` from the files of plugin/src/commands. Do not edit. -->',
    '# Commands',
    shown.map(({ name: title, summary }) => `- [${title}](#${title}): ${summary}`).join('\n'),
    ...sections,
    `## Flags of every command\n\n${fenced(optionsHelp())}`,
    exitCodes,
  ]
  return new Map([['docs/commands.md', `${text.join('\n\n')}\n`]])
}

const fenced = (text: string): string => `\`\`\`text\n${text.trimEnd()}\n\`\`\``

const exitCodes = `## Exit codes

| code | means |
|---|---|
| 0 | answered, nothing found |
| 1 | answered, and there is something: a finding of \`validate\`, an error that Argo CD would report for \`preview\`; \`--exit-code=false\` turns it into 0 |
| 2 | not answered: the command line or an input cannot be used; standard output is empty |
| 3 | partly answered: something was not at hand, which is named |
| 124 | \`--timeout\` ran out |
| 130 | interrupted |`
