import { formatFloatJSON } from '../json/index.ts'
import { byteLength, bytesOf, textOf } from '../kinds/index.ts'
import { isObject, type Jq, JsonNumber, keysOf, typeOf } from './values.ts'

/** JSON as jq writes it: sorted keys, no HTML escapes, NaN as null, infinities as the largest number. */
// gojq: encoder.go.
export function encode(value: Jq): string {
  const out = new Text(Number.POSITIVE_INFINITY)
  write(value, out)
  return out.text
}

/** The beginning of a value for an error text, 30 bytes at most. */
// gojq: preview.go Preview.
export function preview(value: Jq): string {
  const out = new Text(32)
  write(value, out)
  const bytes = bytesOf(out.text).subarray(0, 32)
  if (bytes.length <= 30) return textOf(bytes)
  const end = typeof value === 'string' ? ' ..."' : Array.isArray(value) ? ' ...]' : isObject(value) ? ' ...}' : ' ...'
  let length = bytes.length
  while (length > 30 - end.length) length = previousRune(bytes, length)
  return textOf(bytes.subarray(0, length)) + end
}

/** A value with its type, for an error text. */
export const typedPreview = (value: Jq): string => (value === null ? 'null' : `${typeOf(value)} (${preview(value)})`)

/** Where the last character of a row of bytes begins; a byte that is no character is one of its own. */
function previousRune(bytes: Uint8Array, end: number): number {
  for (let size = 1; size <= 4 && size <= end; size++) {
    const lead = bytes[end - size]!
    if (lead >= 0x80 && lead < 0xc0) continue
    const expected = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
    return size === expected ? end - size : end - 1
  }
  return end - 1
}

/** Text that stops growing some time after `limit` bytes. */
class Text {
  text = ''
  #bytes = 0
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  get full(): boolean {
    return this.#bytes >= this.#limit
  }

  add(piece: string): void {
    this.text += piece
    if (this.#limit !== Number.POSITIVE_INFINITY) this.#bytes += byteLength(piece)
  }
}

function write(value: Jq, out: Text): void {
  if (out.full) return
  if (value === null) out.add('null')
  else if (typeof value === 'boolean' || typeof value === 'bigint') out.add(String(value))
  else if (typeof value === 'number') out.add(float(value))
  else if (value instanceof JsonNumber) out.add(value.text)
  else if (typeof value === 'string') out.add(encodeText(value))
  else if (Array.isArray(value)) {
    out.add('[')
    for (let i = 0; i < value.length && !out.full; i++) {
      if (i > 0) out.add(',')
      write(value[i]!, out)
    }
    out.add(']')
  } else {
    out.add('{')
    let first = true
    for (const key of keysOf(value)) {
      if (out.full) break
      if (!first) out.add(',')
      first = false
      out.add(`${encodeText(key)}:`)
      write(value[key]!, out)
    }
    out.add('}')
  }
}

function float(value: number): string {
  if (Number.isNaN(value)) return 'null'
  return formatFloatJSON(Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE))
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** A string with its quotes. Bytes that are no characters become \ufffd, spelt out. */
export const encodeText = (text: string): string =>
  `"${text.replace(/[\0-\x1f"\\\x7f]|\p{Surrogate}/gu, char => {
    const code = char.charCodeAt(0)
    return escapes[char] ?? (code > 0x7f ? '\\ufffd' : `\\u00${code.toString(16).padStart(2, '0')}`)
  })}"`
