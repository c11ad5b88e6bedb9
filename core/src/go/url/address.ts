import { quote } from '../fmt/index.ts'
import { GoError } from '../kinds/index.ts'

/** The bytes of an IP address, 4 or 16 (net/netip ParseAddr); throws Go's error. */
export function parseAddress(text: string): Uint8Array {
  const first = /[.:%]/.exec(text)?.[0]
  if (first === '.') return Uint8Array.from(parseFields(text, text))
  if (first === ':') return parseIPv6(text)
  throw wrong(text, first === '%' ? 'missing IPv6 address' : 'unable to parse IP')
}

function wrong(text: string, message: string, at = ''): GoError {
  return new GoError(`ParseAddr(${quote(text)}): ${message}${at && ` (at ${quote(at)})`}`)
}

/** The four numbers of an IPv4 address, which may be the end of an IPv6 one. */
function parseFields(text: string, address: string): number[] {
  const fields: number[] = []
  let value = 0
  let digits = 0
  for (let at = 0; at < address.length; at++) {
    const c = address[at] ?? ''
    if (/\d/.test(c)) {
      if (digits === 1 && value === 0) throw wrong(text, 'IPv4 field has octet with leading zero')
      value = value * 10 + Number(c)
      digits++
      if (value > 255) throw wrong(text, 'IPv4 field has value >255')
    } else if (c === '.') {
      if (at === 0 || at === address.length - 1 || address[at - 1] === '.') {
        throw wrong(text, 'IPv4 field must have at least one digit', address.slice(at))
      }
      if (fields.length === 3) throw wrong(text, 'IPv4 address too long')
      fields.push(value)
      value = 0
      digits = 0
    } else throw wrong(text, 'unexpected character', address.slice(at))
  }
  if (fields.length < 3) throw wrong(text, 'IPv4 address too short')
  return [...fields, value]
}

function parseIPv6(text: string): Uint8Array {
  const percent = text.indexOf('%')
  let rest = percent < 0 ? text : text.slice(0, percent)
  if (percent >= 0 && percent === text.length - 1) throw wrong(text, 'zone must be a non-empty string')
  const bytes: number[] = []
  let ellipsis = -1
  if (rest.startsWith('::')) {
    ellipsis = 0
    rest = rest.slice(2)
    if (rest === '') return new Uint8Array(16)
  }
  while (bytes.length < 16) {
    const group = /^[0-9a-fA-F]*/.exec(rest)?.[0] ?? ''
    if (group.length > 4) throw wrong(text, 'each group must have 4 or less digits', rest)
    if (group === '') throw wrong(text, 'each colon-separated field must have at least one digit', rest)
    if (rest[group.length] === '.') {
      if (ellipsis < 0 && bytes.length !== 12) {
        throw wrong(text, 'embedded IPv4 address must replace the final 2 fields of the address', rest)
      }
      if (bytes.length + 4 > 16) {
        throw wrong(text, 'too many hex fields to fit an embedded IPv4 at the end of the address', rest)
      }
      bytes.push(...parseFields(text, rest))
      rest = ''
      break
    }
    const value = Number.parseInt(group, 16)
    bytes.push(value >> 8, value & 0xff)
    rest = rest.slice(group.length)
    if (rest === '') break
    if (!rest.startsWith(':')) throw wrong(text, 'unexpected character, want colon', rest)
    if (rest === ':') throw wrong(text, 'colon must be followed by more characters', rest)
    rest = rest.slice(1)
    if (rest.startsWith(':')) {
      if (ellipsis >= 0) throw wrong(text, 'multiple :: in address', rest)
      ellipsis = bytes.length
      rest = rest.slice(1)
      if (rest === '') break
    }
  }
  if (rest !== '') throw wrong(text, 'trailing garbage after address', rest)
  if (bytes.length < 16 && ellipsis < 0) throw wrong(text, 'address string too short')
  if (bytes.length === 16 && ellipsis >= 0) throw wrong(text, 'the :: must expand to at least one field of zeros')
  if (ellipsis >= 0) bytes.splice(ellipsis, 0, ...new Array<number>(16 - bytes.length).fill(0))
  return Uint8Array.from(bytes)
}
