import {
  compareBytes,
  Extent,
  GoError,
  type GoFunctions,
  GoLimit,
  type GoObject,
  GoStruct,
  type GoValue,
  getKey,
  isGoObject,
  isNilContainer,
  setKey,
  stringSlice,
  TypedMap,
  TypedSlice,
  typeOf,
} from '../kinds/index.ts'
import { merge as mergeInto } from '../mergo/index.ts'
import { any, anyList, anyMap, define, textOfArgument as text } from './define.ts'
import { copiedVersion } from './semver.ts'
import { textOf } from './strings.ts'

const deepCopy = define([any], any, (value = null) => {
  if (value === null) throw new GoError('reflect: call of reflect.Value.Type on zero Value')
  return copied(value, new Extent())
})
const merge = define([anyMap, `...${anyMap}`], any, (target, ...sources) => merged(target, sources, false))
const mergeOverwrite = define([anyMap, `...${anyMap}`], any, (target, ...sources) => merged(target, sources, true))

/** Maps: building, reading, merging. Go gives keys in random order; here they come sorted. */
export const dicts: GoFunctions = {
  deepCopy,
  dict: define([`...${any}`], anyMap, (...values) => {
    const dict: GoObject = {}
    for (let at = 0; at < values.length; at += 2)
      setKey(dict, textOf(values[at]), at + 1 < values.length ? (values[at + 1] ?? null) : '')
    return dict
  }),
  dig: define([`...${any}`], any, (...path) => dig(path)),
  get: define([anyMap, 'string'], any, (dict, key) => {
    const value = valueAt(dict, key)
    return value === undefined ? '' : value
  }),
  hasKey: define([anyMap, 'string'], 'bool', (dict, key) => Object.hasOwn(objectOf(dict), text(key))),
  keys: define([`...${anyMap}`], '[]string', (...dicts) => stringSlice(dicts.flatMap(sortedKeys)), {
    volatile: 'map-order',
  }),
  merge,
  mergeOverwrite,
  mustDeepCopy: deepCopy,
  mustMerge: merge,
  mustMergeOverwrite: mergeOverwrite,
  omit: define([anyMap, '...string'], anyMap, (dict, ...omitted) => picked(dict, key => !omitted.includes(key))),
  pick: define([anyMap, '...string'], anyMap, (dict, ...kept) => picked(dict, key => kept.includes(key))),
  pluck: define(['string', `...${anyMap}`], anyList, (key, ...dicts) =>
    dicts.filter(dict => Object.hasOwn(objectOf(dict), text(key))).map(dict => valueAt(dict, key) ?? null),
  ),
  set: define([anyMap, 'string', any], anyMap, (dict, key, value) => {
    const object = objectOf(dict)
    if (isNilContainer(object)) throw new GoError('assignment to entry in nil map')
    setKey(object, text(key), value ?? null)
    return object
  }),
  unset: define([anyMap, 'string'], anyMap, (dict, key) => {
    const object = objectOf(dict)
    delete object[text(key)]
    return object
  }),
  values: define([anyMap], anyList, dict => sortedKeys(dict).map(key => valueAt(dict, key) ?? null), {
    volatile: 'map-order',
  }),
}

/** The value of a map parameter; nil reads like an empty map. */
const objectOf = (value: GoValue | undefined): GoObject => (value !== undefined && isGoObject(value) ? value : {})

/** Undefined when the key is not there; null is a value. */
const valueAt = (dict: GoValue | undefined, key: GoValue | undefined): GoValue | undefined =>
  getKey(objectOf(dict), text(key))

const sortedKeys = (dict: GoValue | undefined): string[] => Object.keys(objectOf(dict)).sort(compareBytes)

function picked(dict: GoValue | undefined, keep: (key: string) => boolean): GoObject {
  const result: GoObject = {}
  for (const [key, value] of Object.entries(objectOf(dict))) if (keep(key)) setKey(result, key, value)
  return result
}

function merged(target: GoValue | undefined, sources: GoValue[], overwrite: boolean): GoValue {
  let result = objectOf(target)
  for (const source of sources) result = mergeInto(result, objectOf(source), { overwrite })
  return result
}

/** dig KEY... DEFAULT MAP */
function dig(path: GoValue[]): GoValue {
  if (path.length < 3) throw new GoError('dig needs at least three arguments')
  let dict = asObject(path.at(-1) ?? null)
  const fallback = path.at(-2) ?? null
  const keys = path.slice(0, -2).map(key => {
    if (typeof key !== 'string') throw conversion(key, 'string')
    return key
  })
  for (const [at, key] of keys.entries()) {
    const step = getKey(dict, key)
    if (step === undefined) return fallback
    if (at === keys.length - 1) return step
    dict = asObject(step)
  }
  return fallback
}

function asObject(value: GoValue): GoObject {
  if (value === null || !isGoObject(value)) throw conversion(value, anyMap)
  return value
}

/** Go's panic of a type assertion. */
export function conversion(value: GoValue, wanted: string): GoError {
  const found = value === null ? 'nil' : typeOf(value)
  return new GoError(`interface conversion: interface {} is ${found}, not ${wanted}`)
}

const maxDepth = 1000

/** copystructure.Copy: maps and lists are new, all the way down. */
function copied(value: GoValue, extent: Extent, depth = 0): GoValue {
  extent.count()
  if (depth > maxDepth) throw new GoLimit(`value is nested deeper than ${maxDepth} levels`)
  if (value === null || typeof value !== 'object') return value
  if (value instanceof GoStruct) return copiedVersion(value) ?? value
  if (Array.isArray(value)) return value.map(item => copied(item, extent, depth + 1))
  if (value instanceof TypedSlice)
    return new TypedSlice(
      value.type,
      value.items.map(item => copied(item, extent, depth + 1)),
      value.isNil,
    )
  if (value instanceof TypedMap) return new TypedMap(value.type, value.entries)
  if (!isGoObject(value)) return value
  const result: GoObject = {}
  for (const [key, item] of Object.entries(value)) setKey(result, key, copied(item, extent, depth + 1))
  return result
}
