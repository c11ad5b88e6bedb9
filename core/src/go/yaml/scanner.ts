import { isBlank, isBlankOrEnd, isBreak, isEnd } from './chars.ts'
import { Cursor } from './cursor.ts'
import { type Place, scannerError, type YamlError } from './errors.ts'
import { scanAnchor, scanDirective, scanTag } from './scan-properties.ts'
import { scanBlock, scanPlain, scanQuoted } from './scan-scalars.ts'
import { type ScalarStyle, type Token, type TokenKind, tokenKind } from './tokens.ts'

/** A key without `?`: known for one only when its `:` is met. */
interface SimpleKey {
  possible: boolean
  /** A plain line at the indentation of a block mapping can be nothing else. */
  required: boolean
  tokenNumber: number
  offset: number
  line: number
  column: number
}

const maxDepth = 10_000
const maxKeyLength = 1024

/**
 * Text to tokens by libyaml's rules, which are YAML 1.1 with its own strictness (Go: go.yaml.in/yaml/v2 scannerc.go). One token
 * is handed out at a time, since a fault counts only when the parser comes to it.
 */
export class Scanner {
  readonly #cursor: Cursor
  readonly #fault: YamlError | undefined
  #tokens: Token[] = []
  #head = 0
  #taken = 0
  #started = false
  #indent = -1
  readonly #indents: number[] = []
  #flowLevel = 0
  #keyAllowed = true
  readonly #keys: SimpleKey[] = [noKey(0)]
  readonly #keyByToken = new Map<number, SimpleKey>()
  /** Start and end of each comment met. */
  readonly comments: number[] = []

  constructor(text: string, fault: YamlError | undefined) {
    this.#cursor = new Cursor(text)
    this.#fault = fault
    // The byte order mark is no part of the first line.
    if (text.charCodeAt(0) === 0xfeff) this.#cursor.lineStart = this.#cursor.offset = 1
  }

  /** The next token, not taken. */
  peek(): Token {
    while (this.#needsMore()) {
      if (this.#fault) this.#fetchBefore(this.#fault)
      else this.#fetch()
    }
    return this.#tokens[this.#head] as Token
  }

  take(): void {
    this.#taken++
    if (++this.#head === this.#tokens.length) {
      this.#tokens = []
      this.#head = 0
    }
  }

  /** More is needed when there is no token, or when the next one may turn out to be a key, which inserts tokens before it. */
  #needsMore(): boolean {
    if (this.#head === this.#tokens.length) return true
    const key = this.#keyByToken.get(this.#taken)
    return key !== undefined && this.#isStillPossible(key)
  }

  /** The reader, four characters ahead of the scanner, meets its fault first. */
  #fetchBefore(fault: YamlError): void {
    const cursor = this.#cursor
    const isNear = (): boolean => cursor.offset + 4 > cursor.text.length
    try {
      this.#skipToToken()
      if (isNear()) throw fault
      this.#fetch()
    } catch (error) {
      throw isNear() ? fault : error
    }
  }

