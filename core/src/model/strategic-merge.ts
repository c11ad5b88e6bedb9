import { sprint } from '../go/fmt/index.ts'
import {
  compareBytes,
  GoError,
  GoNumber,
  type GoObject,
  type GoValue,
  getKey,
  isGoObject,
  setKey,
} from '../go/kinds/index.ts'
import { ArgoPanic } from '../text/index.ts'
import { type FieldShape, foldName, type GoShape, structOf } from './go-types.ts'

/**
 * A strategic merge patch by the patch tags of a Go struct: maps merge, null deletes, lists replace, but finalizers are a union and
 * owner references merge by uid; with $patch, $retainKeys, $setElementOrder and $deleteFromPrimitiveList. Neither input is changed.
 * Throws GoError with apimachinery's text. Keys are taken in byte order, where Go takes them in random order.
 */
export function strategicMergePatch(typeName: string, original: GoValue, patch: GoValue): GoObject {
  // apimachinery: strategicpatch handleUnmarshal
  for (const document of [original, patch]) {
    if (document !== null && !isGoObject(document)) throw new GoError('invalid JSON document')
  }
  return mergeMap(copy(original ?? {}) as GoObject, copy(patch ?? {}) as GoObject, structOf(typeName))
}

const directive = '$patch'
const retainKeys = '$retainKeys'
const deleteFromList = '$deleteFromPrimitiveList'
const elementOrder = '$setElementOrder'

const badPrimitiveList = 'invalid patch format of primitive list'
const badRetainKeys = 'invalid patch format of retainKeys'
const badElementOrder = 'invalid patch format of setElementOrder list'

// apimachinery: strategicpatch mergeMap
function mergeMap(original: GoObject, patch: GoObject, schema: GoShape): GoObject {
  const marker = getKey(patch, directive)
  if (marker !== undefined) return followDirective(marker, patch)
  applyRetainKeys(original, patch)
  applyElementOrders(original, patch, schema)
  for (const patchKey of sortedKeys(patch)) {
    const value = patch[patchKey] ?? null
    const isDeletion = patchKey.startsWith(deleteFromList)
    const key = isDeletion ? keyBehind(patchKey, deleteFromList, badPrimitiveList) : patchKey
    if (value === null) {
      delete original[key]
      continue
    }
    const held = getKey(original, key)
    if (held === undefined || typeName(held) !== typeName(value)) {
      if (isDeletion) continue
      discardNulls(value)
      setOrDelete(original, key, withoutDirectives(value))
    } else if (isGoObject(value)) {
      const field = fieldOf(schema, key)
      const merged = field.patchStrategy === 'replace' ? value : mergeMap(held as GoObject, value, field.shape)
      setKey(original, key, merged)
    } else if (Array.isArray(value)) {
      const list = listField(schema, key)
      setKey(original, key, mergeLists(held as GoValue[], value, list, isDeletion))
    } else {
      setKey(original, key, value)
    }
  }
  return original
}

// apimachinery: strategicpatch handleDirectiveInMergeMap
function followDirective(marker: GoValue, patch: GoObject): GoObject {
  if (marker === 'replace') {
    delete patch[directive]
    return patch
  }
  if (marker === 'delete') return {}
  throw badPatchType(marker, patch)
}

// apimachinery: strategicpatch applyRetainKeysDirective
function applyRetainKeys(original: GoObject, patch: GoObject): void {
  const retained = getKey(patch, retainKeys)
  if (retained === undefined) return
  delete patch[retainKeys]
  if (!Array.isArray(retained)) throw new GoError(badRetainKeys)
  const kept = new Set<GoValue>()
  for (const key of retained) kept.add(hashed(key) as GoValue)
  for (const key of Object.keys(patch)) {
    const ignored = patch[key] === null || key.startsWith(deleteFromList) || key.startsWith(elementOrder)
    if (!ignored && !kept.has(key)) throw new GoError(badRetainKeys)
  }
  for (const key of Object.keys(original)) if (!kept.has(key)) delete original[key]
}

