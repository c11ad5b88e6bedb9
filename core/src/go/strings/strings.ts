import { byteLength, GoError, GoLimit } from '../kinds/index.ts'
import { isDigit, isInvalidByte, isLetter, isSpace, toLower, toTitle, toUpper } from './unicode.ts'

/** strings.ToUpper */
export const upper = (text: string): string => mapRunes(text, toUpper)

/** strings.ToLower */
export const lower = (text: string): string => mapRunes(text, toLower)

/** strings.TrimSpace */
export function trimSpace(text: string): string {
  return trimEnds(text, isSpace)
}

/** strings.Trim: each character of `cutset` is taken off both ends. */
export function trim(text: string, cutset: string): string {
  if (text === '' || cutset === '') return text
  // Go compares decoded runes, so invalid bytes and a written U+FFFD are all the same character.
  const runes = new Set(Array.from(cutset, rune => (isInvalidByte(rune) ? '\ufffd' : rune)))
  return trimEnds(text, rune => runes.has(isInvalidByte(rune) ? '\ufffd' : rune))
}

/** strings.Title: each letter that begins a word in title case, nothing else changed. */
export function title(text: string): string {
  let previous = ' '
  return mapRunes(text, rune => {
    const begins = isSeparator(previous)
    previous = rune
    return begins ? toTitle(rune) : rune
  })
}

/** strings.Split; an empty separator splits into characters. */
export function split(text: string, separator: string): string[] {
  return splitN(text, separator, -1)
}

/** strings.SplitN */
export function splitN(text: string, separator: string, n: number): string[] {
  if (n === 0) return []
  const parts = separator === '' ? Array.from(text) : text.split(separator)
  if (n < 0 || parts.length <= n) return parts
  return [...parts.slice(0, n - 1), parts.slice(n - 1).join(separator)]
}

/** strings.ReplaceAll; an empty text is found before and after each character. */
export function replaceAll(text: string, old: string, replacement: string): string {
  if (old !== '') return text.split(old).join(replacement)
  return replacement + Array.from(text, rune => rune + replacement).join('')
}

/** strings.Repeat. Beyond `limit` bytes it refuses, where Go would go on until memory ends. */
export function repeat(text: string, count: number): string {
  if (count < 0) throw new GoError('strings: negative Repeat count')
  if (byteLength(text) * count > limit) throw new GoLimit('strings: Repeat output length overflow')
  return text.repeat(count)
}

const limit = 1 << 28

function mapRunes(text: string, map: (rune: string) => string): string {
  let result = ''
  for (const rune of text) {
    // strings.Map writes U+FFFD for an invalid byte.
    result += isInvalidByte(rune) ? '\ufffd' : map(rune)
  }
  return result
}

function trimEnds(text: string, cut: (rune: string) => boolean): string {
  let start = 0
  let end = text.length
  while (start < end) {
    const rune = String.fromCodePoint(text.codePointAt(start) ?? 0)
    if (!cut(rune)) break
    start += rune.length
  }
  while (end > start) {
    const pair = end - start > 1 && text.slice(end - 2, end)
    const rune = pair && (pair.codePointAt(0) ?? 0) > 0xffff ? pair : text.slice(end - 1, end)
    if (!cut(rune)) break
    end -= rune.length
  }
  return text.slice(start, end)
}

/** strings.isSeparator */
function isSeparator(rune: string): boolean {
  if ((rune.codePointAt(0) ?? 0) < 0x80) return !/^[0-9A-Za-z_]$/.test(rune)
  if (isLetter(rune) || isDigit(rune)) return false
  return isSpace(rune)
}
