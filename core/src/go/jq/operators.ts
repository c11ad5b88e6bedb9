import { preview } from './encode.ts'
import { byZero, cannotBinary, cannotUnary, JqError } from './errors.ts'
import {
  compare,
  computable,
  floatToInt,
  isNumber,
  isObject,
  type Jq,
  type JqObject,
  JsonNumber,
  setField,
  toFloat,
} from './values.ts'

type Operator = (left: Jq, right: Jq) => Jq

// gojq: operator.go. Integers stay exact; one float makes the other a float.
function arithmetic(
  left: Jq,
  right: Jq,
  exact: (a: bigint, b: bigint) => Jq,
  floating: (a: number, b: number) => Jq,
): Jq | undefined {
  if (!isNumber(left) || !isNumber(right)) return undefined
  const a = computable(left)
  const b = computable(right)
  return typeof a === 'bigint' && typeof b === 'bigint' ? exact(a, b) : floating(Number(a), Number(b))
}

export const add: Operator = (left, right) => {
  const sum = arithmetic(
    left,
    right,
    (a, b) => a + b,
    (a, b) => a + b,
  )
  if (sum !== undefined) return sum
  if (typeof left === 'string' && typeof right === 'string') return left + right
  if (Array.isArray(left) && Array.isArray(right)) {
    if (left.length + right.length > longest) throw new RangeError('list too long')
    return left.length === 0 ? right : right.length === 0 ? left : [...left, ...right]
  }
  if (isObject(left) && isObject(right)) return addObjects(left, right)
  if (left === null) return right
  if (right === null) return left
  throw cannotBinary('add', left, right)
}

function addObjects(left: JqObject, right: JqObject): JqObject {
  if (Object.keys(left).length === 0) return right
  if (Object.keys(right).length === 0) return left
  return merged(left, right)
}

export function merged(left: JqObject, right: JqObject): JqObject {
  const out: JqObject = {}
  for (const [key, value] of Object.entries(left)) setField(out, key, value)
  for (const [key, value] of Object.entries(right)) setField(out, key, value)
  return out
}

export const subtract: Operator = (left, right) => {
  const difference = arithmetic(
    left,
    right,
    (a, b) => a - b,
    (a, b) => a - b,
  )
  if (difference !== undefined) return difference
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.filter(item => !right.some(other => compare(item, other) === 0))
  }
  throw cannotBinary('subtract', left, right)
}

export const multiply: Operator = (left, right) => {
  const product = arithmetic(
    left,
    right,
    (a, b) => a * b,
    (a, b) => a * b,
  )
  if (product !== undefined) return product
  if (isObject(left) && isObject(right)) return deepMerge(left, right)
  if (typeof left === 'string' && isNumber(right)) return repeat(left, toFloat(right)!)
  if (typeof right === 'string' && isNumber(left)) return repeat(right, toFloat(left)!)
  throw cannotBinary('multiply', left, right)
}

function deepMerge(left: JqObject, right: JqObject): JqObject {
  const out = merged(left, {})
  for (const [key, value] of Object.entries(right)) {
    const before = Object.hasOwn(out, key) ? out[key]! : null
    setField(out, key, isObject(before) && isObject(value) ? deepMerge(before, value) : value)
  }
  return out
}

/** Go would build strings of up to 2 GiB; this stops where a JavaScript host would run out. */
const longest = 2 ** 24

function repeat(text: string, times: number): Jq {
  if (times < 0 || Number.isNaN(times)) return null
  const count = Math.trunc(Math.min(times, 2 ** 31 - 1))
  if (text.length * count >= longest) {
    throw new JqError(`repeat string result too large: ${preview(text)} * ${preview(times)}`)
  }
  return text.repeat(count)
}

export const divide: Operator = (left, right) => {
  const quotient = arithmetic(
    left,
    right,
    (a, b) => {
      if (b === 0n) throw byZero('divide', left, right)
      return a % b === 0n ? a / b : Number(a) / Number(b)
    },
    (a, b) => {
      if (b === 0) throw byZero('divide', a, b)
      return a / b
    },
  )
  if (quotient !== undefined) return quotient
  if (typeof left === 'string' && typeof right === 'string') return left === '' ? [] : splitText(left, right)
  throw cannotBinary('divide', left, right)
}

/** strings.Split: an empty separator splits into characters. */
export const splitText = (text: string, separator: string): string[] =>
  separator === '' ? [...text] : text.split(separator)

export const modulo: Operator = (left, right) => {
  const rest = arithmetic(
    left,
    right,
    (a, b) => {
      if (b === 0n) throw byZero('modulo', left, right)
      return a % b
    },
    (a, b) => {
      if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN
      const divisor = floatToInt(b)
      if (divisor === 0n) throw byZero('modulo', a, b)
      return floatToInt(a) % divisor
    },
  )
  if (rest !== undefined) return rest
  throw cannotBinary('modulo', left, right)
}

export function plus(value: Jq): Jq {
  if (isNumber(value)) return value
  throw cannotUnary('plus', value)
}

export function negate(value: Jq): Jq {
  if (value instanceof JsonNumber)
    return new JsonNumber(value.text.startsWith('-') ? value.text.slice(1) : `-${value.text}`)
  if (typeof value === 'number' || typeof value === 'bigint') return -value
  throw cannotUnary('negate', value)
}