// apimachinery: strategicpatch mergePatchIntoOriginal
function applyElementOrders(original: GoObject, patch: GoObject, schema: GoShape): void {
  for (const orderKey of sortedKeys(patch)) {
    if (!orderKey.startsWith(elementOrder)) continue
    const order = patch[orderKey] ?? null
    delete patch[orderKey]
    if (!Array.isArray(order)) throw badArgument('[]interface {}', order)
    const key = keyBehind(orderKey, elementOrder, badElementOrder)
    const held = getKey(original, key)
    const given = getKey(patch, key)
    if (held !== undefined && !Array.isArray(held)) throw badArgument('[]interface {}', held)
    if (given !== undefined && !Array.isArray(given)) throw badArgument('[]interface {}', given)
    const list = listField(schema, key)
    checkOrder(given ?? [], order, list.mergeKey)
    if (held === undefined && given === undefined) continue
    let merged: GoValue[]
    if (given === undefined) merged = held ?? []
    else if (held === undefined) merged = withoutDirectives(given) as GoValue[]
    else merged = mergeLists(held, given, list, false)
    const [patched, kept] = partition(merged, order, list.mergeKey)
    const isMap = elementType(held ?? [], given ?? []) === 'map[string]interface {}'
    setKey(original, key, inOrder(patched, kept, order, held ?? [], list.mergeKey, isMap))
    delete patch[key]
  }
}

// apimachinery: strategicpatch validatePatchWithSetOrderList
function checkOrder(given: readonly GoValue[], order: readonly GoValue[], mergeKey: string): void {
  if (given.length === 0 || order.length === 0) return
  const kept = mergeKey === '' ? given : splitDeletions(given)[0]
  let patchIndex = 0
  let orderIndex = 0
  while (patchIndex < kept.length && orderIndex < order.length) {
    const item = kept[patchIndex] ?? null
    if (isGoObject(item) && Object.hasOwn(item, directive)) {
      patchIndex++
      continue
    }
    if (sameItem(item, order[orderIndex] ?? null, mergeKey)) patchIndex++
    orderIndex++
  }
  if (patchIndex < kept.length && orderIndex >= order.length) {
    const lists = [given, order].map(list => print([...list]))
    throw new GoError(`The order in patch list:\n${lists[0]}\n doesn't match ${elementOrder} list:\n${lists[1]}\n`)
  }
}

// apimachinery: strategicpatch mergeKeyValueEqual
function sameItem(left: GoValue, right: GoValue, mergeKey: string): boolean {
  if (mergeKey === '') return equal(left, right)
  for (const item of [left, right]) {
    if (!isGoObject(item)) throw badArgument('map[string]interface {}', item)
  }
  return equal(mergeKeyOf(left as GoObject, mergeKey), mergeKeyOf(right as GoObject, mergeKey))
}

interface ListField {
  readonly element: GoShape
  readonly strategy: string
  readonly mergeKey: string
}

// apimachinery: strategicpatch mergeSliceHandler, mergeSlice
function mergeLists(original: GoValue[], patch: GoValue[], field: ListField, isDeletion: boolean): GoValue[] {
  if (field.strategy !== 'merge' && !isDeletion) return patch
  if (original.length === 0 && patch.length === 0) return original
  const isMap = elementType(original, patch) === 'map[string]interface {}'
  const { mergeKey } = field
  if (!isMap) {
    if (isDeletion) {
      const gone = new Set(patch.map(item => hashed(item)))
      return original.filter(item => !gone.has(hashed(item, gone.size === 0)))
    }
    const merged = deduplicate([...original, ...patch])
    const [patched, kept] = partition(merged, patch, mergeKey)
    return inOrder(patched, kept, patch, original, mergeKey, false)
  }
  if (mergeKey === '') throw new GoError(`cannot merge lists without merge key for ${kindName(field.element)}`)
  const [base, changes] = followListDirectives(original, patch as GoObject[], mergeKey)
  const merged = mergeByKey(original, base, changes, field)
  const [patched, kept] = partition(merged, changes, mergeKey)
  return inOrder(patched, kept, changes, base, mergeKey, true)
}

