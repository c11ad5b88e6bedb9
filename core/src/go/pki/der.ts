import { GoError } from '../kinds/index.ts'
import { bytesToNumber, numberToBytes } from './numbers.ts'

/** A value in DER: its tag, its content, and all its bytes. */
export interface Element {
  readonly tag: number
  readonly content: Uint8Array
  readonly bytes: Uint8Array
}

export const tags = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** The context-specific tag of this number; constructed ones hold other values. */
export const context = (number: number, constructed = true): number => (constructed ? 0xa0 : 0x80) | number

export function encode(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concat(...parts)
  if (content.length < 0x80) return concat(Uint8Array.of(tag, content.length), content)
  const size = numberToBytes(BigInt(content.length), Math.ceil(content.length.toString(2).length / 8))
  return concat(Uint8Array.of(tag, 0x80 | size.length), size, content)
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => encode(tags.sequence, ...parts)

/** A number that is not negative; a zero byte keeps the sign bit clear. */
export const integer = (value: bigint): Uint8Array =>
  encode(tags.integer, numberToBytes(value, Math.floor(value.toString(2).length / 8) + 1))

export const octets = (bytes: Uint8Array): Uint8Array => encode(tags.octets, bytes)

/** Whole bytes as a bit string. */
export const bits = (bytes: Uint8Array): Uint8Array => encode(tags.bits, Uint8Array.of(0), bytes)

/** An object identifier in dotted form. */
export function oid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest].flatMap(number => {
    const digits = [number & 0x7f]
    for (let left = number >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80)
    return digits
  })
  return encode(tags.oid, Uint8Array.from(bytes))
}

/** The values one after another in this content; throws when they are not DER. */
export function decodeAll(content: Uint8Array): Element[] {
  const elements: Element[] = []
  for (let at = 0; at < content.length; ) {
    const element = decodeAt(content, at)
    elements.push(element)
    at += element.bytes.length
  }
  return elements
}

/** The parts of a value that must be a sequence with nothing after it. */
export function decodeSequence(bytes: Uint8Array): Element[] {
  const [element, ...rest] = decodeAll(bytes)
  if (element?.tag !== tags.sequence || rest.length > 0) throw malformed()
  return decodeAll(element.content)
}

export const numberOf = (element: Element | undefined): bigint => {
  if (element?.tag !== tags.integer) throw malformed()
  return bytesToNumber(element.content)
}

export const isSame = (a: Uint8Array | undefined, b: Uint8Array): boolean =>
  a?.length === b.length && b.every((byte, at) => byte === a[at])

export const malformed = (): GoError => new GoError("asn1: structure error: tags don't match")

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function decodeAt(content: Uint8Array, at: number): Element {
  const tag = content[at] ?? 0
  let length = content[at + 1] ?? 0
  let start = at + 2
  if (length > 0x80 && length <= 0x84) {
    const count = length & 0x7f
    length = Number(bytesToNumber(content.subarray(start, start + count)))
    start += count
  } else if (length >= 0x80) throw malformed()
  if (start + length > content.length) throw new GoError('asn1: syntax error: data truncated')
  return { tag, content: content.subarray(start, start + length), bytes: content.subarray(at, start + length) }
}
