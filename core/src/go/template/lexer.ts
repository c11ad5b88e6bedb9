import { quote } from '../fmt/index.ts'
import { byteLength, isDigitCode, isLetterCode, isPrint } from '../kinds/index.ts'

export type Keyword =
  | 'block'
  | 'break'
  | 'continue'
  | 'define'
  | 'else'
  | 'end'
  | 'if'
  | 'range'
  | 'nil'
  | 'template'
  | 'with'

export type TokenType =
  | Keyword
  | 'error'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'complex'
  | 'assign'
  | 'declare'
  | 'dot'
  | 'eof'
  | 'field'
  | 'identifier'
  | 'leftDelim'
  | 'leftParen'
  | 'number'
  | 'pipe'
  | 'rawString'
  | 'rightDelim'
  | 'rightParen'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'

export interface Token {
  readonly type: TokenType
  /** UTF-16 offsets in the input. */
  readonly start: number
  readonly end: number
  /** The characters of the token; of an error its message. */
  readonly text: string
  readonly line: number
}

const keywords = new Set<string>([
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'range',
  'nil',
  'template',
  'with',
] satisfies Keyword[])

/** A token as it reads in an error message (Go: text/template/parse item.String). */
export function tokenText(token: Token): string {
  if (token.type === 'eof') return 'EOF'
  if (token.type === 'error') return token.text
  if (token.type === 'dot' || keywords.has(token.type)) return `<${token.text}>`
  if (byteLength(token.text) > 10) return `${quote(Array.from(token.text).slice(0, 10).join(''))}...`
  return quote(token.text)
}

/** Splits a template into tokens, one at a time (Go: text/template/parse/lex.go). */
export class Lexer {
  readonly input: string
  /** Spans of the comments passed so far. */
  readonly comments: { readonly start: number; readonly end: number }[] = []
  readonly #breakIsKeyword: boolean
  readonly #continueIsKeyword: boolean
  #pos = 0
  #start = 0
  #insideAction = false
  #parens = 0
  /** Set by an error: nothing but EOF follows, until resume. */
  #failed = false
  #line = 1
  #lineAt = 0

  constructor(input: string, options: { readonly breakIsKeyword: boolean; readonly continueIsKeyword: boolean }) {
    this.input = input
    this.#breakIsKeyword = options.breakIsKeyword
    this.#continueIsKeyword = options.continueIsKeyword
  }

