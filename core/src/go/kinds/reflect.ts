import {
  GoNumber,
  type GoObject,
  GoStruct,
  type GoType,
  type GoValue,
  isGoObject,
  TypedMap,
  TypedSlice,
} from './values.ts'

/** What %T prints. */
export function typeOf(value: GoValue): GoType {
  if (value === null) return '<nil>'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'number') return 'float64'
  if (Array.isArray(value)) return '[]interface {}'
  if (isGoObject(value)) return 'map[string]interface {}'
  return value.type
}

/** What reflect.Kind.String answers; 'invalid' for nil. */
export function kindOf(value: GoValue): string {
  if (value === null) return 'invalid'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'number') return 'float64'
  if (Array.isArray(value) || value instanceof TypedSlice) return 'slice'
  if (value instanceof TypedMap) return 'map'
  if (value instanceof GoNumber || value instanceof GoStruct) {
    const named = namedKinds.get(value.type)
    if (named !== undefined) return named
    if (value instanceof GoNumber) return value.type
    return value.type.startsWith('*') ? 'ptr' : 'struct'
  }
  return 'map'
}

/** The items of a slice, or undefined when the value is none. */
export function itemsOf(value: GoValue): readonly GoValue[] | undefined {
  if (Array.isArray(value)) return value
  return value instanceof TypedSlice ? value.items : undefined
}

/** Go's reflect.DeepEqual: types count, nil and empty slices differ, NaN is not equal to itself. */
export function deepEqual(a: GoValue, b: GoValue): boolean {
  // Scalars, the usual case in lists, need no memory of pairs.
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b
  if (a instanceof GoNumber) return b instanceof GoNumber && a.type === b.type && a.value === b.value
  return equal(a, b, new Map())
}

const namedKinds = new Map([
  ['time.Duration', 'int64'],
  ['time.Month', 'int'],
  ['time.Weekday', 'int'],
])

/** `seen` holds the pairs being compared: a pair met again inside itself counts as equal, as in Go. */
function equal(a: GoValue, b: GoValue, seen: Map<object, Set<object>>): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b
  if (typeOf(a) !== typeOf(b)) return false
  if (a === b) return !(a instanceof GoNumber && Number.isNaN(a.value))
  if (a instanceof GoNumber) return b instanceof GoNumber && a.value === b.value
  const partners = seen.get(a)
  if (partners?.has(b)) return true
  if (partners) partners.add(b)
  else seen.set(a, new Set([b]))
  if (a instanceof TypedMap) {
    if (!(b instanceof TypedMap) || a.entries.size !== b.entries.size) return false
    for (const [key, value] of a.entries) {
      const other = b.entries.get(key)
      if (other === undefined || !equal(value, other, seen)) return false
    }
    return true
  }
  if (a instanceof GoStruct) {
    return b instanceof GoStruct && a.text() === b.text() && sameInner(a, b) && sameObjects(a.fields, b.fields, seen)
  }
  const left = itemsOf(a)
  const right = itemsOf(b)
  if (left || right) {
    if (!left || !right || left.length !== right.length || isNil(a) !== isNil(b)) return false
    return left.every((item, at) => equal(item, right[at] ?? null, seen))
  }
  return isGoObject(a) && isGoObject(b) && sameObjects(a, b, seen)
}

/** The plain values behind two structs of one type and text, such as what a version was read from. */
function sameInner({ inner: a }: GoStruct, { inner: b }: GoStruct): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return a === b
  const other = new Map<string, unknown>(Object.entries(b))
  return Object.entries(a).every(([key, value]) => typeof value === 'object' || value === other.get(key))
}

const isNil = (value: GoValue): boolean => value instanceof TypedSlice && value.isNil

function sameObjects(a: Readonly<GoObject>, b: Readonly<GoObject>, seen: Map<object, Set<object>>): boolean {
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every(key => Object.hasOwn(b, key) && equal(a[key] ?? null, b[key] ?? null, seen))
}
