import { decodeBase64 } from '../json/index.ts'
import { GoError, textOf } from '../kinds/index.ts'

/** A scalar after resolution. Go's int, int64 and uint64 are bigint, float64 is number. */
export type Resolved = null | boolean | string | bigint | number

interface ScalarText {
  readonly value: string
  readonly tag: string
  readonly implicit: boolean
}

const core = 'tag:yaml.org,2002:'
const strTag = `${core}str`
const boolTag = `${core}bool`
const intTag = `${core}int`
const floatTag = `${core}float`
const nullTag = `${core}null`
const timestampTag = `${core}timestamp`
const binaryTag = `${core}binary`
const mergeTag = `${core}merge`

/** What go-yaml decodes a scalar to when it may choose the type (Go: go.yaml.in/yaml/v2 decode.go decoder.scalar). */
export function resolveScalar({ value, tag, implicit }: ScalarText): Resolved {
  if (tag === '') return implicit ? resolvePlain(value) : value
  if (tag === binaryTag) {
    const bytes = decodeBase64(value)
    if (bytes === undefined) throw new GoError('yaml: !!binary value contains invalid base64 data')
    // JSON has only text: encoding/json replaces what is not UTF-8.
    return textOf(bytes).replace(/[\ud800-\udfff]/gu, '\ufffd')
  }
  if (tag === strTag || !resolvable.has(tag)) return value
  const found = tag === timestampTag && isTimestamp(value) ? value : resolvePlain(value)
  const foundTag = tagOf(found, value, true)
  if (foundTag === tag) return found
  if (tag === floatTag && typeof found === 'bigint' && found <= maxInt) return Number(found)
  throw new GoError(`yaml: cannot decode ${short(foundTag)} \`${value}\` as a ${short(tag)}`)
}

/** Is this scalar a merge key, as a key of a mapping? */
export const isMergeKey = ({ value, tag, implicit }: ScalarText): boolean =>
  value === '<<' && (implicit || tag === mergeTag)

/** Would this text, written plain, be read as a string? */
export const isPlainString = (text: string): boolean => tagOf(resolvePlain(text), text, true) === strTag

const resolvable = new Set([boolTag, intTag, floatTag, nullTag, timestampTag])

const short = (tag: string): string => `!!${tag.slice(core.length)}`

function tagOf(found: Resolved, text: string, timestamps: boolean): string {
  switch (typeof found) {
    case 'boolean':
      return boolTag
    case 'bigint':
      return intTag
    case 'number':
      return floatTag
    case 'string':
      return timestamps && isTimestamp(text) ? timestampTag : strTag
    default:
      return nullTag
  }
}

const words = new Map<string, Resolved>([['', null]])
for (const [value, ...texts] of [
  [true, 'y', 'yes', 'true', 'on'],
  [false, 'n', 'no', 'false', 'off'],
  [null, 'null'],
] as const) {
  for (const text of texts) {
    words.set(text, value)
    words.set(text.toUpperCase(), value)
    words.set(text.charAt(0).toUpperCase() + text.slice(1), value)
  }
}
words.set('~', null)
for (const name of ['inf', 'Inf', 'INF']) {
  words.set(`.${name}`, Number.POSITIVE_INFINITY)
  words.set(`+.${name}`, Number.POSITIVE_INFINITY)
  words.set(`-.${name}`, Number.NEGATIVE_INFINITY)
}
for (const name of ['nan', 'NaN', 'NAN']) words.set(`.${name}`, Number.NaN)

/** Go: go.yaml.in/yaml/v2 resolve.go resolve. Times are left as text, as decoding into an interface{} leaves them. */
function resolvePlain(text: string): Resolved {
  const first = text.charCodeAt(0)
  const isNumeric = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e
  if (!isNumeric) {
    if (text.length > 5) return text
    const word = words.get(text)
    return word === undefined ? text : word
  }
  const word = words.get(text)
  if (word !== undefined) return word
  if (first === 0x2e) return dotted.test(text) ? finite(text.replaceAll('_', ''), text) : text
  if (!numberLike.test(text)) return text
  const plain = text.replaceAll('_', '')
  const integer = parseInteger(plain)
  if (integer !== undefined) return integer
  return float.test(plain) ? finite(plain, text) : text
}

/** Cheap refusal of the many versions, addresses and dates. */
const numberLike = /^[-+]?[0-9_.a-fA-FxXoO+-]+$/
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/
/** strconv.ParseFloat takes underscores between digits. */
const dotted = /^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?$/

function finite(digits: string, otherwise: string): number | string {
  const value = Number(digits)
  return Number.isFinite(value) ? value : otherwise
}

const maxInt = (1n << 63n) - 1n
const maxUint = (1n << 64n) - 1n

/** strconv.ParseInt and then ParseUint with base 0, in 64 bits; undefined where both fail. */
function parseInteger(text: string): bigint | undefined {
  const sign = text.charAt(0)
  const hasSign = sign === '-' || sign === '+'
  const digits = hasSign ? text.slice(1) : text
  let size: bigint
  if (/^(0|[1-9][0-9]*)$/.test(digits)) size = BigInt(digits)
  else if (/^0[xX][0-9a-fA-F]+$/.test(digits) || /^0[bB][01]+$/.test(digits)) size = BigInt(digits.toLowerCase())
  else if (/^0[oO]?[0-7]+$/.test(digits)) size = BigInt(`0o${digits.replace(/^0[oO]?/, '')}`)
  else return undefined
  if (sign === '-') return size <= maxInt + 1n ? -size : undefined
  // ParseUint takes no sign.
  return size <= (hasSign ? maxInt : maxUint) ? size : undefined
}

const timestamp =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?(?:Z|[-+](\d\d):(\d\d))| (\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?)?$/

/** Go: go.yaml.in/yaml/v2 resolve.go parseTimestamp. */
export function isTimestamp(text: string): boolean {
  const parts = timestamp.exec(text)
  if (!parts) return false
  const [year = 0, month = 0, day = 0, ...rest] = parts.slice(1).map(part => Number(part ?? 0))
  const [hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0, hour2 = 0, minute2 = 0, second2 = 0] = rest
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  const clock = Math.max(hour, hour2) < 24 && Math.max(minute, minute2) < 60 && Math.max(second, second2) < 60
  return day >= 1 && day <= days && clock && zoneHour <= 24 && zoneMinute <= 60
}