  next(): Token {
    if (this.#failed) return this.#token('eof', '')
    return this.#insideAction ? this.#inside() : this.#text()
  }

  /** Goes on after an error, outside of any action. */
  resume(offset: number): void {
    this.#failed = false
    this.#insideAction = false
    this.#pos = offset
    this.#start = offset
  }

  #text(): Token {
    for (;;) {
      const delimiter = this.input.indexOf('{{', this.#pos)
      if (delimiter < 0) {
        this.#pos = this.input.length
        return this.#emit(this.#pos > this.#start ? 'text' : 'eof')
      }
      const trims = isTrimMarker(this.input, delimiter + 2, 'left')
      if (delimiter > this.#pos) {
        this.#pos = delimiter
        let end = delimiter
        if (trims) while (end > this.#start && isSpace(this.input[end - 1])) end--
        const token = this.#token('text', this.input.slice(this.#start, end), end)
        this.#start = delimiter
        if (token.text !== '') return token
      }
      const marker = trims ? 2 : 0
      if (!this.input.startsWith('/*', delimiter + 2 + marker)) {
        this.#pos = delimiter + 2
        const token = this.#emit('leftDelim')
        this.#insideAction = true
        this.#parens = 0
        this.#pos += marker
        this.#start = this.#pos
        return token
      }
      this.#start = delimiter + 2 + marker
      const failure = this.#comment(delimiter)
      if (failure) return failure
    }
  }

  #comment(delimiter: number): Token | undefined {
    this.#pos = this.#start + 2
    const close = this.input.indexOf('*/', this.#pos)
    if (close < 0) return this.#error('unclosed comment')
    this.#pos = close + 2
    const { isDelimiter, trims } = this.#rightDelimiter()
    if (!isDelimiter) return this.#error('comment ends before closing delimiter')
    this.#pos += trims ? 4 : 2
    this.comments.push({ start: delimiter, end: this.#pos })
    if (trims) this.#skipSpace()
    this.#start = this.#pos
    return undefined
  }

  #inside(): Token {
    const { isDelimiter } = this.#rightDelimiter()
    if (isDelimiter) return this.#parens === 0 ? this.#right() : this.#error('unclosed left paren')
    const { input } = this
    if (this.#pos >= input.length) return this.#error('unclosed action')
    const char = input[this.#pos]!
    if (isSpace(char)) return this.#space()
    const code = input.codePointAt(this.#pos)!
    if (char === '.') {
      // A dot before a digit begins a number, at the end of the input as well.
      const after = input[this.#pos + 1]
      if (after !== undefined && !(after >= '0' && after <= '9')) {
        this.#pos++
        return this.#word('field')
      }
      return this.#number()
    }
    if (char === '+' || char === '-' || (char >= '0' && char <= '9')) return this.#number()
    if (isAlphanumeric(code)) return this.#identifier()
    this.#pos += code > 0xffff ? 2 : 1
    switch (char) {
      case '=':
        return this.#emit('assign')
      case ':':
        if (input[this.#pos] !== '=') {
          this.#pos++
          return this.#error('expected :=')
        }
        this.#pos++
        return this.#emit('declare')
      case '|':
        return this.#emit('pipe')
      case '"':
        return this.#quoted('"', 'string', 'unterminated quoted string')
      case "'":
        return this.#quoted("'", 'charConstant', 'unterminated character constant')
      case '`': {
        const close = input.indexOf('`', this.#pos)
        if (close < 0) return this.#error('unterminated raw quoted string')
        this.#pos = close + 1
        return this.#emit('rawString')
      }
      case '$':
        return this.#word('variable')
      case '(':
        this.#parens++
        return this.#emit('leftParen')
      case ')':
        this.#parens--
        return this.#parens < 0 ? this.#error('unexpected right paren') : this.#emit('rightParen')
    }
    if (code < 0x80 && isPrint(code)) return this.#emit('char')
    return this.#error(`unrecognized character in action: ${unicodeName(code)}`)
  }

  #rightDelimiter(): { isDelimiter: boolean; trims: boolean } {
    if (isTrimMarker(this.input, this.#pos, 'right') && this.input.startsWith('}}', this.#pos + 2)) {
      return { isDelimiter: true, trims: true }
    }
    return { isDelimiter: this.input.startsWith('}}', this.#pos), trims: false }
  }

  #right(): Token {
    const { trims } = this.#rightDelimiter()
    if (trims) {
      this.#pos += 2
      this.#start = this.#pos
    }
    this.#pos += 2
    const token = this.#emit('rightDelim')
    if (trims) {
      this.#skipSpace()
      this.#start = this.#pos
    }
    this.#insideAction = false
    return token
  }

  #space(): Token {
    const from = this.#pos
    this.#skipSpace()
    // The last space may belong to a closing delimiter with a trim marker.
    if (isTrimMarker(this.input, this.#pos - 1, 'right') && this.input.startsWith('}}', this.#pos + 1)) {
      this.#pos--
      if (this.#pos === from) return this.#right()
    }
    return this.#emit('space')
  }

  #identifier(): Token {
    this.#skipAlphanumeric()
    const word = this.input.slice(this.#start, this.#pos)
    if (!this.#atTerminator()) return this.#badCharacter()
    const isName = (word === 'break' && !this.#breakIsKeyword) || (word === 'continue' && !this.#continueIsKeyword)
    if (keywords.has(word) && !isName) return this.#emit(word as Keyword)
    return this.#emit(word === 'true' || word === 'false' ? 'bool' : 'identifier')
  }

  #word(type: 'field' | 'variable'): Token {
    if (this.#atTerminator()) return this.#emit(type === 'field' ? 'dot' : 'variable')
    this.#skipAlphanumeric()
    return this.#atTerminator() ? this.#emit(type) : this.#badCharacter()
  }

  #quoted(mark: string, type: 'string' | 'charConstant', failure: string): Token {
    const { input } = this
    for (;;) {
      const char = input[this.#pos++]
      if (char === mark) return this.#emit(type)
      const next = input[this.#pos]
      if (char === '\\' && next !== undefined && next !== '\n') this.#pos++
      else if (char === undefined || char === '\\' || char === '\n') return this.#error(failure)
    }
  }

  #number(): Token {
    if (!this.#scanNumber()) return this.#error(`bad number syntax: ${quote(this.#soFar())}`)
    const sign = this.input[this.#pos]
    if (sign !== '+' && sign !== '-') return this.#emit('number')
    // A complex constant such as 1+2i: no spaces, and it ends in i.
    if (!this.#scanNumber() || this.input[this.#pos - 1] !== 'i') {
      return this.#error(`bad number syntax: ${quote(this.#soFar())}`)
    }
    return this.#emit('complex')
  }

  #scanNumber(): boolean {
    this.#accept('+-')
    let digits = '0123456789_'
    if (this.#accept('0')) {
      if (this.#accept('xX')) digits = '0123456789abcdefABCDEF_'
      else if (this.#accept('oO')) digits = '01234567_'
      else if (this.#accept('bB')) digits = '01_'
    }
    this.#acceptRun(digits)
    if (this.#accept('.')) this.#acceptRun(digits)
    if ((digits.length === 11 && this.#accept('eE')) || (digits.length === 23 && this.#accept('pP'))) {
      this.#accept('+-')
      this.#acceptRun('0123456789_')
    }
    this.#accept('i')
    const code = this.input.codePointAt(this.#pos)
    if (code === undefined || !isAlphanumeric(code)) return true
    this.#pos += code > 0xffff ? 2 : 1
    return false
  }

  #accept(valid: string): boolean {
    const char = this.input[this.#pos]
    if (char === undefined || !valid.includes(char)) return false
    this.#pos++
    return true
  }

  #acceptRun(valid: string): void {
    while (this.#accept(valid));
  }

  #skipSpace(): void {
    while (isSpace(this.input[this.#pos])) this.#pos++
  }

  #skipAlphanumeric(): void {
    for (;;) {
      const code = this.input.codePointAt(this.#pos)
      if (code === undefined || !isAlphanumeric(code)) return
      this.#pos += code > 0xffff ? 2 : 1
    }
  }

  #atTerminator(): boolean {
    const char = this.input[this.#pos]
    if (char === undefined || isSpace(char) || '.,|:)('.includes(char)) return true
    return this.input.startsWith('}}', this.#pos)
  }

  #badCharacter(): Token {
    return this.#error(`bad character ${unicodeName(this.input.codePointAt(this.#pos)!)}`)
  }

  #soFar(): string {
    return this.input.slice(this.#start, this.#pos)
  }

  #emit(type: TokenType): Token {
    const token = this.#token(type, type === 'eof' ? 'EOF' : this.#soFar())
    this.#start = this.#pos
    return token
  }

  #error(message: string): Token {
    const token = this.#token('error', message)
    this.#failed = true
    this.#start = this.#pos
    return token
  }

  #token(type: TokenType, text: string, end = this.#pos): Token {
    return { type, start: this.#start, end: Math.min(end, this.input.length), text, line: this.#lineOf(this.#start) }
  }

  /** Tokens come in order, so each stretch of text is looked through once. */
  #lineOf(offset: number): number {
    if (offset < this.#lineAt) {
      this.#line = 1
      this.#lineAt = 0
    }
    for (let at = this.#lineAt; at < offset; at++) if (this.input.charCodeAt(at) === 10) this.#line++
    this.#lineAt = offset
    return this.#line
  }
}

/** `- ` after `{{`, ` -` before `}}`: marker and space belong together. */
function isTrimMarker(input: string, at: number, side: 'left' | 'right'): boolean {
  const [marker, space] = side === 'left' ? [at, at + 1] : [at + 1, at]
  return input[marker] === '-' && isSpace(input[space])
}

function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\r' || char === '\n'
}

function isAlphanumeric(code: number): boolean {
  if (code < 0x80) return code === 0x5f || isLetterCode(code) || isDigitCode(code)
  return !(code >= 0xd800 && code <= 0xdfff) && (isLetterCode(code) || isDigitCode(code))
}

/** %#U */
function unicodeName(code: number): string {
  const valid = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code
  const name = `U+${valid.toString(16).toUpperCase().padStart(4, '0')}`
  return isPrint(valid) ? `${name} '${String.fromCodePoint(valid)}'` : name
}
