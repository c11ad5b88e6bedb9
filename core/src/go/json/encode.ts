import {
  compareBytes,
  type Extent,
  GoError,
  GoNumber,
  GoStruct,
  type GoValue,
  TypedMap,
  TypedSlice,
  typeOf,
} from '../kinds/index.ts'
import { encodeBase64 } from './base64.ts'
import { formatFloatJSON, notFinite } from './floats.ts'

export interface EncodeOptions {
  /** json.Marshal escapes <, > and &; an Encoder with SetEscapeHTML(false) does not. */
  readonly escapeHTML?: boolean
  /** json.MarshalIndent with an empty prefix. */
  readonly indent?: string
  /** Told of each part: ends what would not end. */
  readonly extent?: Extent
}

/** What json.Marshal makes of a value; throws GoError with Go's text where Go returns an error. */
export function encodeJSON(value: GoValue, options: EncodeOptions = {}): string {
  const { escapeHTML = true, indent, extent } = options
  // An explicit stack: depth costs no call stack.
  const open: Frame[] = []
  const deep = new Set<GoValue>()
  let out = ''
  let next: GoValue | undefined = value
  for (;;) {
    if (next !== undefined) {
      extent?.count()
      const plain = behindStructs(next)
      const frame = frameOf(plain)
      if (frame === undefined) {
        out += encodeScalar(plain, escapeHTML)
      } else if (frame.values.length === 0) {
        out += frame.keys ? '{}' : '[]'
      } else {
        if (open.length > cycleCheckDepth) {
          if (deep.has(plain)) throw new GoError(`json: unsupported value: encountered a cycle via ${typeOf(plain)}`)
          deep.add(plain)
        }
        open.push(frame)
        out += frame.keys ? '{' : '['
      }
      next = undefined
    }
    const frame = open[open.length - 1]
    if (frame === undefined) return out
    if (frame.at === frame.values.length) {
      open.pop()
      deep.delete(frame.of)
      if (indent !== undefined) out += `\n${indent.repeat(open.length)}`
      out += frame.keys ? '}' : ']'
      continue
    }
    if (frame.at > 0) out += ','
    if (indent !== undefined) out += `\n${indent.repeat(open.length)}`
    const key = frame.keys?.[frame.at]
    if (key !== undefined) out += `${encodeString(key, escapeHTML)}${indent === undefined ? ':' : ': '}`
    next = frame.values[frame.at++]
  }
}

/** A string as encoding/json writes it, quotes included. */
export function encodeString(text: string, escapeHTML = true): string {
  return special.test(text) ? `"${text.replace(specials, match => escaped(match, escapeHTML))}"` : `"${text}"`
}

/** A map or list on its way out. */
interface Frame {
  readonly of: GoValue
  readonly keys: readonly string[] | undefined
  readonly values: readonly GoValue[]
  at: number
}

/** Go looks for cycles only below this depth (encoding/json startDetectingCyclesAfter). */
const cycleCheckDepth = 1000

function behindStructs(given: GoValue): GoValue {
  let value = given
  for (let hops = 0; value instanceof GoStruct && hops < 100; hops++) value = value.json()
  return value
}

function frameOf(value: GoValue): Frame | undefined {
  if (typeof value !== 'object' || value === null || value instanceof GoNumber || value instanceof GoStruct)
    return undefined
  if (Array.isArray(value)) return { of: value, keys: undefined, values: value, at: 0 }
  if (value instanceof TypedSlice) {
    return value.isNil || isBytes(value) ? undefined : { of: value, keys: undefined, values: value.items, at: 0 }
  }
  if (value instanceof TypedMap) {
    const { entries } = value
    const keys = [...entries.keys()].sort(compareBytes)
    return { of: value, keys, values: keys.map(key => entries.get(key) ?? null), at: 0 }
  }
  const object = value
  const keys = Object.keys(object).sort(compareBytes)
  return { of: value, keys, values: keys.map(key => object[key] ?? null), at: 0 }
}

const isBytes = (slice: TypedSlice): boolean => slice.type === '[]uint8' || slice.type === '[]byte'

function encodeScalar(value: GoValue, escapeHTML: boolean): string {
  if (typeof value === 'string') return encodeString(value, escapeHTML)
  if (typeof value === 'number') return encodeFloat(value, 64)
  if (value instanceof GoNumber) {
    if (typeof value.value === 'bigint') return value.value.toString()
    return encodeFloat(value.value, value.type === 'float32' ? 32 : 64)
  }
  if (value instanceof TypedSlice && !value.isNil) {
    return `"${encodeBase64(value.items.map(item => Number(item instanceof GoNumber ? item.value : item)))}"`
  }
  return value === true ? 'true' : value === false ? 'false' : 'null'
}

function encodeFloat(value: number, bits: 32 | 64): string {
  const special = notFinite(value)
  if (special !== undefined) throw new GoError(`json: unsupported value: ${special}`)
  if (bits === 64 && Number.isSafeInteger(value) && value !== 0) return String(value)
  return formatFloatJSON(value, bits)
}

// A well-formed pair of surrogates is one match and stays; what matches alone is a byte that is not UTF-8.
const special = /["\\\u0000-\u001f<>&\u2028\u2029\ud800-\udfff]/
const specials = /["\\\u0000-\u001f<>&\u2028\u2029]|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function escaped(match: string, escapeHTML: boolean): string {
  if (match.length === 2) return match
  const code = match.charCodeAt(0)
  // Go writes the escape, not the character, for a byte that is not UTF-8.
  if (code >= 0xd800 && code <= 0xdfff) return '\\ufffd'
  if (!escapeHTML && (code === 0x3c || code === 0x3e || code === 0x26)) return match
  return shortEscapes[match] ?? `\\u${code.toString(16).padStart(4, '0')}`
}