// apimachinery: strategicpatch mergeSliceWithSpecialElements
function followListDirectives(
  original: GoValue[],
  patch: readonly GoObject[],
  mergeKey: string,
): [GoValue[], GoObject[]] {
  let length = original.length
  let replace = false
  const changes: GoObject[] = []
  for (const item of patch) {
    const marker = getKey(item, directive)
    if (marker === undefined) changes.push(item)
    else if (marker === 'delete') length = deleteMatching(original, length, mergeKey, mergeKeyOf(item, mergeKey))
    else if (marker === 'replace') replace = true
    else if (marker === 'merge') throw new GoError('merging lists cannot yet be specified in the patch')
    else throw badPatchType(marker, item)
  }
  return replace ? [changes, []] : [original.slice(0, length), changes]
}

// apimachinery: strategicpatch deleteMatchingEntries. It closes the gaps inside the list itself, whose old tail the caller that
// enforces $setElementOrder still reads as the order of the original: the shifted list stays visible here as well.
function deleteMatching(items: GoValue[], count: number, mergeKey: string, value: GoValue): number {
  let length = count
  for (;;) {
    const at = indexByKey(items.slice(0, length), mergeKey, value)
    if (at < 0) return length
    items.copyWithin(at, at + 1, length)
    length--
  }
}

// apimachinery: strategicpatch mergeSliceWithoutSpecialElements. Appending overwrites what deletion left behind the end.
function mergeByKey(
  original: GoValue[],
  base: readonly GoValue[],
  changes: readonly GoObject[],
  field: ListField,
): GoValue[] {
  const merged = [...base]
  for (const change of changes) {
    const value = mergeKeyOf(change, field.mergeKey)
    const at = indexByKey(merged, field.mergeKey, value)
    if (at >= 0) {
      merged[at] = mergeMap(merged[at] as GoObject, change, field.element)
    } else {
      if (merged.length < original.length) original[merged.length] = change
      merged.push(change)
    }
  }
  return merged
}

// apimachinery: strategicpatch partitionPrimitivesByPresentInList, partitionMapsByPresentInList
function partition(merged: readonly GoValue[], by: readonly GoValue[], mergeKey: string): [GoValue[], GoValue[]] {
  const patched: GoValue[] = []
  const kept: GoValue[] = []
  const present = new Set(mergeKey === '' ? by.map(item => hashed(item)) : [])
  for (const item of merged) {
    if (mergeKey !== '' && !isGoObject(item)) throw badArgument('map[string]interface {}', item)
    const found =
      mergeKey === ''
        ? present.has(hashed(item, present.size === 0))
        : indexByKey(by, mergeKey, mergeKeyOf(item as GoObject, mergeKey)) >= 0
    if (found) patched.push(item)
    else kept.push(item)
  }
  return [patched, kept]
}

// apimachinery: strategicpatch normalizeElementOrder, mergeSortedSlice
function inOrder(
  patched: readonly GoValue[],
  kept: readonly GoValue[],
  patchOrder: readonly GoValue[],
  keptOrder: readonly GoValue[],
  mergeKey: string,
  isMap: boolean,
): GoValue[] {
  const right = sortBy(patched, patchOrder, mergeKey, isMap)
  const left = sortBy(kept, keptOrder, mergeKey, isMap)
  const position = positions(keptOrder, mergeKey, isMap)
  const out: GoValue[] = []
  let i = 0
  let j = 0
  while (i < left.length || j < right.length) {
    const l = left[i]
    const r = right[j]
    if (l === undefined) {
      out.push(right[j++] ?? null)
    } else if (r === undefined) {
      out.push(left[i++] ?? null)
    } else {
      const li = position(l)
      const ri = position(r)
      out.push((li >= 0 && ri >= 0 && li < ri ? left[i++] : right[j++]) ?? null)
    }
  }
  return out
}

// apimachinery: strategicpatch normalizeSliceOrder
function sortBy(items: readonly GoValue[], order: readonly GoValue[], mergeKey: string, isMap: boolean): GoValue[] {
  let sorted = [...items]
  let deletions: GoValue[] = []
  if (isMap) {
    for (const item of [...items, ...order]) {
      if (!isGoObject(item)) throw badArgument('map[string]interface {}', item)
      mergeKeyOf(item, mergeKey)
    }
    const [kept, gone] = splitDeletions(sorted)
    sorted = kept
    deletions = gone
  }
  const position = positions(order, mergeKey, isMap)
  const less = (a: GoValue, b: GoValue): boolean => {
    const ia = position(a)
    const ib = position(b)
    return ia >= 0 && ib >= 0 ? ia < ib : true
  }
  // The comparison is no order when an item is missing in `order`, so the outcome hangs on how Go sorts: by insertion.
  for (let i = 1; i < sorted.length; i++) {
    for (let j = i; j > 0; j--) {
      const item = sorted[j] ?? null
      const before = sorted[j - 1] ?? null
      if (!less(item, before)) break
      sorted[j] = before
      sorted[j - 1] = item
    }
  }
  return [...sorted, ...deletions]
}

