import { findCommand, flagOf, shortFlag, takesNoNext } from '../arguments.ts'
import type { AnyCommand, Completes, Flag, Flags } from '../command.ts'
import { commonFlags } from '../common-flags.ts'
import type { Host } from '../host.ts'

/** What may stand at the end of a command line; `directive` is cobra's (4: no file names, 8: endings, 16: folders). */
interface Offer {
  readonly values: readonly (readonly [value: string, help: string])[]
  readonly directive: number
}

const filesAllowed = 0
const noFiles = 4
const endings = 8
const folders = 16

/** Answers `__complete WORD... LAST` as cobra programs do: a value a line with its help behind a tab, then `:directive`. */
export async function complete(
  host: Host,
  words: readonly string[],
  commands: readonly AnyCommand[],
  withHelp: boolean,
): Promise<number> {
  const typed = words.slice(0, -1)
  const last = unquoted(words.at(-1) ?? '')
  let offer: Offer = { values: [], directive: noFiles }
  try {
    offer = await offerFor(typed, last, commands, host)
  } catch {
    // Whatever is wrong with the line is said when it is run.
  }
  const isPattern = offer.directive === endings
  const lines = offer.values
    .filter(([value]) => isPattern || value.startsWith(last))
    .map(([value, help]) => `${value}${withHelp && help !== '' ? `\t${help}` : ''}\n`)
  host.stdout.write(`${lines.join('')}:${offer.directive}\n`)
  return 0
}

/** PowerShell cannot pass an empty word. */
const unquoted = (word: string): string => (word === '""' ? '' : word)

async function offerFor(
  typed: readonly string[],
  last: string,
  commands: readonly AnyCommand[],
  host: Host,
): Promise<Offer> {
  const everyFlag: Flags = Object.assign({}, ...commands.map(({ flags }) => flags), commonFlags)
  const at = findCommand(typed, everyFlag)
  const command =
    at < 0 ? undefined : commands.find(({ name, aliases }) => name === typed[at] || aliases?.includes(typed[at]!))
  if (at >= 0 && command === undefined) return { values: [], directive: noFiles }
  const flags: Flags = command === undefined ? commonFlags : { ...commonFlags, ...command.flags }
  if (typed.includes('--')) return argumentsOf(command, last, typed, commands, host)

  const awaiting = awaitedValue(typed.at(-1), flags)
  if (awaiting !== undefined) return valuesOf(awaiting.flag, awaiting.name, command, last, typed, host)
  const equals = last.indexOf('=')
  if (last.startsWith('--') && equals > 0) {
    const name = last.slice(2, equals)
    const flag = flagOf(flags, name)
    if (flag === undefined) return { values: [], directive: noFiles }
    const offer = await valuesOf(flag, name, command, last.slice(equals + 1), typed, host)
    if (offer.directive !== noFiles) return offer
    return { ...offer, values: offer.values.map(([value, help]) => [`--${name}=${value}`, help] as const) }
  }
  if (last.startsWith('-')) return { values: flagNames(flags, typed, command), directive: noFiles }
  if (command === undefined) {
    const values = commands.filter(({ hidden }) => !hidden).map(({ name, summary }) => [name, summary] as const)
    return { values, directive: noFiles }
  }
  return argumentsOf(
    command,
    last,
    typed.toSpliced?.(at, 1) ?? typed.filter((_, index) => index !== at),
    commands,
    host,
  )
}

/** The flag whose value comes next. */
function awaitedValue(
  word: string | undefined,
  flags: Flags,
): { readonly name: string; readonly flag: Flag } | undefined {
  if (word === undefined || !word.startsWith('-') || word === '-') return undefined
  if (word.startsWith('--')) {
    const flag = word.includes('=') ? undefined : flagOf(flags, word.slice(2))
    return flag === undefined || takesNoNext(flag) ? undefined : { name: word.slice(2), flag }
  }
  const found = shortFlag(flags, word.at(-1)!)
  const isAlone = [...word.slice(1, -1)].every(char => {
    const flag = shortFlag(flags, char)?.flag
    return flag !== undefined && takesNoNext(flag)
  })
  return found === undefined || !isAlone || takesNoNext(found.flag) ? undefined : found
}

function flagNames(flags: Flags, typed: readonly string[], command: AnyCommand | undefined): Offer['values'] {
  const given = new Set(typed.filter(word => word.startsWith('--')).map(word => word.slice(2).split('=')[0]!))
  return Object.entries(flags)
    .filter(([name, flag]) => !flag.hidden && name !== flag.short && (flag.repeatable || !given.has(name)))
    .filter(([name]) => name !== 'output' || Object.keys(command?.views ?? {}).length > 1)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, flag]) => [`--${name}`, flag.help] as const)
}

async function valuesOf(
  flag: Flag,
  name: string,
  command: AnyCommand | undefined,
  last: string,
  typed: readonly string[],
  host: Host,
): Promise<Offer> {
  if (name === 'output' && command !== undefined) return plain(Object.keys(command.views))
  if (flag.values !== undefined) return plain(flag.values)
  if (flag.type === 'boolean') return plain(['true', 'false'])
  return flag.completes === undefined ? { values: [], directive: noFiles } : offerOf(flag.completes, last, typed, host)
}

async function argumentsOf(
  command: AnyCommand | undefined,
  last: string,
  typed: readonly string[],
  commands: readonly AnyCommand[],
  host: Host,
): Promise<Offer> {
  const completes = command?.args?.completes
  if (completes === undefined) return { values: [], directive: noFiles }
  if (completes === 'command')
    return {
      values: commands.filter(({ hidden }) => !hidden).map(({ name, summary }) => [name, summary]),
      directive: noFiles,
    }
  return offerOf(completes, last, typed, host)
}

const plain = (values: readonly string[]): Offer => ({ values: values.map(value => [value, '']), directive: noFiles })

async function offerOf(completes: Completes, last: string, typed: readonly string[], host: Host): Promise<Offer> {
  switch (completes) {
    case 'file':
      return plainEndings(last)
    case 'folder':
      return { values: [], directive: folders }
    case 'rule': {
      const { rules } = await import('@kubectl-gitops/core')
      return { values: rules.map(({ id, summary }) => [id, summary] as const), directive: noFiles }
    }
    case 'set':
    case 'application': {
      const { namesInFiles } = await import('./names.ts')
      return { values: await namesInFiles(completes, typed, host), directive: noFiles }
    }
    case 'command':
      return { values: [], directive: noFiles }
    default:
      return plain(completes)
  }
}

/** Manifests; a path that is begun in a hidden folder or with another ending is the shell's affair. */
function plainEndings(last: string): Offer {
  if (/\.[^./]*$/.test(last) && !/\.(?:y|j)[a-z]*$/i.test(last)) return { values: [], directive: filesAllowed }
  return { ...plain(['yaml', 'yml', 'json']), directive: endings }
}
