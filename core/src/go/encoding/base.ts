import { bytesOf, GoError } from '../kinds/index.ts'

/** base64.StdEncoding.EncodeToString */
export const encodeBase64 = (bytes: Uint8Array): string => encode(bytes, base64)

/** base64.StdEncoding.DecodeString; throws Go's error. */
export const decodeBase64 = (given: string): Uint8Array => decode(given, base64)

/** base32.StdEncoding.EncodeToString */
export const encodeBase32 = (bytes: Uint8Array): string => encode(bytes, base32)

/** base32.StdEncoding.DecodeString; throws Go's error. */
export const decodeBase32 = (given: string): Uint8Array => decode(given, base32)

interface Alphabet {
  readonly name: string
  readonly digits: string
  /** Bits of a digit, and digits of a full group. */
  readonly bits: number
  readonly group: number
}

const base64: Alphabet = {
  name: 'base64',
  digits: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  bits: 6,
  group: 4,
}
const base32: Alphabet = { name: 'base32', digits: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', bits: 5, group: 8 }

function encode(bytes: Uint8Array, { digits, bits, group }: Alphabet): string {
  let result = ''
  let buffer = 0
  let held = 0
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff
    held += 8
    while (held >= bits) {
      held -= bits
      result += digits[(buffer >> held) & ((1 << bits) - 1)]
    }
  }
  if (held > 0) result += digits[(buffer << (bits - held)) & ((1 << bits) - 1)]
  return result.padEnd(Math.ceil(result.length / group) * group, '=')
}

const isBreak = (byte: number | undefined): boolean => byte === 10 || byte === 13
const padding = 0x3d

/** Line breaks are skipped. The error names the place in bytes, in base 32 of the text without line breaks. */
function decode(given: string, alphabet: Alphabet): Uint8Array {
  const { name, digits, bits, group } = alphabet
  const corrupt = (at: number): GoError => new GoError(`illegal ${name} data at input byte ${at}`)
  const source = bytesOf(alphabet === base32 ? given.replace(/[\r\n]/g, '') : given)
  const result: number[] = []
  let values: number[] = []
  for (let at = 0; at < source.length; at++) {
    const byte = source[at] ?? 0
    if (isBreak(byte)) continue
    const value = byte < 0x80 ? digits.indexOf(String.fromCharCode(byte)) : -1
    if (value >= 0) {
      values.push(value)
      if (values.length < group) continue
      flush(values, bits, result)
      values = []
      continue
    }
    if (byte !== padding) throw corrupt(at)
    const fault = alphabet === base64 ? padding64(source, at, values.length) : padding32(source, at, values.length)
    if (fault !== undefined) throw corrupt(fault)
    flush(values, bits, result)
    return Uint8Array.from(result)
  }
  if (values.length > 0) throw corrupt(source.length - values.length)
  return Uint8Array.from(result)
}

/** Where the padding that starts here is wrong (encoding/base64 decodeQuantum). */
function padding64(source: Uint8Array, start: number, count: number): number | undefined {
  if (count < 2) return start
  let at = start + 1
  const skipBreaks = (): void => {
    while (isBreak(source[at])) at++
  }
  if (count === 2) {
    skipBreaks()
    if (at === source.length) return source.length
    if (source[at] !== padding) return at - 1
    at++
  }
  skipBreaks()
  return at < source.length ? at : undefined
}

/** Where the padding that starts here is wrong (encoding/base32 decode); what follows it is not looked at. */
function padding32(source: Uint8Array, start: number, count: number): number | undefined {
  const left = source.length - start - 1
  if (count < 2 || left >= 8) return start
  if (left + count < 7) return source.length
  for (let k = 0; k < 7 - count; k++) if (k < left && source[start + 1 + k] !== padding) return start + k
  return count === 3 || count === 6 ? start : undefined
}

/** Whole bytes of a group. */
function flush(values: readonly number[], bits: number, result: number[]): void {
  let buffer = 0
  let held = 0
  for (const value of values) {
    buffer = ((buffer << bits) | value) & 0xffff
    held += bits
    if (held >= 8) {
      held -= 8
      result.push((buffer >> held) & 0xff)
    }
  }
}
