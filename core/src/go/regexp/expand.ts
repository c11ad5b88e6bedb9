import { isDigit, isLetter } from '../strings/index.ts'
import type { Match } from './regexp.ts'

/** Go's Regexp.Expand: $1, $name, ${name}; $$ is a dollar; the longest name counts, so $1x is the group named 1x. */
export function expand(template: string, text: string, match: Match, names: readonly string[]): string {
  let result = ''
  let rest = template
  for (;;) {
    const dollar = rest.indexOf('$')
    if (dollar < 0) return result + rest
    result += rest.slice(0, dollar)
    rest = rest.slice(dollar + 1)
    if (rest.startsWith('$')) {
      result += '$'
      rest = rest.slice(1)
      continue
    }
    const name = nameAt(rest)
    if (name === undefined) {
      result += '$'
      continue
    }
    rest = rest.slice(name.length)
    result += groupText(name.text, text, match, names)
  }
}

function groupText(name: string, text: string, match: Match, names: readonly string[]): string {
  const group = (number: number): string | undefined => {
    const start = match[2 * number] ?? -1
    return start < 0 ? undefined : text.slice(start, match[2 * number + 1])
  }
  if (/^(0|[1-9]\d{0,8})$/.test(name)) return group(Number(name)) ?? ''
  for (const [number, other] of names.entries()) {
    const found = other === name ? group(number) : undefined
    if (found !== undefined) return found
  }
  return ''
}

/** The name after a dollar and how much of the template it takes; undefined when there is none. */
function nameAt(rest: string): { text: string; length: number } | undefined {
  const braced = rest.startsWith('{')
  let end = braced ? 1 : 0
  while (end < rest.length) {
    const rune = String.fromCodePoint(rest.codePointAt(end) ?? 0)
    if (rune !== '_' && !isLetter(rune) && !isDigit(rune)) break
    end += rune.length
  }
  const text = rest.slice(braced ? 1 : 0, end)
  if (text === '' || (braced && rest[end] !== '}')) return undefined
  return { text, length: braced ? end + 1 : end }
}
