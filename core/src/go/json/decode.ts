import { bytesOf, GoError, type GoValue, setKey } from '../kinds/index.ts'

/** A JSON value whose integers keep every digit: a bigint where a double cannot hold it. */
export type ExactJSON = null | boolean | string | number | bigint | ExactJSON[] | { [key: string]: ExactJSON }

/** What json.Unmarshal puts into an interface{}; throws GoError with Go's text where Go returns an error. */
export function decodeJSON(text: string): GoValue {
  const quick = decodeQuickly(text)
  // Without exact integers the reader makes no bigint, so the result is a GoValue.
  return quick === undefined ? (new Reader(text, false).read() as GoValue) : quick
}

/** The same with integers kept exactly. */
export function decodeJSONExactly(text: string): ExactJSON {
  return new Reader(text, true).read()
}

/** Where a value of a stream of JSON values ends, or why it cannot be read. Offsets are in UTF-16 units. */
export type StreamValue =
  | { readonly kind: 'value'; readonly start: number; readonly end: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'error'; readonly message: string; readonly at: number; readonly isSyntax: boolean }

/** Reads the next value of a stream as json.Decoder does, without building it. */
export function nextJSONValue(text: string, from: number): StreamValue {
  const reader = new Reader(text, false, from)
  const start = reader.skipSpace()
  if (start === text.length) return { kind: 'end' }
  try {
    reader.read(true)
    return { kind: 'value', start, end: reader.at }
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    const isSyntax = reader.at < text.length
    return { kind: 'error', message: isSyntax ? error.message : 'unexpected EOF', at: reader.at, isSyntax }
  }
}

/** encoding/json: maxNestingDepth */
const maxDepth = 10_000

/**
 * JSON.parse reads the same grammar and is many times faster. It differs in what is left to the reader below: lone surrogates,
 * numbers out of range, depth, and the error's text.
 */
function decodeQuickly(text: string): GoValue | undefined {
  if (text.length > 2 * maxDepth && nesting(text) > maxDepth) return undefined
  if (mayDiffer.test(text)) return undefined
  try {
    return JSON.parse(text) as GoValue
  } catch {
    return undefined
  }
}

const mayDiffer = /\\u[dD][89a-fA-F]|[\ud800-\udfff]|[0-9][eE]|[0-9]{300}/

/** An upper bound: brackets inside strings count as well. */
function nesting(text: string): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth)
    else if (code === 0x5d || code === 0x7d) depth--
  }
  return deepest
}

interface Open {
  readonly list: ExactJSON[] | undefined
  readonly object: { [key: string]: ExactJSON }
  key: string
}

class Reader {
  readonly #text: string
  readonly #exact: boolean
  #at = 0
  /** A number out of range is reported only when the rest of the text is sound, as json.Unmarshal does. */
  #rangeError: string | undefined

  constructor(text: string, exact: boolean, from = 0) {
    this.#text = text
    this.#exact = exact
    this.#at = from
  }

  get at(): number {
    return this.#at
  }

  skipSpace(): number {
    this.#space()
    return this.#at
  }

