import { GoError } from '../kinds/index.ts'

/** Whether a character (one code point) is in a class. */
export type CharSet = (char: string) => boolean

/** A bracket expression whose `[` has been read; `[a-z-[aeiou]]` takes one class out of another. */
export function parseClass(
  chars: readonly string[],
  from: number,
  ignoreCase: boolean,
  depth = 0,
): { readonly has: CharSet; readonly end: number } {
  if (depth > 20) throw new GoError('the pattern is nested too deeply')
  let at = from
  const negated = chars[at] === '^'
  if (negated) at++
  const parts: CharSet[] = []
  let without: CharSet | undefined
  for (let first = true; ; first = false) {
    const char = chars[at]
    if (char === undefined) throw new GoError('unterminated [] set')
    if (char === ']' && !first) break
    if (char === '-' && chars[at + 1] === '[' && !first) {
      const inner = parseClass(chars, at + 2, ignoreCase, depth + 1)
      if (chars[inner.end] !== ']') throw new GoError('a subtraction must be the last element in a character class')
      without = inner.has
      at = inner.end
      break
    }
    const low = member(chars, at)
    at = low.end
    if (low.has !== undefined) {
      parts.push(low.has)
      continue
    }
    if (chars[at] !== '-' || chars[at + 1] === ']' || chars[at + 1] === '[' || chars[at + 1] === undefined) {
      parts.push(char => char === low.char)
      continue
    }
    const high = member(chars, at + 1)
    at = high.end
    if (high.has !== undefined) throw new GoError('cannot include class in character range')
    const [start, end] = [low.char.codePointAt(0)!, high.char.codePointAt(0)!]
    if (start > end) throw new GoError('[x-y] range in reverse order')
    parts.push(char => char.codePointAt(0)! >= start && char.codePointAt(0)! <= end)
  }
  const inParts: CharSet = ignoreCase
    ? char => [char, char.toLowerCase(), char.toUpperCase()].some(form => parts.some(has => has(form)))
    : char => parts.some(has => has(char))
  return { has: char => inParts(char) !== negated && !without?.(char), end: at + 1 }
}

function member(chars: readonly string[], at: number): Escaped {
  const char = chars[at]!
  if (char !== '\\') return { char, has: undefined, end: at + 1 }
  // Inside a class \b is a backspace.
  return chars[at + 1] === 'b' ? { char: '\b', has: undefined, end: at + 2 } : parseEscapedClass(chars, at + 1)
}

interface Escaped {
  readonly char: string
  /** Set when the escape is a class such as \d. */
  readonly has: CharSet | undefined
  readonly end: number
}

/** What follows a backslash: a class or a character. */
export function parseEscapedClass(chars: readonly string[], at: number): Escaped {
  const char = chars[at]
  if (char === undefined) throw new GoError('illegal \\ at end of pattern')
  const known = Object.hasOwn(classes, char) ? classes[char] : undefined
  if (known !== undefined) return { char, has: value => known.test(value), end: at + 1 }
  if (char === 'p' || char === 'P') return property(chars, at)
  const control = Object.hasOwn(controls, char) ? controls[char] : undefined
  if (control !== undefined) return { char: control, has: undefined, end: at + 1 }
  const numbered = /^(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|([0-7]{1,3})|c([A-Za-z@[\\\]^_]))/.exec(
    chars.slice(at, at + 5).join(''),
  )
  if (numbered !== null) {
    const [whole, hex, unicode, octal, letter] = numbered
    const code =
      letter === undefined
        ? Number.parseInt(hex ?? unicode ?? octal ?? '0', octal === undefined ? 16 : 8)
        : letter.toUpperCase().charCodeAt(0) - 64
    return { char: String.fromCharCode(code), has: undefined, end: at + whole.length }
  }
  if (isWordChar(char)) throw new GoError(`unrecognized escape sequence \\${char}`)
  return { char, has: undefined, end: at + 1 }
}

function property(chars: readonly string[], at: number): Escaped {
  const found = /^[pP]\{(\w+)\}/.exec(chars.slice(at, at + 40).join(''))
  if (found === null) throw new GoError('incomplete \\p{X} character escape')
  const name = found[1]!
  const negated = chars[at] === 'P'
  for (const form of [name, `Script=${name}`]) {
    try {
      const matcher = new RegExp(`^\\p{${form}}$`, 'u')
      return { char: '', has: char => matcher.test(char) !== negated, end: at + found[0].length }
    } catch {
      // Not a name of that kind.
    }
  }
  throw new GoError(`unknown unicode category, script, or property '${name}'`)
}

const classes: Readonly<Record<string, RegExp>> = {
  d: /^\p{Nd}$/u,
  D: /^\P{Nd}$/u,
  w: /^[\p{L}\p{Mn}\p{Nd}\p{Pc}]$/u,
  W: /^[^\p{L}\p{Mn}\p{Nd}\p{Pc}]$/u,
  s: /^[\s\u0085]$/u,
  S: /^[^\s\u0085]$/u,
}

export const isWordChar = (char: string | undefined): boolean =>
  char !== undefined && (classes.w!.test(char) || char === '\u200d' || char === '\u200c')

const controls: Readonly<Record<string, string>> = {
  a: '\x07',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}
