import { decodeJSON, encodeJSON } from '../go/json/index.ts'
import {
  GoError,
  GoNumber,
  type GoObject,
  type GoValue,
  isGoObject,
  isNilContainer,
  nilOf,
  setKey,
  TypedMap,
  TypedSlice,
} from '../go/kinds/index.ts'

const mapType = 'map[string]interface {}'

/** The nil map[string]interface {}: a parameter set without parameters that JSON writes as null. */
export const noParameters = (): GoObject => nilOf(mapType) as GoObject

/** json.Unmarshal of a decoded value into a map[string]interface {}, with its error. */
export function asObject(value: GoValue): GoObject {
  if (value === null) return noParameters()
  if (isGoObject(value)) return copied(value) as GoObject
  throw mismatch(value, `Go value of type ${mapType}`)
}

/** json.Unmarshal of a decoded value into a []map[string]interface {}, with its error. */
export function asObjects(value: GoValue, place = 'Go value'): GoObject[] {
  if (value === null) return []
  if (!Array.isArray(value)) throw mismatch(value, `${place} of type []${mapType}`)
  const wrong = value.find(item => item !== null && !isGoObject(item))
  if (wrong !== undefined) throw mismatch(wrong, `${place} of type ${mapType}`)
  return value.map(asObject)
}

/** sigs.k8s.io/yaml wraps the error of encoding/json so. */
export function inYAML<T>(decode: () => T): T {
  try {
    return decode()
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    throw new GoError(`error unmarshaling JSON: while decoding JSON: ${error.message}`, { cause: error })
  }
}

/** encoding/json's error for a value of another kind: `Go value of type int`, `Go struct field A.b of type int`. */
export function mismatch(value: GoValue, place: string): GoError {
  const kind =
    typeof value === 'string'
      ? 'string'
      : typeof value === 'boolean'
        ? 'bool'
        : Array.isArray(value)
          ? 'array'
          : isGoObject(value)
            ? 'object'
            : 'number'
  return new GoError(`json: cannot unmarshal ${kind} into ${place}`)
}

/**
 * A value as encoding/json decodes it anew: objects and lists of its own, since what generators merge they change, and every number a
 * float64.
 */
export function copied(value: GoValue, depth = 0): GoValue {
  if (value instanceof GoNumber) return Number(value.value)
  if (value === null || typeof value !== 'object') return value
  // What is deeper goes the long way, which needs no call stack.
  if (depth > 500) return decodeJSON(encodeJSON(value))
  if (Array.isArray(value)) return value.map(item => copied(item, depth + 1))
  if (!isGoObject(value)) return value
  const out: GoObject = {}
  for (const key of Object.keys(value)) setKey(out, key, copied(value[key]!, depth + 1))
  return out
}

/** A value as json.Marshal writes it, as a plain JSON value. */
export function jsonOf(value: GoValue): unknown {
  if (isNilContainer(value)) return null
  return plain(value) ? copied(value) : JSON.parse(encodeJSON(value))
}

function plain(value: GoValue, depth = 0): boolean {
  if (value === null || typeof value !== 'object') return typeof value !== 'number' || Number.isFinite(value)
  if (value instanceof GoNumber || value instanceof TypedMap || value instanceof TypedSlice || depth > 500) return false
  if (Array.isArray(value)) return value.every(item => plain(item, depth + 1))
  return isGoObject(value) && Object.keys(value).every(key => plain(value[key]!, depth + 1))
}
