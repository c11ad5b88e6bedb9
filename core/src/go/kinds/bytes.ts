/** The UTF-8 bytes of a Go string. */
export function bytesOf(text: string): Uint8Array {
  if (!lone.test(text)) return encoder.encode(text)
  const parts: Uint8Array[] = []
  let length = 0
  const push = (part: Uint8Array): void => {
    parts.push(part)
    length += part.length
  }
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0xd800 || unit > 0xdfff) continue
    if (unit < 0xdc00 && isLow(text.charCodeAt(at + 1))) {
      at++
      continue
    }
    if (at > from) push(encoder.encode(text.slice(from, at)))
    push(isByte(unit) ? Uint8Array.of(unit - 0xdc00) : replacement)
    from = at + 1
  }
  if (from < text.length) push(encoder.encode(text.slice(from)))
  const bytes = new Uint8Array(length)
  let to = 0
  for (const part of parts) {
    bytes.set(part, to)
    to += part.length
  }
  return bytes
}

/** The Go string of these bytes: each byte that is not part of valid UTF-8 becomes the lone surrogate U+DC00 + byte. */
export function textOf(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch {
    // Not UTF-8 throughout: decode the valid runs one by one.
  }
  let text = ''
  let from = 0
  let at = 0
  while (at < bytes.length) {
    const size = runeSize(bytes, at)
    if (size > 0) {
      at += size
      continue
    }
    text += strict.decode(bytes.subarray(from, at)) + String.fromCharCode(0xdc00 + (bytes[at] ?? 0))
    from = ++at
  }
  return text + strict.decode(bytes.subarray(from))
}

/** Go's len(text). */
export function byteLength(text: string): number {
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) length += 1
    else if (unit < 0x800) length += 2
    else if (unit < 0xd800 || unit > 0xdfff) length += 3
    else if (unit < 0xdc00 && isLow(text.charCodeAt(at + 1))) {
      length += 4
      at++
    } else length += isByte(unit) ? 1 : 3
  }
  return length
}

/** Joins the bytes of a concatenation: cut halves of a character that meet again become that character. */
export const joined = (text: string): string => (lone.test(text) ? textOf(bytesOf(text)) : text)

/** Go's text[start:end], counted in bytes. The range is inside the text: the caller has checked it. */
export function byteSlice(text: string, start: number, end?: number): string {
  if (isASCII(text)) return text.slice(start, end)
  return textOf(bytesOf(text).subarray(start, end))
}

/** The order of Go's < on strings: by bytes. Code unit order differs from it above U+FFFF and for cut characters. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at)
    const y = b.charCodeAt(at)
    if (x === y) continue
    if (x < 0xd800 && y < 0xd800) return x - y
    const left = bytesOf(a)
    const right = bytesOf(b)
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
      const difference = (left[i] ?? 0) - (right[i] ?? 0)
      if (difference !== 0) return difference
    }
    return left.length - right.length
  }
  return a.length - b.length
}

/** With the u flag surrogates that form a pair do not match. */
const lone = /[\ud800-\udfff]/u
const encoder = new TextEncoder()
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const replacement = Uint8Array.of(0xef, 0xbf, 0xbd)
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff
const isByte = (unit: number): boolean => unit >= 0xdc80 && unit <= 0xdcff

function isASCII(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false
  return true
}

/** The size of the valid UTF-8 sequence at this place, or 0 (Go: unicode/utf8 DecodeRune). */
function runeSize(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  if (first < 0xc2 || first > 0xf4) return 0
  const second = bytes[at + 1] ?? 0
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high) return 0
  if (first < 0xe0) return 2
  if (!isContinuation(bytes[at + 2])) return 0
  if (first < 0xf0) return 3
  return isContinuation(bytes[at + 3]) ? 4 : 0
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte <= 0xbf