  #fetch() {
    const cursor = this.#cursor
    if (!this.#started) {
      this.#started = true
      this.#add(tokenKind.streamStart, cursor.offset, cursor.offset)
      return
    }
    this.#skipToToken()
    this.#unrollIndent(cursor.column)
    const { code } = cursor
    if (isEnd(code)) return this.#streamEnd()
    if (cursor.column === 0) {
      if (code === 0x25) return this.#directive()
      if (cursor.isDocumentMarker()) return this.#documentMarker(code)
    }
    switch (code) {
      case 0x5b:
        return this.#flowStart(tokenKind.flowSequenceStart)
      case 0x7b:
        return this.#flowStart(tokenKind.flowMappingStart)
      case 0x5d:
        return this.#flowEnd(tokenKind.flowSequenceEnd)
      case 0x7d:
        return this.#flowEnd(tokenKind.flowMappingEnd)
      case 0x2c:
        return this.#flowEntry()
      case 0x2d:
        if (isBlankOrEnd(cursor.codeAt(1))) return this.#blockEntry()
        break
      case 0x3f:
        if (this.#flowLevel > 0 || isBlankOrEnd(cursor.codeAt(1))) return this.#key()
        break
      case 0x3a:
        if (this.#flowLevel > 0 || isBlankOrEnd(cursor.codeAt(1))) return this.#value()
        break
      case 0x2a:
        return this.#anchor(tokenKind.alias)
      case 0x26:
        return this.#anchor(tokenKind.anchor)
      case 0x21:
        return this.#tag()
      case 0x7c:
      case 0x3e:
        if (this.#flowLevel === 0) return this.#block(code === 0x7c)
        break
      case 0x27:
        return this.#quoted('single')
      case 0x22:
        return this.#quoted('double')
    }
    if (!this.#startsPlain(code)) {
      throw scannerError('found character that cannot start any token', cursor.place(), cursor.place())
    }
    this.#plain()
  }

  #startsPlain(code: number): boolean {
    switch (code) {
      case 0x2d:
        return !isBlank(this.#cursor.codeAt(1))
      case 0x3f:
      case 0x3a:
        return this.#flowLevel === 0
      case 0x09: // tab
      case 0x23: // #
      case 0x25: // %
      case 0x40: // @
      case 0x60: // `
      case 0x7c: // |
      case 0x3e: // >
        return false
      default:
        return true
    }
  }

  #skipToToken(): void {
    const cursor = this.#cursor
    for (;;) {
      if (cursor.offset === 1 && cursor.code === 0xfeff && cursor.text.charCodeAt(0) === 0xfeff) cursor.offset++
      // A tab may stand where no key can begin, so it never counts as indentation.
      const tabs = this.#flowLevel > 0 || !this.#keyAllowed
      for (let { code } = cursor; code === 0x20 || (tabs && code === 0x09); code = cursor.code) cursor.offset++
      if (cursor.code === 0x23) {
        this.comments.push(cursor.offset)
        cursor.skipToBreak()
        this.comments.push(cursor.offset)
      }
      if (!isBreak(cursor.code)) return
      cursor.takeBreak()
      if (this.#flowLevel === 0) this.#keyAllowed = true
    }
  }

  #isStillPossible(key: SimpleKey): boolean {
    if (!key.possible) return false
    const cursor = this.#cursor
    if (key.line === cursor.line && !isLongerThan(cursor.text, key.offset, cursor.offset, maxKeyLength)) return true
    if (key.required) throw scannerError("could not find expected ':'", cursor.place(), key)
    key.possible = false
    return false
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return
    const cursor = this.#cursor
    const { column } = cursor
    this.#removeKey()
    const key: SimpleKey = {
      possible: true,
      required: this.#flowLevel === 0 && this.#indent === column,
      tokenNumber: this.#taken + this.#tokens.length - this.#head,
      offset: cursor.offset,
      line: cursor.line,
      column,
    }
    this.#keys[this.#keys.length - 1] = key
    this.#keyByToken.set(key.tokenNumber, key)
  }

  #removeKey(): void {
    const key = this.#keys[this.#keys.length - 1] as SimpleKey
    if (!key.possible) return
    if (key.required) throw scannerError("could not find expected ':'", this.#cursor.place(), key)
    key.possible = false
    this.#keyByToken.delete(key.tokenNumber)
  }

  #rollIndent(column: number, kind: TokenKind, place: Place, tokenNumber?: number): void {
    if (this.#flowLevel > 0 || this.#indent >= column) return
    this.#indents.push(this.#indent)
    this.#indent = column
    if (this.#indents.length > maxDepth) {
      throw scannerError(`exceeded max depth of ${maxDepth}`, this.#cursor.place(), this.#keys.at(-1) as SimpleKey)
    }
    const token = newToken(kind, place.offset, place.line, place.offset)
    if (tokenNumber === undefined) this.#tokens.push(token)
    else this.#insert(tokenNumber, token)
  }

  #unrollIndent(column: number): void {
    if (this.#flowLevel > 0) return
    while (this.#indent > column) {
      this.#add(tokenKind.blockEnd, this.#cursor.offset, this.#cursor.offset)
      this.#indent = this.#indents.pop() as number
    }
  }

  #streamEnd(): void {
    if (this.#fault) throw this.#fault
    const cursor = this.#cursor
    if (cursor.column !== 0) {
      cursor.line++
      cursor.lineStart = cursor.offset
    }
    this.#unrollIndent(-1)
    this.#removeKey()
    this.#keyAllowed = false
    this.#add(tokenKind.streamEnd, cursor.offset, cursor.offset)
  }

  #directive(): void {
    this.#unrollIndent(-1)
    this.#removeKey()
    this.#keyAllowed = false
    const { offset, line } = this.#cursor
    const found = scanDirective(this.#cursor)
    if (found.kind === 'version') {
      this.#tokens.push(newToken(tokenKind.versionDirective, offset, line, found.end, `${found.major}.${found.minor}`))
    } else {
      this.#tokens.push(newToken(tokenKind.tagDirective, offset, line, found.end, found.handle, found.prefix))
    }
  }

  #documentMarker(code: number): void {
    this.#unrollIndent(-1)
    this.#removeKey()
    this.#keyAllowed = false
    this.#indicator(code === 0x2d ? tokenKind.documentStart : tokenKind.documentEnd, 3)
  }

  #flowStart(kind: TokenKind): void {
    this.#saveKey()
    const cursor = this.#cursor
    this.#keys.push(noKey(this.#taken + this.#tokens.length - this.#head))
    if (++this.#flowLevel > maxDepth) {
      throw scannerError(`exceeded max depth of ${maxDepth}`, cursor.place(), cursor.place())
    }
    this.#keyAllowed = true
    this.#indicator(kind)
  }

