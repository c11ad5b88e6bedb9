import {
  compareBytes,
  GoNumber,
  type GoObject,
  GoStruct,
  type GoValue,
  getKey,
  setKey,
  TypedMap,
  TypedSlice,
} from '../kinds/index.ts'

/**
 * A value inside a jq program. A number is a float64, a bigint a Go int or *big.Int (which gojq tells apart by size only), and
 * JsonNumber the text of a number that fromjson has read and nothing has computed with yet.
 */
export type Jq = null | boolean | string | number | bigint | JsonNumber | Jq[] | JqObject

export interface JqObject {
  [key: string]: Jq
}

export class JsonNumber {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type JqNumber = number | bigint | JsonNumber

export const isObject = (value: Jq): value is JqObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)

export const isNumber = (value: Jq): value is JqNumber =>
  typeof value === 'number' || typeof value === 'bigint' || value instanceof JsonNumber

export function typeOf(value: Jq): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean' || typeof value === 'string') return typeof value
  if (isNumber(value)) return 'number'
  return Array.isArray(value) ? 'array' : 'object'
}

/** Own keys in byte order. */
export const keysOf = (object: JqObject): string[] => Object.keys(object).sort(compareBytes)

export const isTruthy = (value: Jq): boolean => value !== null && value !== false

const maxInt = 2n ** 63n - 1n
const minInt = -(2n ** 63n)

// gojq: func.go parseNumber.
export function parseNumber(text: string): number | bigint {
  if (/^-?[0-9]+$/.test(text)) return BigInt(text)
  const value = Number(text)
  if (Number.isFinite(value)) return value
  return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}

/** A number to compute with. */
export const computable = (value: JqNumber): number | bigint =>
  value instanceof JsonNumber ? parseNumber(value.text) : value

export function toFloat(value: Jq): number | undefined {
  return isNumber(value) ? Number(computable(value)) : undefined
}

/** A Go int: floats are cut, what is too large stops at the ends. */
export function toInt(value: Jq): bigint | undefined {
  if (!isNumber(value)) return undefined
  const number = computable(value)
  if (typeof number === 'number') return floatToInt(number)
  return number > maxInt ? maxInt : number < minInt ? minInt : number
}

export const toIntCeil = (value: Jq): bigint | undefined => toInt(typeof value === 'number' ? Math.ceil(value) : value)

export function floatToInt(value: number): bigint {
  if (value >= -(2 ** 63) && value < 2 ** 63) return BigInt(Math.trunc(value))
  return value > 0 ? maxInt : minInt
}

/** jq's order: null, false, true, numbers, strings, arrays, objects. */
// gojq: compare.go Compare.
export function compare(a: Jq, b: Jq): number {
  if (isNumber(a) && isNumber(b)) return compareNumbers(computable(a), computable(b))
  if (typeof a === 'string' && typeof b === 'string') return Math.sign(compareBytes(a, b))
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < a.length && i < b.length; i++) {
      const order = compare(a[i]!, b[i]!)
      if (order !== 0) return order
    }
    return Math.sign(a.length - b.length)
  }
  if (isObject(a) && isObject(b)) return compareObjects(a, b)
  return Math.sign(rank(a) - rank(b))
}

function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0
  const [x, y] = [Number(a), Number(b)]
  return x < y || Number.isNaN(x) ? -1 : x === y ? 0 : 1
}

function compareObjects(a: JqObject, b: JqObject): number {
  const keys = keysOf(a)
  const order = compare(keys, keysOf(b))
  if (order !== 0) return order
  for (const key of keys) {
    const inner = compare(a[key]!, b[key]!)
    if (inner !== 0) return inner
  }
  return 0
}

function rank(value: Jq): number {
  if (value === null) return 0
  if (typeof value === 'boolean') return value ? 2 : 1
  if (isNumber(value)) return 3
  if (typeof value === 'string') return 4
  return Array.isArray(value) ? 5 : 6
}

/** Whether two values are the same to Go: containers by identity, the rest by value and type. */
// gojq: execute.go pathIntact. Go gives all empty slices one address.
export function isSame(a: Jq, b: Jq): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a === b || (a.length === 0 && b.length === 0)
  if (a instanceof JsonNumber && b instanceof JsonNumber) return a.text === b.text
  return a === b || (typeof a === 'number' && typeof b === 'number' && Number.isNaN(a) && Number.isNaN(b))
}

export function getField(object: JqObject, key: string): Jq {
  return getKey(object, key) ?? null
}

export { setKey as setField }

/** What a program is given: numbers are float64, as json.Unmarshal makes them. */
export function fromGo(value: GoValue): Jq {
  if (value === null || typeof value !== 'object') return value
  if (value instanceof GoNumber) return Number(value.value)
  if (value instanceof GoStruct) return fromGo(value.json())
  if (value instanceof TypedSlice) return value.isNil ? null : value.items.map(fromGo)
  if (Array.isArray(value)) {
    const items = value.map(fromGo)
    return items.every((item, i) => item === value[i]) ? (value as Jq[]) : items
  }
  const out: JqObject = {}
  let same = !(value instanceof TypedMap)
  for (const [key, item] of value instanceof TypedMap ? value.entries : Object.entries(value)) {
    const converted = fromGo(item)
    if (converted !== item) same = false
    setKey(out, key, converted)
  }
  return same ? (value as JqObject) : out
}

/** What a program answers: integers that a float64 holds become numbers, larger ones keep their digits. */
export function toGo(value: Jq): GoValue {
  if (typeof value === 'bigint') return goNumber(value)
  if (value === null || typeof value !== 'object') return value
  if (value instanceof JsonNumber) {
    const number = parseNumber(value.text)
    return typeof number === 'bigint' ? goNumber(number) : number
  }
  if (Array.isArray(value)) return value.map(toGo)
  const out: GoObject = {}
  for (const [key, item] of Object.entries(value)) setKey(out, key, toGo(item))
  return out
}

const goNumber = (value: bigint): GoValue =>
  BigInt(Number(value)) === value ? Number(value) : new GoNumber('int', value)
