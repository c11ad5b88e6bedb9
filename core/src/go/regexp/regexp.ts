import { canBackquote, quote } from '../fmt/index.ts'
import { GoError } from '../kinds/index.ts'
import { expand } from './expand.ts'
import { groupNames, withoutRepeatedNames } from './names.ts'

/** The offsets of a match and its groups in UTF-16 units: start and end of each, -1 for a group that took no part. */
export type Match = readonly number[]

/** Loads the RE2 engine; compile works only after it. */
export async function loadRegexp(): Promise<void> {
  engine ??= (await import('re2js')).RE2JS
}

/** regexp.Compile; throws Go's error. */
export function compile(pattern: string): Regexp {
  let known = compiled.get(pattern)
  if (!known) {
    known = new Regexp(pattern)
    if (compiled.size >= 500) compiled.clear()
    compiled.set(pattern, known)
  }
  return known
}

/** regexp.MustCompile; throws Go's panic. */
export function mustCompile(pattern: string): Regexp {
  try {
    return compile(pattern)
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    const shown = canBackquote(pattern) ? `\`${pattern}\`` : quote(pattern)
    throw new GoError(`regexp: Compile(${shown}): ${error.message}`)
  }
}

/** regexp.QuoteMeta */
export const quoteMeta = (text: string): string => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')

/** Go's *regexp.Regexp: RE2 syntax and Go's ways to walk from match to match. */
export class Regexp {
  readonly pattern: string
  readonly names: readonly string[]
  readonly #program: Program

  constructor(pattern: string) {
    this.pattern = pattern
    this.names = groupNames(pattern)
    this.#program = program(pattern, this.names)
  }

  /** MatchString */
  test(text: string): boolean {
    return this.#program.test(text)
  }

  /** FindString: '' when nothing matches. */
  find(text: string): string {
    const match = this.#at(text)(0)
    return match ? text.slice(match[0], match[1]) : ''
  }

  /** FindAllStringSubmatchIndex; n < 0 finds all. Undefined stands for nil. */
  findAll(text: string, n: number): Match[] | undefined {
    const matches: Match[] = []
    const execute = this.#at(text)
    let previousEnd = -1
    for (let at = 0; at <= text.length && (n < 0 || matches.length < n); ) {
      const match = execute(at)
      if (!match) break
      const [start = 0, end = 0] = match
      // An empty match beside the one before it does not count.
      const accepted = end !== at || start !== previousEnd
      at = end === at ? at + width(text, at) : end
      previousEnd = end
      if (accepted) matches.push(match)
    }
    return matches.length === 0 ? undefined : matches
  }

  /** ReplaceAllString: $1, ${name} and $$ in the replacement. */
  replaceAll(text: string, replacement: string): string {
    return this.#replace(text, match => expand(replacement, text, match, this.names))
  }

  /** ReplaceAllLiteralString */
  replaceAllLiteral(text: string, replacement: string): string {
    return this.#replace(text, () => replacement)
  }

  /** Split; undefined stands for nil. */
  split(text: string, n: number): string[] | undefined {
    if (n === 0) return undefined
    if (this.pattern !== '' && text === '') return ['']
    const parts: string[] = []
    let start = 0
    let end = 0
    for (const [from = 0, to = 0] of this.findAll(text, n) ?? []) {
      if (n > 0 && parts.length >= n - 1) break
      end = from
      if (to !== 0) parts.push(text.slice(start, end))
      start = to
    }
    if (end !== text.length) parts.push(text.slice(start))
    return parts
  }

  #at(text: string): (from: number) => Match | undefined {
    const matcher = this.#program.matcher(text)
    const groups = matcher.groupCount()
    return from => {
      if (!matcher.find(from)) return undefined
      const match: number[] = []
      for (let group = 0; group <= groups; group++) match.push(matcher.start(group), matcher.end(group))
      return match
    }
  }

  #replace(text: string, replacement: (match: Match) => string): string {
    const execute = this.#at(text)
    let result = ''
    let lastEnd = 0
    for (let at = 0; at <= text.length; ) {
      const match = execute(at)
      if (!match) break
      const [start = 0, end = 0] = match
      result += text.slice(lastEnd, start)
      // No replacement for an empty match right after another match.
      if (end > lastEnd || start === 0) result += replacement(match)
      lastEnd = end
      at = Math.max(at + width(text, at), end)
    }
    return result + text.slice(lastEnd)
  }
}

type Engine = typeof import('re2js').RE2JS
type Program = InstanceType<Engine>

let engine: Engine | undefined
const compiled = new Map<string, Regexp>()

function program(pattern: string, names: readonly string[]): Program {
  if (!engine) throw new Error('regexp: compile before loadRegexp')
  try {
    const named = names.filter(name => name !== '')
    return engine.compile(new Set(named).size < named.length ? withoutRepeatedNames(pattern) : pattern)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new GoError(message.endsWith('trailing backslash at end of expression') ? `${message}: \`\`` : message)
  }
}

/** The size of the character here; one past the end, so that a loop moves on. */
const width = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
