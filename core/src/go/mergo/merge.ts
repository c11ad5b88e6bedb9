import {
  Extent,
  GoLimit,
  GoNumber,
  type GoObject,
  GoPanic,
  GoStruct,
  type GoType,
  type GoValue,
  getKey,
  isNilContainer,
  itemsOf,
  kindOf,
  setKey,
  TypedMap,
  TypedSlice,
  typeOf,
} from '../kinds/index.ts'

/**
 * Merges src into dst and answers dst: mergo.Merge, and with `overwrite` mergo.Merge(WithOverride). Nested objects of dst are
 * changed in place and objects of src are taken over as they are, not copied, so whoever shares them sees the change: Argo CD
 * users see that too.
 */
export function merge(dst: GoObject, src: GoObject, options: { readonly overwrite?: boolean } = {}): GoObject {
  const target = isNilContainer(dst) && !isNilContainer(src) ? {} : dst
  mergeMaps(target, src, options.overwrite ?? false, 0, new Extent())
  return target
}

type AnyMap = GoObject | TypedMap

const maxDepth = 1000

/** mergo's deepMerge for two maps. */
function mergeMaps(dst: AnyMap, src: AnyMap, overwrite: boolean, depth: number, extent: Extent): void {
  if (depth > maxDepth) throw new GoLimit(`values to merge are nested deeper than ${maxDepth} levels`)
  for (const [key, value] of entriesOf(src)) {
    extent.count()
    if (value === null) {
      if (overwrite) assign(dst, key, value, src)
      continue
    }
    const kind = kindOf(value)
    const before = valueAt(dst, key)
    if (kind === 'map') {
      // A map that is nil cannot be filled in place.
      if (isMap(before) && isMap(value) && !isNilContainer(before))
        mergeMaps(before, value, overwrite, depth + 1, extent)
    } else if (kind === 'slice') {
      assignSlice(dst, key, before, value, overwrite)
    }
    if (before !== undefined && !isEmpty(before) && (kind === 'slice' || (kind === 'map' && isMap(before)))) continue
    if (overwrite || before === undefined || isEmpty(before)) assign(dst, key, value, src)
  }
}

/** A list is taken whole; reflection on the way panics where a map of strings should receive one. */
function assignSlice(dst: AnyMap, key: string, before: GoValue | undefined, value: GoValue, overwrite: boolean): void {
  if (dst instanceof TypedMap && before !== undefined && elementKind(dst) === 'string') {
    throw new GoPanic('reflect: call of reflect.Value.IsNil on string Value')
  }
  if (overwrite || isEmpty(dst)) assign(dst, key, value)
  else if (before === undefined || before === null) assign(dst, key, new TypedSlice(typeOf(value), []))
}

/** reflect.Value.SetMapIndex: what comes out of a map[string]interface {} has the static type interface {}. */
function assign(dst: AnyMap, key: string, value: GoValue, from?: AnyMap): void {
  if (!(dst instanceof TypedMap)) {
    setKey(dst, key, value)
    return
  }
  const element = elementType(dst.type)
  const given = from === undefined ? typeOf(value) : from instanceof TypedMap ? elementType(from.type) : 'interface {}'
  if (element !== 'interface {}' && element !== given) {
    throw new GoPanic(`reflect.Value.SetMapIndex: value of type ${given} is not assignable to type ${element}`)
  }
  dst.entries.set(key, value)
}

function entriesOf(map: AnyMap): Iterable<readonly [string, GoValue]> {
  return map instanceof TypedMap ? [...map.entries] : Object.entries(map)
}

function valueAt(map: AnyMap, key: string): GoValue | undefined {
  return map instanceof TypedMap ? map.entries.get(key) : getKey(map, key)
}

function isMap(value: GoValue | undefined): value is AnyMap {
  return value !== undefined && kindOf(value) === 'map'
}

const elementType = (type: GoType): GoType => type.slice(type.indexOf(']') + 1)
const elementKind = (map: TypedMap): string => elementType(map.type)

/** mergo's isEmptyValue: what a value of dst must be to be replaced without overwrite. Structs never are. */
function isEmpty(value: GoValue): boolean {
  if (value === null || value === false || value === '' || value === 0) return true
  if (value instanceof GoNumber) return Number(value.value) === 0
  if (value instanceof GoStruct) return typeof value.inner === 'bigint' && value.inner === 0n
  if (value instanceof TypedMap) return value.entries.size === 0
  const items = itemsOf(value)
  if (items) return items.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}
