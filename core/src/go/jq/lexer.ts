import { encodeText } from './encode.ts'
import { JqError } from './errors.ts'

export type TokenType =
  | 'eof'
  | 'operator'
  | 'keyword'
  | 'ident'
  | 'moduleIdent'
  | 'variable'
  | 'moduleVariable'
  | 'field'
  | 'number'
  | 'format'
  | 'string'
  | 'stringStart'
  | 'stringQuery'
  | 'stringEnd'
  | 'invalid'
  | 'invalidEscape'
  | 'unterminated'

export interface Token {
  readonly type: TokenType
  /** The operator, name or decoded text. */
  readonly text: string
}

const keywords = new Set(
  'or and module import include def as label break null true false if then elif else end try catch reduce foreach'.split(
    ' ',
  ),
)

const operators = ['?//', '//=', '|=', '+=', '-=', '*=', '/=', '%=', '==', '!=', '>=', '<=', '//', '..', '>', '<', '=']

/** Splits a program into tokens, one at a time: inside an interpolated string the parser says where text goes on. */
// gojq: lexer.go.
export class Lexer {
  /** Set by the parser where the text of a string continues. */
  inString = false
  readonly #source: string
  #at = 0
  /** As gojq names it in an error: the text of the last token that had one of its own. */
  #shown = ''

  constructor(source: string) {
    this.#source = source
  }

  /** The error for a token that cannot stand where it stands. */
  unexpected(token: Token): JqError {
    switch (token.type) {
      case 'eof':
        return new JqError('unexpected EOF')
      case 'invalid':
        return new JqError(`invalid token ${encodeText(this.#shown)}`)
      case 'invalidEscape':
        return new JqError(`invalid escape sequence "${this.#shown}" in string literal`)
      case 'unterminated':
        return new JqError('unterminated string literal')
      case 'operator':
        return new JqError(`unexpected token ${encodeText(token.text)}`)
      default:
        return new JqError(`unexpected token ${encodeText(this.#shown)}`)
    }
  }

