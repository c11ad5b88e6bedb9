import { encode } from '../encode.ts'
import { failedOn, HaltError, JqError, notApplicable, ValueError } from '../errors.ts'
import { fromJson } from '../from-json.ts'
import { add, divide, merged, modulo, multiply, negate, plus, subtract } from '../operators.ts'
import { deletePaths, setPath } from '../paths.ts'
import {
  compare,
  computable,
  isNumber,
  isObject,
  isTruthy,
  type Jq,
  type JqObject,
  JsonNumber,
  keysOf,
  parseNumber,
  setField,
  toInt,
  typeOf,
} from '../values.ts'
import type { Natives } from './native.ts'

/** Types, sizes, conversions, comparisons, errors. */
export const general: Natives = {
  'type/0': value => typeOf(value),
  'length/0': length,
  'abs/0': value => {
    if (!isNumber(value)) throw notApplicable('abs', value)
    return magnitude(value)
  },
  'keys/0': keys,
  'has/1': has,
  'add/0': value => sum(valuesOf(value) ?? refuse('add', value)),
  'contains/1': contains,
  'inside/1': (value, other) => contains(other!, value),
  'toboolean/0': toBoolean,
  'tonumber/0': toNumber,
  'tostring/0': toText,
  'tojson/0': encode,
  'fromjson/0': fromJson,
  'error/0': value => {
    throw new ValueError(value)
  },
  'error/1': (_value, given) => {
    throw new ValueError(given!)
  },
  'halt/0': () => {
    throw new HaltError(null)
  },
  'halt_error/0': value => {
    throw new HaltError(value)
  },
  'halt_error/1': (value, code) => {
    if (!isNumber(code!)) throw notApplicable('halt_error', code!)
    throw new HaltError(value)
  },
  'modulemeta/0': value => {
    if (typeof value !== 'string') throw notApplicable('modulemeta', value)
    throw new JqError(`cannot load module: "${value}"`)
  },
  'now/0': () => Date.now() / 1000,
  'setpath/2': (value, path, to) => setPath(value, path!, to!),
  'delpaths/1': (value, paths) => deletePaths(value, paths!),
  '_plus/0': plus,
  '_negate/0': negate,
  '_add/2': (_value, a, b) => add(a!, b!),
  '_subtract/2': (_value, a, b) => subtract(a!, b!),
  '_multiply/2': (_value, a, b) => multiply(a!, b!),
  '_divide/2': (_value, a, b) => divide(a!, b!),
  '_modulo/2': (_value, a, b) => modulo(a!, b!),
  '_alternative/2': (_value, a, b) => (isTruthy(a!) ? a! : b!),
  '_equal/2': (_value, a, b) => compare(a!, b!) === 0,
  '_notequal/2': (_value, a, b) => compare(a!, b!) !== 0,
  '_greater/2': (_value, a, b) => compare(a!, b!) > 0,
  '_less/2': (_value, a, b) => compare(a!, b!) < 0,
  '_greatereq/2': (_value, a, b) => compare(a!, b!) >= 0,
  '_lesseq/2': (_value, a, b) => compare(a!, b!) <= 0,
}

const refuse = (name: string, value: Jq): never => {
  throw notApplicable(name, value)
}

/** The values of an array, or of an object in the order of its keys. */
export function valuesOf(value: Jq): readonly Jq[] | undefined {
  if (Array.isArray(value)) return value
  return isObject(value) ? keysOf(value).map(key => value[key]!) : undefined
}

function magnitude(value: Jq): Jq {
  if (typeof value === 'number') return Math.abs(value)
  if (typeof value === 'bigint') return value < 0n ? -value : value
  return value instanceof JsonNumber && value.text.startsWith('-') ? new JsonNumber(value.text.slice(1)) : value
}

function length(value: Jq): Jq {
  if (value === null) return 0n
  if (isNumber(value)) return magnitude(value)
  if (typeof value === 'string') return BigInt([...value].length)
  if (Array.isArray(value)) return BigInt(value.length)
  if (isObject(value)) return BigInt(Object.keys(value).length)
  throw notApplicable('length', value)
}

function keys(value: Jq): Jq {
  if (Array.isArray(value)) return value.map((_, i) => BigInt(i))
  if (isObject(value)) return keysOf(value)
  throw notApplicable('keys', value)
}

function has(value: Jq, key: Jq = null): Jq {
  if (value === null) return false
  if (Array.isArray(value)) {
    const at = toInt(key)
    if (at !== undefined) return at >= 0n && at < BigInt(value.length)
  } else if (isObject(value) && typeof key === 'string') return Object.hasOwn(value, key)
  throw notApplicable('has', value, key)
}

/** Adds up; texts, lists and objects in one go. */
export function sum(items: Iterable<Jq>): Jq {
  let total: Jq = null
  let list: Jq[] | undefined
  let object: JqObject | undefined
  for (const item of items) {
    if (item === null) continue
    if (Array.isArray(item) && (total === null || list)) {
      list ??= []
      for (const each of item) list.push(each)
      total = list
    } else if (isObject(item) && (total === null || object)) {
      object ??= merged({}, {})
      for (const [key, each] of Object.entries(item)) setField(object, key, each)
      total = object
    } else {
      total = add(total, item)
      list = undefined
      object = undefined
    }
  }
  return total
}

// gojq: func.go funcContains.
function contains(left: Jq, right: Jq = null): Jq {
  if (isNumber(left) && isNumber(right)) {
    const [a, b] = [computable(left), computable(right)]
    return typeof a === 'bigint' && typeof b === 'bigint' ? a === b : Number(a) === Number(b)
  }
  if (typeof left === 'string' && typeof right === 'string') return left.includes(right)
  if (Array.isArray(left) && Array.isArray(right)) {
    return right.every(wanted => left.some(item => isContained(item, wanted)))
  }
  if (isObject(left) && isObject(right)) {
    return Object.keys(right).every(key => Object.hasOwn(left, key) && isContained(left[key]!, right[key]!))
  }
  if (left === right && (left === null || typeof left === 'boolean')) return true
  throw notApplicable('contains', left, right)
}

/** Inside lists and objects what cannot be compared is simply not contained. */
function isContained(left: Jq, right: Jq): boolean {
  try {
    return contains(left, right) === true
  } catch (error) {
    if (error instanceof JqError) return false
    throw error
  }
}

function toBoolean(value: Jq): Jq {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') throw notApplicable('toboolean', value)
  if (value === 'true' || value === 'false') return value === 'true'
  throw failedOn('toboolean', value, [], 'invalid boolean')
}

function toNumber(value: Jq): Jq {
  if (isNumber(value)) return value
  if (typeof value !== 'string') throw notApplicable('tonumber', value)
  if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/.test(value)) {
    throw failedOn('tonumber', value, [], 'invalid number')
  }
  return parseNumber(value)
}

/** What `tostring` answers. */
export function toText(value: Jq): string {
  return typeof value === 'string' ? value : encode(value)
}