  #flowEnd(kind: TokenKind): void {
    this.#removeKey()
    if (this.#flowLevel > 0) {
      this.#flowLevel--
      const key = this.#keys.pop() as SimpleKey
      this.#keyByToken.delete(key.tokenNumber)
    }
    this.#keyAllowed = false
    this.#indicator(kind)
  }

  #flowEntry(): void {
    this.#removeKey()
    this.#keyAllowed = true
    this.#indicator(tokenKind.flowEntry)
  }

  #blockEntry(): void {
    this.#startBlock(tokenKind.blockSequenceStart, 'block sequence entries are not allowed in this context')
    this.#removeKey()
    this.#keyAllowed = true
    this.#indicator(tokenKind.blockEntry)
  }

  #key(): void {
    this.#startBlock(tokenKind.blockMappingStart, 'mapping keys are not allowed in this context')
    this.#removeKey()
    this.#keyAllowed = this.#flowLevel === 0
    this.#indicator(tokenKind.key)
  }

  #value(): void {
    const key = this.#keys[this.#keys.length - 1] as SimpleKey
    if (this.#isStillPossible(key)) {
      this.#insert(key.tokenNumber, newToken(tokenKind.key, key.offset, key.line, key.offset))
      this.#rollIndent(key.column, tokenKind.blockMappingStart, key, key.tokenNumber)
      key.possible = false
      this.#keyByToken.delete(key.tokenNumber)
      this.#keyAllowed = false
    } else {
      this.#startBlock(tokenKind.blockMappingStart, 'mapping values are not allowed in this context')
      this.#keyAllowed = this.#flowLevel === 0
    }
    this.#indicator(tokenKind.value)
  }

  #startBlock(kind: TokenKind, refusal: string): void {
    if (this.#flowLevel > 0) return
    const place = this.#cursor.place()
    if (!this.#keyAllowed) throw scannerError(refusal, place, place)
    this.#rollIndent(this.#cursor.column, kind, place)
  }

  #anchor(kind: TokenKind): void {
    this.#saveKey()
    this.#keyAllowed = false
    const { offset, line } = this.#cursor
    const name = scanAnchor(this.#cursor)
    this.#tokens.push(newToken(kind, offset, line, this.#cursor.offset, name))
  }

  #tag(): void {
    this.#saveKey()
    this.#keyAllowed = false
    const { offset, line } = this.#cursor
    const { handle, suffix } = scanTag(this.#cursor)
    this.#tokens.push(newToken(tokenKind.tag, offset, line, this.#cursor.offset, handle, suffix))
  }

  #block(literal: boolean): void {
    this.#removeKey()
    this.#keyAllowed = true
    const { offset, line } = this.#cursor
    const { value, end } = scanBlock(this.#cursor, literal, this.#indent, this.comments)
    this.#scalar(offset, line, end, value, literal ? 'literal' : 'folded')
  }

  #quoted(style: 'single' | 'double'): void {
    this.#saveKey()
    this.#keyAllowed = false
    const { offset, line } = this.#cursor
    const { value, end } = scanQuoted(this.#cursor, style, () => {
      if (this.#fault) throw this.#fault
    })
    this.#scalar(offset, line, end, value, style)
  }

  #plain(): void {
    this.#saveKey()
    this.#keyAllowed = false
    const { offset, line } = this.#cursor
    const { value, end, brokeLine } = scanPlain(this.#cursor, this.#indent + 1, this.#flowLevel > 0)
    this.#scalar(offset, line, end, value, 'plain')
    if (brokeLine) this.#keyAllowed = true
  }

  #scalar(offset: number, line: number, end: number, value: string, style: ScalarStyle): void {
    this.#tokens.push(newToken(tokenKind.scalar, offset, line, end, value, '', style))
  }

  #indicator(kind: TokenKind, length = 1): void {
    const { offset } = this.#cursor
    this.#add(kind, offset, offset + length)
    this.#cursor.offset += length
  }

  #add(kind: TokenKind, offset: number, end: number): void {
    this.#tokens.push(newToken(kind, offset, this.#cursor.line, end))
  }

  #insert(tokenNumber: number, token: Token): void {
    const at = tokenNumber - this.#taken
    // A key that begins with an empty flow collection is handed out too early; libyaml then appends.
    if (at < 0) this.#tokens.push(token)
    else this.#tokens.splice(this.#head + at, 0, token)
  }
}

function newToken(
  kind: TokenKind,
  offset: number,
  line: number,
  end: number,
  value = '',
  suffix = '',
  style: ScalarStyle = 'plain',
): Token {
  return { kind, offset, line, end, value, suffix, style }
}

const noKey = (tokenNumber: number): SimpleKey => ({
  possible: false,
  required: false,
  tokenNumber,
  offset: 0,
  line: 0,
  column: 0,
})

/** Is this stretch longer, in characters? */
function isLongerThan(text: string, from: number, to: number, limit: number): boolean {
  if (to - from <= limit) return false
  if (to - from > 2 * limit) return true
  let length = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code < 0xdc00 || code > 0xdfff) length++
  }
  return length > limit
}
