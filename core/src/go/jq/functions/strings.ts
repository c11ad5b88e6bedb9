import { byteLength } from '../../kinds/index.ts'
import { encode } from '../encode.ts'
import { notApplicable } from '../errors.ts'
import { splitText } from '../operators.ts'
import { indices } from '../paths.ts'
import { isNumber, isObject, type Jq, toInt } from '../values.ts'
import { sum, valuesOf } from './general.ts'
import type { Natives } from './native.ts'

/** Functions of texts, and what looks for texts and lists in others. */
export const strings: Natives = {
  'utf8bytelength/0': value => BigInt(byteLength(text('utf8bytelength', value))),
  'startswith/1': pair('startswith', (value, part) => value.startsWith(part)),
  'endswith/1': pair('endswith', (value, part) => value.endsWith(part)),
  'ltrimstr/1': pair('ltrimstr', withoutPrefix),
  'rtrimstr/1': pair('rtrimstr', withoutSuffix),
  'trimstr/1': pair('trimstr', (value, part) => withoutSuffix(withoutPrefix(value, part), part)),
  'ltrim/0': value => trimStart(text('ltrim', value)),
  'rtrim/0': value => trimEnd(text('rtrim', value)),
  'trim/0': value => trimEnd(trimStart(text('trim', value))),
  'explode/0': value => codes(text('explode', value)),
  'implode/0': implode,
  'split/1': (value, separator = null) => splitText(text('split', value), text('split', separator)),
  'join/1': join,
  'ascii_downcase/0': value => text('ascii_downcase', value).replace(/[A-Z]/g, char => char.toLowerCase()),
  'ascii_upcase/0': value => text('ascii_upcase', value).replace(/[a-z]/g, char => char.toUpperCase()),
  'indices/1': search('indices', found => found),
  'index/1': search('index', found => found[0] ?? null, null),
  'rindex/1': search('rindex', found => found.at(-1) ?? null, null),
}

function text(name: string, value: Jq): string {
  if (typeof value !== 'string') throw notApplicable(name, value)
  return value
}

function pair(name: string, apply: (value: string, other: string) => Jq) {
  return (value: Jq, other: Jq = null): Jq => {
    if (typeof value !== 'string' || typeof other !== 'string') throw notApplicable(name, value, other)
    return apply(value, other)
  }
}

function withoutPrefix(value: string, part: string): string {
  return value.startsWith(part) ? value.slice(part.length) : value
}

function withoutSuffix(value: string, part: string): string {
  return value.endsWith(part) ? value.slice(0, value.length - part.length) : value
}

/** unicode.IsSpace */
const isSpace = (char: string): boolean =>
  /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(char)

function trimStart(value: string): string {
  let at = 0
  while (at < value.length && isSpace(value[at]!)) at++
  return value.slice(at)
}

function trimEnd(value: string): string {
  let at = value.length
  while (at > 0 && isSpace(value[at - 1]!)) at--
  return value.slice(0, at)
}

/** A lone surrogate stands for a byte that is no character. */
const codes = (value: string): bigint[] =>
  [...value].map(char => {
    const code = char.codePointAt(0)!
    return BigInt(code >= 0xd800 && code <= 0xdfff ? 0xfffd : code)
  })

function implode(value: Jq): Jq {
  if (!Array.isArray(value)) throw notApplicable('implode', value)
  let out = ''
  for (const item of value) {
    const code = toInt(item)
    if (code === undefined) throw notApplicable('implode', value)
    const valid = code >= 0n && code <= 0x10ffffn && !(code >= 0xd800n && code <= 0xdfffn)
    out += valid ? String.fromCodePoint(Number(code)) : '\ufffd'
  }
  return out
}

function join(value: Jq, separator: Jq = null): Jq {
  const items = valuesOf(value)
  if (!items) throw notApplicable('join', value, separator)
  if (items.length === 0) return ''
  if (typeof separator === 'string' && items.every(item => !Array.isArray(item) && !isObject(item))) {
    return items.map(item => (item === null ? '' : typeof item === 'string' ? item : encode(item))).join(separator)
  }
  return sum(
    items.flatMap((item, i) => [
      i === 0 ? '' : separator,
      typeof item === 'boolean' || isNumber(item) ? encode(item) : item,
    ]),
  )
}

function search(name: string, pick: (found: bigint[]) => Jq, none: Jq = []) {
  return (value: Jq, wanted: Jq = null): Jq => {
    if (value === null) return null
    if (Array.isArray(value)) {
      const list = Array.isArray(wanted) ? wanted : [wanted]
      return list.length === 0 ? none : pick(indices(value, list))
    }
    if (typeof value !== 'string' || typeof wanted !== 'string') throw notApplicable(name, value, wanted)
    return wanted === '' ? none : pick(indices(codes(value), codes(wanted)))
  }
}
