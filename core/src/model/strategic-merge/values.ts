import { sprint } from '../../go/fmt/index.ts'
import {
  compareBytes,
  GoError,
  GoNumber,
  type GoObject,
  type GoValue,
  getKey,
  isGoObject,
  setKey,
} from '../../go/kinds/index.ts'
import { ArgoPanic } from '../../text/index.ts'

export const badPatchType = (marker: GoValue, patch: GoObject): GoError =>
  new GoError(
    `unknown patch type: ${typeof marker === 'string' ? marker : `%!s(${typeName(marker)}=${print(marker)})`} in map: ${print(patch)}`,
  )

export const badArgument = (expected: string, actual: GoValue): GoError =>
  new GoError(`expected a ${expected}, but received a ${actual === null ? '%!s(<nil>)' : typeName(actual)}`)

/** Go's type of a JSON value as apimachinery's JSON package reads it: integers are int64. */
export function typeName(value: GoValue): string {
  if (value === null) return '<nil>'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  if (value instanceof GoNumber) return value.type
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}'
}

/** fmt's %v of a JSON value. */
export function print(value: GoValue): string {
  if (value === null) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(print).join(' ')}]`
  if (isGoObject(value))
    return `map[${sortedKeys(value)
      .map(key => `${key}:${print(value[key] ?? null)}`)
      .join(' ')}]`
  if (value instanceof GoNumber) return String(value.value)
  return typeof value === 'number' && !Number.isInteger(value) ? sprint([value]) : String(value)
}

/** A scalar as a key of a JS collection that compares as Go's == does. */
export const plain = (value: GoValue): unknown => (value instanceof GoNumber ? Number(value.value) : value)

/** A value as a key of a Go map; maps and lists panic, in other words when the map that is asked is empty. */
export function hashed(value: GoValue, emptyMap = false): unknown {
  if (typeof value !== 'object' || value === null || value instanceof GoNumber) return plain(value)
  const type = typeName(value)
  throw new ArgoPanic(emptyMap ? `hash of unhashable type: ${type}` : `runtime error: hash of unhashable type ${type}`)
}

/** Go's == of two values behind interfaces: an absent one equals nothing, two maps or two lists panic. */
export function equal(left: GoValue | undefined, right: GoValue | undefined): boolean {
  if (left === undefined || right === undefined) return false
  const type = typeName(left)
  if (type !== typeName(right)) return false
  if (type.includes('interface')) throw new ArgoPanic(`runtime error: comparing uncomparable type ${type}`)
  return plain(left) === plain(right)
}

export const sortedKeys = (object: GoObject): string[] => Object.keys(object).sort(compareBytes)

export function setOrDelete(object: GoObject, key: string, value: GoValue | undefined): void {
  if (value === undefined) delete object[key]
  else setKey(object, key, value)
}

/**
 * A copy that may be changed. Nesting beyond what any manifest has is refused, so that nothing here exhausts the stack; Go refuses it
 * in the same words ten times deeper.
 */
export function copy(value: GoValue, depth = 0): GoValue {
  if (depth > 1000) throw new GoError('exceeded max depth')
  if (Array.isArray(value)) return value.map(item => copy(item, depth + 1))
  if (!isGoObject(value)) return value
  const out: GoObject = {}
  for (const key of Object.keys(value)) setKey(out, key, copy(value[key] ?? null, depth + 1))
  return out
}

export function mergeKeyOf(item: GoObject, mergeKey: string): GoValue {
  const value = getKey(item, mergeKey)
  if (value === undefined) {
    throw new GoError(`map: ${print(item)} does not contain declared merge key: ${mergeKey}`)
  }
  return value
}

// apimachinery: strategicpatch findMapInSliceBasedOnKeyValue
export function indexByKey(items: readonly GoValue[], mergeKey: string, value: GoValue): number {
  for (let i = 0; i < items.length; i++) {
    const item = items[i] ?? null
    if (!isGoObject(item)) throw new GoError(`value for key ${i} is not a map`)
    const held = getKey(item, mergeKey)
    if (held !== undefined && equal(held, value)) return i
  }
  return -1
}
