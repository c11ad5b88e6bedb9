import { type GoObject, type GoType, type GoValue, TypedMap, TypedSlice } from './values.ts'

/**
 * Go's nil maps and slices read like empty ones and differ in few places (%#v, deep equality, a write to the map). They are held
 * as empty ones and remembered here, so that a function given nil for a map or list needs no case of its own.
 */
const nils = new WeakSet<object>()

/** The nil value of a map or slice type. */
export function nilOf(type: GoType): GoObject | GoValue[] | TypedMap | TypedSlice {
  if (type.startsWith('[]')) {
    if (type !== '[]interface {}') return new TypedSlice(type, [], true)
    return remember([])
  }
  return remember(type === 'map[string]interface {}' ? {} : new TypedMap(type, []))
}

/** Is this a nil map or slice? */
export function isNilContainer(value: GoValue): boolean {
  if (value instanceof TypedSlice) return value.isNil
  return typeof value === 'object' && value !== null && nils.has(value)
}

function remember<T extends object>(value: T): T {
  nils.add(value)
  return value
}
