import type { Flag, Flags } from './command.ts'
import { UsageError } from './errors.ts'
import { nearest } from './suggest.ts'

export interface ParsedArguments {
  readonly values: Readonly<Record<string, unknown>>
  /** Which flags were given. */
  readonly given: ReadonlySet<string>
  readonly args: readonly string[]
}

/** Reads a command line as kubectl's flags are read (Go: spf13/pflag): flags anywhere, `--flag=value`, `-oyaml`, `-Rf x`, `--`. */
export function parseArguments(words: readonly string[], flags: Flags): ParsedArguments {
  const given = new Map<string, unknown>()
  const args: string[] = []
  const set = (name: string, flag: Flag, text: string, as: string): void => {
    const value = readValue(flag, text, as)
    if (flag.repeatable) given.set(name, [...((given.get(name) as unknown[] | undefined) ?? []), value])
    else given.set(name, value)
  }
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (word === '--') {
      args.push(...words.slice(at + 1))
      break
    }
    if (word.startsWith('--')) {
      const { name, value } = splitLong(word)
      const flag = flagOf(flags, name)
      if (flag === undefined) throw unknownFlag(word, name, flags)
      if (value !== undefined) set(name, flag, value, `--${name}`)
      else if (takesNoNext(flag)) set(name, flag, flag.bare ?? 'true', `--${name}`)
      else {
        if (at + 1 >= words.length) throw new UsageError(`flag needs an argument: --${name}`)
        set(name, flag, words[++at]!, `--${name}`)
      }
    } else if (word.startsWith('-') && word.length > 1) {
      at = readShort(words, at, flags, set)
    } else {
      args.push(word)
    }
  }
  return { values: withDefaults(given, flags), given: new Set(given.keys()), args }
}

/** Where the first word stands that is no flag and no flag's value: the command. Unknown flags are passed over. */
export function findCommand(words: readonly string[], flags: Flags): number {
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (word === '--') return -1
    if (!word.startsWith('-') || word === '-') return at
    if (word.startsWith('--')) {
      const { name, value } = splitLong(word)
      const flag = flagOf(flags, name)
      if (flag !== undefined && value === undefined && !takesNoNext(flag)) at++
    } else {
      const last = shortFlag(flags, word.at(-1)!)
      const isValue = [...word.slice(1, -1)].some(char => {
        const flag = shortFlag(flags, char)?.flag
        return flag !== undefined && !takesNoNext(flag)
      })
      if (last !== undefined && !isValue && !takesNoNext(last.flag)) at++
    }
  }
  return -1
}

export const takesNoNext = (flag: Flag): boolean => flag.type === 'boolean' || flag.bare !== undefined

export function flagOf(flags: Flags, name: string): Flag | undefined {
  return Object.hasOwn(flags, name) ? flags[name] : undefined
}

export function shortFlag(flags: Flags, short: string): { readonly name: string; readonly flag: Flag } | undefined {
  for (const [name, flag] of Object.entries(flags)) if (flag.short === short) return { name, flag }
  return undefined
}

function splitLong(word: string): { readonly name: string; readonly value: string | undefined } {
  const equals = word.indexOf('=')
  return equals < 0
    ? { name: word.slice(2), value: undefined }
    : { name: word.slice(2, equals), value: word.slice(equals + 1) }
}

/** A cluster of short flags, the last of which may take the rest of the word or the next word; gives where it ended. */
function readShort(
  words: readonly string[],
  at: number,
  flags: Flags,
  set: (name: string, flag: Flag, text: string, as: string) => void,
): number {
  const word = words[at]!
  const long = word.slice(1).split('=')[0]!
  const known = [...long].every(char => shortFlag(flags, char) !== undefined)
  if (long.length > 2 && flagOf(flags, long) !== undefined && !known) {
    throw new UsageError(`unknown shorthand flag: '${long[0]}' in ${word}`, `Long flags have two dashes: --${long}`)
  }
  for (let i = 1; i < word.length; i++) {
    const char = word[i]!
    const found = shortFlag(flags, char)
    if (found === undefined) throw new UsageError(`unknown shorthand flag: '${char}' in ${word}`)
    const { name, flag } = found
    const as = `-${char}, --${name}`
    const rest = word.slice(i + 1)
    if (rest.startsWith('=')) {
      set(name, flag, rest.slice(1), as)
      return at
    }
    if (takesNoNext(flag)) {
      set(name, flag, flag.bare ?? 'true', as)
      continue
    }
    if (rest !== '') {
      set(name, flag, rest, as)
      return at
    }
    if (at + 1 >= words.length) throw new UsageError(`flag needs an argument: '${char}' in ${word}`)
    set(name, flag, words[at + 1]!, as)
    return at + 1
  }
  return at
}

function unknownFlag(word: string, name: string, flags: Flags): UsageError {
  const shown = word.split('=')[0]!
  const near = nearest(
    name,
    Object.keys(flags).filter(known => !flags[known]!.hidden),
  )
  return new UsageError(`unknown flag: ${shown}`, near === undefined ? undefined : `Did you mean --${near}?`)
}

function readValue(flag: Flag, text: string, as: string): unknown {
  const invalid = (problem: string): UsageError =>
    new UsageError(`invalid argument ${JSON.stringify(text)} for "${as}" flag: ${problem}`)
  switch (flag.type) {
    case 'boolean':
      // Go: strconv.ParseBool.
      if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true
      if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false
      throw invalid('it is true or false')
    case 'integer':
      if (!/^[+-]?\d{1,9}$/.test(text)) throw invalid('it must be a whole number')
      return Number(text)
    case 'duration': {
      const duration = parseDuration(text)
      if (duration === undefined) throw invalid('it must be a duration such as 30s, 5m or 1h30m')
      return duration
    }
    case 'string':
      if (flag.values !== undefined && !flag.values.includes(text)) {
        const near = nearest(text, flag.values)
        throw new UsageError(
          `invalid argument ${JSON.stringify(text)} for "${as}" flag: it must be ${oneOf(flag.values)}`,
          near === undefined ? undefined : `Did you mean ${near}?`,
        )
      }
      return text
  }
}

/** a, b or c */
export const oneOf = (values: readonly string[]): string =>
  values.length < 2 ? (values[0] ?? '') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`

/** Go: time.ParseDuration, for durations that are not negative; a bare number is seconds, as kubectl has it. In milliseconds. */
export function parseDuration(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) * 1000
  if (!/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined
  let total = 0
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(number) * { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[unit as 's']
  }
  return total
}

function withDefaults(given: ReadonlyMap<string, unknown>, flags: Flags): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, flag] of Object.entries(flags)) {
    if (given.has(name)) values[name] = given.get(name)
    else if (flag.repeatable) values[name] = []
    else values[name] = flag.default ?? (flag.type === 'boolean' ? false : undefined)
  }
  return values
}
