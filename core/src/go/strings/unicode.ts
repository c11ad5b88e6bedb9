/**
 * Go's unicode package by code point. JavaScript's own toUpperCase and toLowerCase look at the whole string (final sigma) and
 * may give several characters (ß); Go maps each code point to one.
 */
export function toUpper(rune: string): string {
  const special = greekTitle(rune)
  if (special !== undefined) return special
  const upper = rune.toUpperCase()
  return isOne(upper) ? upper : rune
}

export function toLower(rune: string): string {
  if (rune === 'İ') return 'i'
  const lower = rune.toLowerCase()
  return isOne(lower) ? lower : rune
}

/** Unlike upper case for the digraphs alone: ǆ becomes ǅ. */
export function toTitle(rune: string): string {
  const code = rune.codePointAt(0) ?? 0
  if (code >= 0x1c4 && code <= 0x1cc) return String.fromCharCode(code <= 0x1c6 ? 0x1c5 : code <= 0x1c9 ? 0x1c8 : 0x1cb)
  if (code >= 0x1f1 && code <= 0x1f3) return '\u01f2'
  if ((code >= 0x10d0 && code <= 0x10fa) || (code >= 0x10fd && code <= 0x10ff)) return rune
  return toUpper(rune)
}

export const isSpace = (rune: string): boolean =>
  /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/.test(rune)
export const isUpper = (rune: string): boolean => /^\p{Lu}$/u.test(rune)
export const isLower = (rune: string): boolean => /^\p{Ll}$/u.test(rune)
export const isTitle = (rune: string): boolean => /^\p{Lt}$/u.test(rune)
export const isLetter = (rune: string): boolean => /^\p{L}$/u.test(rune)
export const isDigit = (rune: string): boolean => /^\p{Nd}$/u.test(rune)
export const isNumber = (rune: string): boolean => /^\p{N}$/u.test(rune)
export const isPunct = (rune: string): boolean => /^\p{P}$/u.test(rune)

/** Is this the stand-in for a byte that is not part of valid UTF-8? Go decodes such a byte as U+FFFD. */
export const isInvalidByte = (rune: string): boolean => {
  const unit = rune.charCodeAt(0)
  return rune.length === 1 && unit >= 0xd800 && unit <= 0xdfff
}

/** Go's []rune(text): invalid bytes become U+FFFD. */
export const runesOf = (text: string): string[] => Array.from(text, rune => (isInvalidByte(rune) ? '\ufffd' : rune))

const isOne = (text: string): boolean =>
  text.length === 1 || (text.length === 2 && text.codePointAt(0) !== text.charCodeAt(0))

/** Greek letters with iota: JavaScript's upper case is two letters, Go's is the title case letter. */
function greekTitle(rune: string): string | undefined {
  const code = rune.codePointAt(0) ?? 0
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCharCode(code | 8)
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCharCode(code + 9)
  return undefined
}
