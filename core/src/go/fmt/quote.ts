import { GoError, isPrint, joined } from '../kinds/index.ts'

/** strconv.Quote */
export const quote = (text: string): string => quoteWith(text, '"', false)

/** strconv.QuoteToASCII */
export const quoteToASCII = (text: string): string => quoteWith(text, '"', true)

/** strconv.QuoteRune and QuoteRuneToASCII */
export function quoteRune(code: number, asciiOnly = false): string {
  return `'${escapeRune(isRune(code) ? code : 0xfffd, "'", asciiOnly)}'`
}

/** strconv.CanBackquote */
export const canBackquote = (text: string): boolean => !/[\0-\x08\x0a-\x1f`\x7f\ufeff]|[\ud800-\udfff]/u.test(text)

/** strconv.Unquote of a double-quoted or raw string literal; throws what Go returns. */
export function unquote(literal: string): string {
  const mark = literal[0]
  if (literal.length < 2 || literal.at(-1) !== mark) throw syntaxError()
  const body = literal.slice(1, -1)
  if (mark === '`') {
    if (body.includes('`')) throw syntaxError()
    return body.replaceAll('\r', '')
  }
  if (mark !== '"') throw syntaxError()
  if (!body.includes('\\') && !body.includes('"') && !body.includes('\n') && !lone.test(body)) return body
  let text = ''
  let at = 0
  while (at < body.length) {
    if (body[at] === '\n') throw syntaxError()
    const char = unquoteChar(body, at, '"')
    text += char.text
    at = char.end
  }
  return joined(text)
}

/** strconv.UnquoteChar at one place of a literal's body. */
export function unquoteChar(body: string, at: number, mark: string): { code: number; text: string; end: number } {
  const first = body[at]
  if (first === undefined || first === mark) throw syntaxError()
  if (first !== '\\') {
    const code = body.codePointAt(at)!
    // Go decodes a byte that is not UTF-8 as U+FFFD here.
    if (code >= 0xd800 && code <= 0xdfff) return { code: 0xfffd, text: '\ufffd', end: at + 1 }
    return rune(code, at + (code > 0xffff ? 2 : 1))
  }
  const letter = body[at + 1] ?? ''
  const simple = simpleEscapes[letter]
  if (simple !== undefined) return rune(simple, at + 2)
  if (letter === "'" || letter === '"') {
    if (letter !== mark) throw syntaxError()
    return rune(letter.charCodeAt(0), at + 2)
  }
  if (letter === 'x' || letter === 'u' || letter === 'U') {
    const length = letter === 'x' ? 2 : letter === 'u' ? 4 : 8
    const digits = body.slice(at + 2, at + 2 + length)
    if (digits.length !== length || !/^[0-9a-fA-F]+$/.test(digits)) throw syntaxError()
    const code = Number.parseInt(digits, 16)
    if (letter === 'x') return byte(code, at + 4)
    if (!isRune(code)) throw syntaxError()
    return rune(code, at + 2 + length)
  }
  const octal = body.slice(at + 1, at + 4)
  if (/^[0-7]{3}$/.test(octal) && Number.parseInt(octal, 8) <= 255) return byte(Number.parseInt(octal, 8), at + 4)
  throw syntaxError()
}

function quoteWith(text: string, mark: string, asciiOnly: boolean): string {
  // Nothing to escape in by far the most strings.
  if (/^[ !#-[\]-~]*$/.test(text)) return mark + text + mark
  let result = mark
  for (const char of text) {
    const code = char.codePointAt(0)!
    if (code >= 0xdc80 && code <= 0xdcff) result += `\\x${(code - 0xdc00).toString(16)}`
    else if (code >= 0xd800 && code <= 0xdfff) result += asciiOnly ? '\\ufffd' : '\ufffd'
    else result += escapeRune(code, mark, asciiOnly)
  }
  return result + mark
}

function escapeRune(code: number, mark: string, asciiOnly: boolean): string {
  const char = String.fromCodePoint(code)
  if (char === mark || char === '\\') return `\\${char}`
  if (asciiOnly ? code < 0x80 && isPrint(code) : isPrint(code)) return char
  const control = controlEscapes[code]
  if (control !== undefined) return control
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`
  return `\\U${code.toString(16).padStart(8, '0')}`
}

const controlEscapes: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
}
const simpleEscapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
}
const lone = /[\ud800-\udfff]/u
const isRune = (code: number): boolean => code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
const rune = (code: number, end: number): { code: number; text: string; end: number } => ({
  code,
  text: String.fromCodePoint(code),
  end,
})
const byte = (code: number, end: number): { code: number; text: string; end: number } => ({
  code,
  text: String.fromCharCode(code < 0x80 ? code : 0xdc00 + code),
  end,
})
const syntaxError = (): GoError => new GoError('invalid syntax')
