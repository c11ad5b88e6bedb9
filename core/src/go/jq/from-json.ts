import { quoteRune } from '../fmt/index.ts'
import { failedOn, notApplicable } from './errors.ts'
import { type Jq, type JqObject, JsonNumber, setField } from './values.ts'

/** What `fromjson` reads; numbers keep their text until something computes with them. */
// gojq: func.go funcFromJSON; error texts of Go's encoding/json Decoder.
export function fromJson(value: Jq): Jq {
  if (typeof value !== 'string') throw notApplicable('fromjson', value)
  const reader = new Reader(value)
  let out: Jq
  try {
    out = reader.value()
  } catch (error) {
    if (error instanceof Broken) throw failedOn('fromjson', value, [], error.message)
    throw error
  }
  if (!reader.atEnd()) throw notApplicable('fromjson', value)
  return out
}

class Broken extends Error {}

/** encoding/json stops at this depth. */
const deepest = 10_000
/** Where this host's own stack would end first. */
const deepestHere = 2_000

class Reader {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  atEnd(): boolean {
    this.#space()
    return this.#at === this.#text.length
  }

  value(): Jq {
    this.#space()
    const char = this.#text[this.#at]
    if (char === undefined) throw new Broken(this.#depth === 0 ? 'EOF' : 'unexpected EOF')
    if (++this.#depth > Math.min(deepest, deepestHere)) throw new Broken('exceeded max depth')
    const value = this.#read(char)
    this.#depth--
    return value
  }

  #read(char: string): Jq {
    switch (char) {
      case '{':
        return this.#object()
      case '[':
        return this.#array()
      case '"':
        return this.#string()
      case 't':
        return this.#literal('true', true)
      case 'f':
        return this.#literal('false', false)
      case 'n':
        return this.#literal('null', null)
      default:
        if (char === '-' || isDigit(char)) return this.#number()
        throw this.#invalid('looking for beginning of value')
    }
  }

  #space(): void {
    while (this.#at < this.#text.length && ' \t\r\n'.includes(this.#text[this.#at]!)) this.#at++
  }

  #invalid(where: string): Broken {
    const code = this.#text.codePointAt(this.#at)
    if (code === undefined) return new Broken('unexpected EOF')
    // encoding/json looks at bytes, so of a longer character only the first is named.
    const byte = code < 0x80 ? code : new TextEncoder().encode(String.fromCodePoint(code))[0]!
    const shown = byte === 39 ? `'\\''` : byte === 34 ? `'"'` : quoteRune(byte)
    return new Broken(`invalid character ${shown} ${where}`)
  }

  #literal<T extends Jq>(word: string, value: T): T {
    for (let i = 0; i < word.length; i++, this.#at++) {
      if (this.#text[this.#at] !== word[i])
        throw this.#invalid(`in literal ${word} (expecting ${quoteRune(word.charCodeAt(i))})`)
    }
    return value
  }

  #number(): Jq {
    const start = this.#at
    if (this.#text[this.#at] === '-') this.#at++
    if (this.#text[this.#at] === '0') this.#at++
    else this.#digits('in numeric literal')
    if (this.#text[this.#at] === '.') {
      this.#at++
      this.#digits('after decimal point in numeric literal')
    }
    if (this.#text[this.#at] === 'e' || this.#text[this.#at] === 'E') {
      this.#at++
      if (this.#text[this.#at] === '+' || this.#text[this.#at] === '-') this.#at++
      this.#digits('in exponent of numeric literal')
    }
    return new JsonNumber(this.#text.slice(start, this.#at))
  }

  #digits(where: string): void {
    if (!isDigit(this.#text[this.#at] ?? '')) throw this.#invalid(where)
    while (isDigit(this.#text[this.#at] ?? '')) this.#at++
  }

  #string(): string {
    let out = ''
    for (this.#at++; ; this.#at++) {
      const char = this.#text[this.#at]
      if (char === undefined || char < ' ') throw this.#invalid('in string literal')
      if (char === '"') {
        this.#at++
        return out.replace(/\p{Surrogate}/gu, '\ufffd')
      }
      if (char !== '\\') {
        out += char
        continue
      }
      const following = this.#text[++this.#at] ?? ''
      if (following === 'u') {
        let code = ''
        for (let i = 0; i < 4; i++) {
          if (!/[0-9a-fA-F]/.test(this.#text[++this.#at] ?? ''))
            throw this.#invalid('in \\u hexadecimal character escape')
          code += this.#text[this.#at]
        }
        out += String.fromCharCode(Number.parseInt(code, 16))
      } else if (Object.hasOwn(escapes, following)) out += escapes[following]
      else throw this.#invalid('in string escape code')
    }
  }

  #array(): Jq[] {
    const items: Jq[] = []
    this.#at++
    this.#space()
    if (this.#text[this.#at] === ']') {
      this.#at++
      return items
    }
    for (;;) {
      items.push(this.value())
      this.#space()
      const char = this.#text[this.#at]
      if (char !== ',' && char !== ']') throw this.#invalid('after array element')
      this.#at++
      if (char === ']') return items
    }
  }

  #object(): JqObject {
    const out: JqObject = {}
    this.#at++
    this.#space()
    if (this.#text[this.#at] === '}') {
      this.#at++
      return out
    }
    for (;;) {
      this.#space()
      if (this.#text[this.#at] !== '"') throw this.#invalid('looking for beginning of object key string')
      const key = this.#string()
      this.#space()
      if (this.#text[this.#at] !== ':') throw this.#invalid('after object key')
      this.#at++
      setField(out, key, this.value())
      this.#space()
      const char = this.#text[this.#at]
      if (char !== ',' && char !== '}') throw this.#invalid('after object key:value pair')
      this.#at++
      if (char === '}') return out
    }
  }
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9'
