import { bytesOf, textOf } from '../kinds/index.ts'

/**
 * The matchers of Go and Git walk over bytes. A binary string holds one byte in each character, so that they can be written with
 * string operations; for ASCII text it is the text itself.
 */
export function binaryOf(text: string): string {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) > 0x7f) return fromBytes(bytesOf(text))
  }
  return text
}

/** The Go string of a binary string. */
export function textOfBinary(binary: string): string {
  for (let at = 0; at < binary.length; at++) {
    if (binary.charCodeAt(at) > 0x7f) return textOf(Uint8Array.from(binary, char => char.charCodeAt(0)))
  }
  return binary
}

/** What unicode/utf8 calls RuneError. */
export const runeError = 0xfffd

/** The rune that begins at a byte (Go: utf8.DecodeRuneInString): RuneError for invalid UTF-8 and past the end. */
export function runeAt(binary: string, at: number): number {
  const first = binary.charCodeAt(at)
  if (first < 0x80) return first
  const size = runeSize(binary, at)
  if (size === 2) return ((first & 0x1f) << 6) | low(binary, at + 1)
  if (size === 3) return ((first & 0x0f) << 12) | (low(binary, at + 1) << 6) | low(binary, at + 2)
  if (size === 4) {
    return ((first & 0x07) << 18) | (low(binary, at + 1) << 12) | (low(binary, at + 2) << 6) | low(binary, at + 3)
  }
  return runeError
}

/** How many bytes that rune takes: 1 for an invalid byte, 0 past the end. */
export function runeSize(binary: string, at: number): number {
  if (at >= binary.length) return 0
  const first = binary.charCodeAt(at)
  if (first < 0xc2 || first > 0xf4) return 1
  const second = binary.charCodeAt(at + 1)
  const from = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const to = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (!(second >= from && second <= to)) return 1
  if (first < 0xe0) return 2
  if (!isContinuation(binary.charCodeAt(at + 2))) return 1
  if (first < 0xf0) return 3
  return isContinuation(binary.charCodeAt(at + 3)) ? 4 : 1
}

/** The bytes of a rune as a binary string (Go: string(rune)). */
export function binaryOfRune(rune: number): string {
  return rune < 0x80 ? String.fromCharCode(rune) : binaryOf(String.fromCodePoint(rune))
}

/** Go's utf8.RuneLen for a rune that was decoded. */
export function runeLength(rune: number): number {
  return rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4
}

function fromBytes(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return binary
}

const low = (binary: string, at: number): number => binary.charCodeAt(at) & 0x3f
const isContinuation = (code: number): boolean => code >= 0x80 && code <= 0xbf