  next(): Token {
    if (this.inString && this.#at < this.#source.length) return this.#string(this.#at)
    this.#skipSpace()
    const char = this.#source[this.#at]
    if (char === undefined) return this.#token('eof', '', '')
    if (isIdentStart(char)) return this.#word()
    if (isDigit(char)) return this.#number(this.#at)
    if (char === '.') {
      const after = this.#source[this.#at + 1] ?? ''
      if (isIdentStart(after)) {
        const start = this.#at++
        this.#skipIdent()
        return this.#token('field', this.#source.slice(start + 1, this.#at), this.#source.slice(start, this.#at))
      }
      if (isDigit(after)) return this.#number(this.#at)
    }
    if (char === '$' && isIdentStart(this.#source[this.#at + 1] ?? '')) return this.#variable()
    if (char === '@' && isIdent(this.#source[this.#at + 1] ?? '')) {
      const start = this.#at++
      this.#skipIdent()
      const text = this.#source.slice(start, this.#at)
      return this.#token('format', text, text)
    }
    if (char === '"') return this.#string(this.#at++)
    const operator = operators.find(candidate => this.#source.startsWith(candidate, this.#at))
    const text = operator ?? String.fromCodePoint(this.#source.codePointAt(this.#at)!)
    this.#at += text.length
    if (text === '..' || (operator !== undefined && operator.length > 1)) return this.#token('operator', text, text)
    return { type: 'operator', text }
  }

  #token(type: TokenType, text: string, shown: string): Token {
    this.#shown = shown
    return { type, text }
  }

  #skipSpace(): void {
    for (;;) {
      const char = this.#source[this.#at]
      if (char === '#') this.#skipComment()
      else if (char !== undefined && ' \t\r\n'.includes(char)) this.#at++
      else return
    }
  }

  /** To the end of the line; a backslash before it continues the comment. */
  #skipComment(): void {
    for (;;) {
      const char = this.#source[this.#at]
      if (char === undefined || char === '\0') {
        this.#at = this.#source.length
        return
      }
      if (char === '\n' || char === '\r') return
      this.#at++
      if (char !== '\\') continue
      const after = this.#source[this.#at]
      if (after === '\\' || after === '\n') this.#at++
      else if (after === '\r') this.#at += this.#source[this.#at + 1] === '\n' ? 2 : 1
    }
  }

  #skipIdent(): void {
    while (isIdent(this.#source[this.#at] ?? '')) this.#at++
  }

  /** A name, with its module in front when there is one; true when there is. */
  #skipModuleIdent(): boolean {
    this.#skipIdent()
    if (!this.#source.startsWith('::', this.#at) || !isIdentStart(this.#source[this.#at + 2] ?? '')) return false
    this.#at += 2
    this.#skipIdent()
    return true
  }

  #word(): Token {
    const start = this.#at
    const inModule = this.#skipModuleIdent()
    const text = this.#source.slice(start, this.#at)
    return this.#token(inModule ? 'moduleIdent' : keywords.has(text) ? 'keyword' : 'ident', text, text)
  }

  #variable(): Token {
    const start = this.#at++
    const inModule = this.#skipModuleIdent()
    const text = this.#source.slice(start, this.#at)
    return this.#token(inModule ? 'moduleVariable' : 'variable', text, text)
  }

  #number(start: number): Token {
    const valid = /^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?/.exec(this.#source.slice(start, start + 2000))
    let end = start + (valid?.[0].length ?? 0)
    const broken = /^(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?/.exec(this.#source.slice(start, start + 2000))
    if (broken && broken[0].length + start > end) {
      // An exponent without digits.
      end = start + broken[0].length
      if (isIdentStart(this.#source[end] ?? '')) end++
      return this.#invalid(start, end)
    }
    while (valid && isDigit(this.#source[end] ?? '')) end++
    const after = this.#source[end] ?? ''
    const hasPoint = this.#source.slice(start, end).includes('.') && !/[eE]/.test(this.#source.slice(start, end))
    if (isIdentStart(after) || (after === '.' && hasPoint)) return this.#invalid(start, end + 1)
    this.#at = end
    const text = this.#source.slice(start, end)
    return this.#token('number', text, text)
  }

  #invalid(start: number, end: number): Token {
    this.#at = end
    return this.#token('invalid', '', this.#source.slice(start, end))
  }

  /** A string, or the next piece of one with interpolation. */
  #string(start: number): Token {
    const source = this.#source
    let text = ''
    for (let i = this.#at; i < source.length; i++) {
      const char = source[i]!
      if (char === '"') {
        if (!this.inString) {
          this.#at = i + 1
          return this.#token('string', wellFormed(text), source.slice(start, i + 1))
        }
        if (i > this.#at) {
          this.#at = i
          return this.#token('string', wellFormed(text), source.slice(start, i))
        }
        this.inString = false
        this.#at = i + 1
        return { type: 'stringEnd', text: '' }
      }
      if (char !== '\\') {
        text += char
        continue
      }
      i++
      const following = source[i]
      if (following === undefined) break
      if (following === '(') {
        if (!this.inString) {
          this.inString = true
          return { type: 'stringStart', text: '' }
        }
        if (i === this.#at + 1) {
          this.#at += 2
          this.inString = false
          return { type: 'stringQuery', text: '' }
        }
        this.#at = i - 1
        return this.#token('string', wellFormed(text), source.slice(start, i - 1))
      }
      if (following === 'u') {
        for (let digit = 1; digit <= 4; digit++) {
          if (/[0-9a-fA-F]/.test(source[i + digit] ?? '')) continue
          this.#at = i + digit
          return this.#token('invalidEscape', '', source.slice(i - 1, i + digit))
        }
        text += String.fromCharCode(Number.parseInt(source.slice(i + 1, i + 5), 16))
        i += 4
      } else if (Object.hasOwn(escaped, following)) text += escaped[following]
      else {
        this.#at = i + 1
        return this.#token('invalidEscape', '', source.slice(i - 1, i + 1))
      }
    }
    this.#at = source.length
    return this.#token('unterminated', '', '')
  }
}

/** Half of a surrogate pair is no character. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd')

const escaped: Readonly<Record<string, string>> = {
  '"': '"',
  '/': '/',
  '\\': '\\',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9'
const isIdentStart = (char: string): boolean =>
  (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') || char === '_'
const isIdent = (char: string): boolean => isIdentStart(char) || isDigit(char)