/** The position of an item in a list, by its merge key when it is a map; -1 when it is not there. */
function positions(list: readonly GoValue[], mergeKey: string, isMap: boolean): (item: GoValue) => number {
  const key = (item: GoValue): unknown => (isMap ? plain(getKey(item as GoObject, mergeKey) ?? null) : plain(item))
  const known = new Map<unknown, number>()
  list.forEach((item, i) => {
    if (!known.has(key(item))) known.set(key(item), i)
  })
  return item => known.get(key(item)) ?? -1
}

// apimachinery: strategicpatch extractToDeleteItems
function splitDeletions(items: readonly GoValue[]): [GoValue[], GoValue[]] {
  const kept: GoValue[] = []
  const gone: GoValue[] = []
  for (const item of items) {
    if (!isGoObject(item)) throw badArgument('map[string]interface {}', item)
    if (getKey(item, directive) === 'delete') gone.push(item)
    else kept.push(item)
  }
  return [kept, gone]
}

// apimachinery: strategicpatch removeDirectives
function withoutDirectives(value: GoValue): GoValue | undefined {
  if (isGoObject(value)) {
    if (Object.hasOwn(value, directive)) return undefined
    for (const key of Object.keys(value)) setOrDelete(value, key, withoutDirectives(value[key] ?? null))
    return value
  }
  if (!Array.isArray(value)) return value
  const out: GoValue[] = []
  for (const item of value) {
    const kept = withoutDirectives(item)
    if (kept !== undefined) out.push(kept)
  }
  return out
}

// apimachinery: strategicpatch discardNullValuesFromPatch
function discardNulls(value: GoValue): void {
  if (Array.isArray(value)) value.forEach(discardNulls)
  else if (isGoObject(value)) {
    for (const key of Object.keys(value)) {
      if (value[key] === null) delete value[key]
      else discardNulls(value[key] ?? null)
    }
  }
}

// apimachinery: strategicpatch deduplicateScalars. A duplicate is replaced by the last item, so order is not kept.
function deduplicate(items: GoValue[]): GoValue[] {
  let length = items.length
  for (let i = 0; i < length - 1; i++) {
    for (let j = i + 1; j < length; j++) {
      if (equal(items[i] ?? null, items[j] ?? null)) {
        items[j] = items[length - 1] ?? null
        length--
        j--
      }
    }
  }
  return items.slice(0, length)
}

// apimachinery: strategicpatch sliceElementType
function elementType(...lists: readonly GoValue[][]): string {
  let known: string | undefined
  for (const item of lists.flat()) {
    const type = typeName(item)
    if (known === undefined) {
      if (item === null) throw new ArgoPanic('runtime error: invalid memory address or nil pointer dereference')
      if (Array.isArray(item)) throw new GoError('lists of lists are not supported')
      known = type
    } else if (known !== type) {
      throw new GoError(`list element types are not identical: ${print([...lists])}`)
    }
  }
  if (known === undefined) throw new GoError('no elements in any of the given slices')
  return known
}

// apimachinery: third_party/forked/golang/json LookupPatchMetadataForStruct
function fieldOf(schema: GoShape, key: string): FieldShape {
  const shape = schema.kind === 'pointer' ? schema.element : schema
  if (shape.kind === 'raw') throw noSuchField(shape.go.slice(shape.go.indexOf('.') + 1), key)
  if (shape.kind !== 'struct') {
    throw new GoError(`merging an object in json but data type is not struct, instead is: ${kindName(shape)}`)
  }
  const field = shape.byName.get(key) ?? shape.byFolded.get(foldName(key))
  if (field === undefined) throw noSuchField(shape.name, key)
  return field
}