  /** With `more` other values may follow, and a number out of range is no concern of this reading. */
  read(more = false): ExactJSON {
    const open: Open[] = []
    for (;;) {
      let value = this.#begin(open)
      if (value === undefined) continue
      for (;;) {
        const top = open[open.length - 1]
        if (top === undefined) {
          if (more) return value
          this.#space()
          if (this.#at < this.#text.length) this.#fail('after top-level value')
          if (this.#rangeError !== undefined) throw new GoError(this.#rangeError)
          return value
        }
        if (top.list) top.list.push(value)
        else setKey(top.object, top.key, value)
        this.#space()
        const code = this.#text.charCodeAt(this.#at)
        if (code === 0x2c) {
          this.#at++
          if (!top.list) this.#key(top)
          break
        }
        if (code !== (top.list ? 0x5d : 0x7d))
          this.#fail(top.list ? 'after array element' : 'after object key:value pair')
        this.#at++
        open.pop()
        value = top.list ?? top.object
      }
    }
  }

  /** Reads a scalar or an empty container; opens any other and returns undefined. */
  #begin(open: Open[]): ExactJSON | undefined {
    this.#space()
    const code = this.#text.charCodeAt(this.#at)
    if (code === 0x5b || code === 0x7b) {
      if (open.length >= maxDepth) this.#fail('exceeded max depth')
      this.#at++
      this.#space()
      const list: ExactJSON[] | undefined = code === 0x5b ? [] : undefined
      const top: Open = { list, object: {}, key: '' }
      if (this.#text.charCodeAt(this.#at) === (list ? 0x5d : 0x7d)) {
        this.#at++
        return list ?? top.object
      }
      if (!list) this.#key(top)
      open.push(top)
      return undefined
    }
    if (code === 0x22) return this.#string()
    if (code === 0x2d || isDigit(code)) return this.#number()
    if (code === 0x74) return this.#literal('true', true)
    if (code === 0x66) return this.#literal('false', false)
    if (code === 0x6e) return this.#literal('null', null)
    return this.#fail('looking for beginning of value')
  }

  #key(top: Open): void {
    this.#space()
    if (this.#text.charCodeAt(this.#at) !== 0x22) this.#fail('looking for beginning of object key string')
    top.key = this.#string()
    this.#space()
    if (this.#text.charCodeAt(this.#at) !== 0x3a) this.#fail('after object key')
    this.#at++
  }

  #literal<T>(word: string, value: T): T {
    for (let i = 1; i < word.length; i++) {
      this.#at++
      if (this.#text[this.#at] !== word[i]) this.#fail(`in literal ${word} (expecting '${word[i]}')`)
    }
    this.#at++
    return value
  }

  #number(): number | bigint {
    const start = this.#at
    const text = this.#text
    if (text.charCodeAt(this.#at) === 0x2d) this.#at++
    if (text.charCodeAt(this.#at) === 0x30) this.#at++
    else this.#digits('in numeric literal')
    let isInteger = true
    if (text.charCodeAt(this.#at) === 0x2e) {
      isInteger = false
      this.#at++
      this.#digits('after decimal point in numeric literal')
    }
    if ((text.charCodeAt(this.#at) | 0x20) === 0x65) {
      isInteger = false
      this.#at++
      const sign = text.charCodeAt(this.#at)
      if (sign === 0x2b || sign === 0x2d) this.#at++
      this.#digits('in exponent of numeric literal')
    }
    const literal = text.slice(start, this.#at)
    const value = Number(literal)
    if (this.#exact && isInteger && !Number.isSafeInteger(value)) return BigInt(literal)
    if (!Number.isFinite(value)) {
      this.#rangeError ??= `json: cannot unmarshal number ${literal} into Go value of type float64`
    }
    return value
  }

  #digits(context: string): void {
    if (!isDigit(this.#text.charCodeAt(this.#at))) this.#fail(context)
    while (isDigit(this.#text.charCodeAt(this.#at))) this.#at++
  }

  #string(): string {
    const text = this.#text
    let out = ''
    let from = ++this.#at
    for (;;) {
      const code = text.charCodeAt(this.#at)
      if (code === 0x22) {
        out += text.slice(from, this.#at++)
        return out.replace(lone, '\ufffd')
      }
      if (code !== 0x5c) {
        if (Number.isNaN(code) || code < 0x20) this.#fail('in string literal')
        this.#at++
        continue
      }
      out += text.slice(from, this.#at++)
      const letter = text[this.#at] ?? ''
      const plain = plainEscapes[letter]
      if (plain !== undefined) {
        out += plain
        this.#at++
      } else if (letter === 'u') {
        out += this.#unicode()
      } else {
        this.#fail('in string escape code')
      }
      from = this.#at
    }
  }

  /** After a `\u`: one escape, or the two of a surrogate pair. */
  #unicode(): string {
    const first = this.#hex()
    if (first < 0xd800 || first > 0xdfff) return String.fromCharCode(first)
    const low = /^\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(this.#text.slice(this.#at, this.#at + 6))
    if (first > 0xdbff || !low) return '\ufffd'
    this.#at += 6
    return String.fromCharCode(first, Number.parseInt(low[1] ?? '', 16))
  }

  #hex(): number {
    let value = 0
    for (let i = 0; i < 4; i++) {
      this.#at++
      const digit = Number.parseInt(this.#text[this.#at] ?? '', 16)
      if (Number.isNaN(digit)) this.#fail('in \\u hexadecimal character escape')
      value = value * 16 + digit
    }
    this.#at++
    return value
  }

  #space(): void {
    const text = this.#text
    for (;;) {
      const code = text.charCodeAt(this.#at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.#at++
    }
  }

  #fail(context: string): never {
    if (this.#at >= this.#text.length) {
      // Go's scanner sees a blank at the end: only where none may stand does it complain about it.
      const unfinished = context.includes('literal') || context.includes('escape')
      if (!unfinished || context === 'in string literal') throw new GoError('unexpected end of JSON input')
      throw new GoError(`invalid character ' ' ${context}`)
    }
    const char = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0)
    throw new GoError(`invalid character ${quoted(bytesOf(char)[0] ?? 0)} ${context}`)
  }
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39

const plainEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** With the u flag a well-formed pair does not match. */
const lone = /[\ud800-\udfff]/gu

/** Go: encoding/json quoteChar. A byte above ASCII is taken for the Latin-1 character of that number. */
function quoted(byte: number): string {
  const named = quotedBytes[byte]
  if (named !== undefined) return `'${named}'`
  if (byte < 0x20 || byte === 0x7f) return `'\\x${byte.toString(16).padStart(2, '0')}'`
  // Not printable for strconv.Quote: the C1 controls, the no-break space and the soft hyphen.
  if ((byte >= 0x80 && byte <= 0xa0) || byte === 0xad) return `'\\u00${byte.toString(16)}'`
  return `'${String.fromCharCode(byte)}'`
}

const quotedBytes: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '"',
  39: "\\'",
  92: '\\\\',
}
