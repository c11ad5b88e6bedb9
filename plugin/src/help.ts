import type { AnyCommand, Flag, Flags } from './command.ts'
import { clusterFlags, commonFlags } from './common-flags.ts'

/** The overview: what the program is, its commands, how to go on. */
export function overview(commands: readonly AnyCommand[], program: string): string {
  const shown = commands.filter(({ hidden }) => !hidden)
  const rows = shown.map(({ name, summary }) => [name, summary] as const)
  return [
    "Argo CD's own answers, with nothing but Git and a kubeconfig.",
    '',
    'Commands:',
    columns(rows),
    '',
    'Usage:',
    `  ${program} COMMAND [flags]`,
    '',
    `Use "${program} COMMAND --help" for more about a command.`,
    `Use "${program} options" for the flags every command knows.`,
    '',
  ].join('\n')
}

/** All about one command, in kubectl's order: what it does, examples, flags, usage. */
export function commandHelp(command: AnyCommand, program: string): string {
  const { summary, description, examples, flags, usage, aliases = [] } = command
  const shown = { ...outputFlag(command), ...flags }
  return [
    summary,
    ...(description === undefined ? [] : ['', description]),
    ...(aliases.length === 0 ? [] : ['', 'Aliases:', `  ${[command.name, ...aliases].join(', ')}`]),
    ...(examples.length === 0
      ? []
      : ['', 'Examples:', examples.map(({ does, line }) => `  # ${does}\n  ${spoken(line, program)}`).join('\n\n')]),
    ...(Object.values(shown).every(({ hidden }) => hidden) ? [] : ['', 'Options:', flagList(shown)]),
    '',
    'Usage:',
    `  ${program} ${usage} [flags]`,
    '',
    `Use "${program} options" for the flags every command knows.`,
    '',
  ].join('\n')
}

/** The flags every command knows. */
export function optionsHelp(): string {
  const ours: Record<string, Flag> = {}
  const cluster: Record<string, Flag> = {}
  for (const [name, flag] of Object.entries(commonFlags)) {
    if (clusterFlags.includes(name)) cluster[name] = flag
    else ours[name] = flag
  }
  return [
    'The following options can be passed to any command:',
    '',
    flagList(ours),
    '',
    "kubectl's options for a client; commands on files accept them and do not need them:",
    '',
    flagList(cluster),
    '',
  ].join('\n')
}

/** An example as the user has to type it. */
export const spoken = (line: string, program: string): string => line.replaceAll('kubectl gitops', program)

/** --output with the formats of this command. */
function outputFlag({ views }: AnyCommand): Flags {
  const formats = Object.keys(views)
  if (formats.length < 2) return {}
  return {
    output: { ...commonFlags.output, help: `how the answer is written: ${formats.join('|')}; default: ${formats[0]}` },
  }
}

function flagList(flags: Flags): string {
  const rows = Object.entries(flags)
    .filter(([, { hidden }]) => !hidden)
    .map(([name, flag]) => [flagText(name, flag), flagHelp(flag)] as const)
  return columns(rows)
}

function flagText(name: string, flag: Flag): string {
  const short = flag.short === undefined ? '    ' : `-${flag.short}, `
  const long = flag.short === name ? '' : `--${name}`
  const value = flag.type === 'boolean' ? '' : ` ${flag.placeholder ?? 'VALUE'}`
  return long === '' ? `-${name}${value}` : `${short}${long}${value}`
}

function flagHelp(flag: Flag): string {
  const values = flag.values === undefined ? '' : ` (${flag.values.join('|')})`
  const repeat = flag.repeatable ? ' (may be repeated)' : ''
  return `${flag.help}${values}${repeat}`
}

/** Two columns, the second aligned; a long first cell has its second on the next line. */
function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.min(34, Math.max(...rows.map(([left]) => left.length)))
  return rows
    .map(([left, right]) =>
      left.length > width ? `  ${left}\n  ${' '.repeat(width)}  ${right}` : `  ${left.padEnd(width)}  ${right}`,
    )
    .join('\n')
}