function noSuchField(struct: string, key: string): GoError {
  return new GoError(`unable to find api field in struct ${struct} for the json field ${JSON.stringify(key)}`)
}

// apimachinery: strategicpatch PatchMetaFromStruct.LookupPatchMetadataForSlice
function listField(schema: GoShape, key: string): ListField {
  const field = fieldOf(schema, key)
  const { shape } = field
  let element: GoShape
  if (shape.kind === 'slice') element = shape.element
  else if (shape.kind === 'pointer') element = shape.element.kind === 'slice' ? shape.element.element : shape.element
  else throw new GoError(`expected slice or array type, but got: ${kindName(schema)}`)
  return { element, strategy: field.patchStrategy, mergeKey: field.patchMergeKey }
}

function kindName(shape: GoShape): string {
  switch (shape.kind) {
    case 'pointer':
      return 'ptr'
    case 'int':
      return 'int64'
    case 'raw':
    case 'time':
    case 'intstr':
      return 'struct'
    default:
      return shape.kind
  }
}

function mergeKeyOf(item: GoObject, mergeKey: string): GoValue {
  const value = getKey(item, mergeKey)
  if (value === undefined) {
    throw new GoError(`map: ${print(item)} does not contain declared merge key: ${mergeKey}`)
  }
  return value
}

// apimachinery: strategicpatch findMapInSliceBasedOnKeyValue
function indexByKey(items: readonly GoValue[], mergeKey: string, value: GoValue): number {
  for (let i = 0; i < items.length; i++) {
    const item = items[i] ?? null
    if (!isGoObject(item)) throw new GoError(`value for key ${i} is not a map`)
    const held = getKey(item, mergeKey)
    if (held !== undefined && equal(held, value)) return i
  }
  return -1
}

function keyBehind(key: string, prefix: string, fault: string): string {
  if (!key.startsWith(`${prefix}/`)) throw new GoError(fault)
  return key.slice(prefix.length + 1)
}

const badPatchType = (marker: GoValue, patch: GoObject): GoError =>
  new GoError(
    `unknown patch type: ${typeof marker === 'string' ? marker : `%!s(${typeName(marker)}=${print(marker)})`} in map: ${print(patch)}`,
  )

const badArgument = (expected: string, actual: GoValue): GoError =>
  new GoError(`expected a ${expected}, but received a ${actual === null ? '%!s(<nil>)' : typeName(actual)}`)

/** Go's type of a JSON value as apimachinery's JSON package reads it: integers are int64. */
function typeName(value: GoValue): string {
  if (value === null) return '<nil>'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  if (value instanceof GoNumber) return value.type
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}'
}

/** fmt's %v of a JSON value. */
function print(value: GoValue): string {
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
const plain = (value: GoValue): unknown => (value instanceof GoNumber ? Number(value.value) : value)

/** A value as a key of a Go map; maps and lists panic, in other words when the map that is asked is empty. */
function hashed(value: GoValue, emptyMap = false): unknown {
  if (typeof value !== 'object' || value === null || value instanceof GoNumber) return plain(value)
  const type = typeName(value)
  throw new ArgoPanic(emptyMap ? `hash of unhashable type: ${type}` : `runtime error: hash of unhashable type ${type}`)
}

/** Go's == of two values behind interfaces: an absent one equals nothing, two maps or two lists panic. */
function equal(left: GoValue | undefined, right: GoValue | undefined): boolean {
  if (left === undefined || right === undefined) return false
  const type = typeName(left)
  if (type !== typeName(right)) return false
  if (type.includes('interface')) throw new ArgoPanic(`runtime error: comparing uncomparable type ${type}`)
  return plain(left) === plain(right)
}

const sortedKeys = (object: GoObject): string[] => Object.keys(object).sort(compareBytes)

function setOrDelete(object: GoObject, key: string, value: GoValue | undefined): void {
  if (value === undefined) delete object[key]
  else setKey(object, key, value)
}

function copy(value: GoValue): GoValue {
  if (Array.isArray(value)) return value.map(copy)
  if (!isGoObject(value)) return value
  const out: GoObject = {}
  for (const key of Object.keys(value)) setKey(out, key, copy(value[key] ?? null))
  return out
}
