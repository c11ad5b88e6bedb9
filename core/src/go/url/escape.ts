import { quote } from '../fmt/index.ts'
import { bytesOf, GoError, textOf } from '../kinds/index.ts'

/** The part of a URL a text stands in. */
export type Part = 'path' | 'host' | 'zone' | 'user' | 'fragment'

/** What each part may hold unescaped beside letters, digits and -_.~ (net/url shouldEscape). */
const allowed: Record<Part, string> = {
  path: '$&+,/:;=@',
  host: '!$&\'()*+,;=:[]<>"',
  zone: '!$&\'()*+,;=:[]<>"',
  user: '$&+,;=',
  fragment: '$&+,/:;=?@!()*',
}

export function mustEscape(byte: number, part: Part): boolean {
  const c = String.fromCharCode(byte)
  return !/[A-Za-z0-9\-_.~]/.test(c) && !allowed[part].includes(c)
}

export function escapePart(text: string, part: Part): string {
  let result = ''
  for (const byte of bytesOf(text)) {
    if (mustEscape(byte, part)) result += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    else result += String.fromCharCode(byte)
  }
  return result
}

/** Throws Go's error for a malformed escape, or for a character that a host may not have. */
export function unescapePart(text: string, part: Part): string {
  const bytes = bytesOf(text)
  const result: number[] = []
  const isHost = part === 'host' || part === 'zone'
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte !== 0x25) {
      if (isHost && byte < 0x80 && mustEscape(byte, part)) {
        throw new GoError(`invalid character ${quote(String.fromCharCode(byte))} in host name`)
      }
      result.push(byte)
      continue
    }
    const written = textOf(bytes.subarray(at, at + 3))
    const isHex = /^%[0-9a-fA-F]{2}$/.test(written)
    const value = isHex ? Number.parseInt(written.slice(1), 16) : 0
    const refused =
      !isHex ||
      (part === 'host' && value < 0x80 && written !== '%25') ||
      (part === 'zone' && written !== '%25' && value !== 0x20 && mustEscape(value, 'host'))
    if (refused) throw new GoError(`invalid URL escape ${quote(written)}`)
    result.push(value)
    at += 2
  }
  return textOf(Uint8Array.from(result))
}
