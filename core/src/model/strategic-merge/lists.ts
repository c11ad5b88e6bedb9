import { GoError, type GoObject, type GoValue, getKey, isGoObject } from '../../go/kinds/index.ts'
import { ArgoPanic } from '../../text/index.ts'
import type { GoShape } from '../go-types.ts'
import { directive, elementOrder } from './directives.ts'
import { kindName, type ListField } from './fields.ts'
import { badArgument, badPatchType, equal, hashed, indexByKey, mergeKeyOf, plain, print, typeName } from './values.ts'

/** Merges two items of a list that have the same key. */
export type MergeItem = (original: GoObject, patch: GoObject, schema: GoShape) => GoObject

// apimachinery: strategicpatch mergeSliceHandler, mergeSlice
export function mergeLists(
  original: GoValue[],
  patch: GoValue[],
  field: ListField,
  isDeletion: boolean,
  mergeItem: MergeItem,
): GoValue[] {
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
  const merged = mergeByKey(original, base, changes, field, mergeItem)
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
  mergeItem: MergeItem,
): GoValue[] {
  const merged = [...base]
  for (const change of changes) {
    const value = mergeKeyOf(change, field.mergeKey)
    const at = indexByKey(merged, field.mergeKey, value)
    if (at >= 0) {
      merged[at] = mergeItem(merged[at] as GoObject, change, field.element)
    } else {
      if (merged.length < original.length) original[merged.length] = change
      merged.push(change)
    }
  }
  return merged
}

// apimachinery: strategicpatch mergeKeyValueEqual
function sameItem(left: GoValue, right: GoValue, mergeKey: string): boolean {
  if (mergeKey === '') return equal(left, right)
  for (const item of [left, right]) {
    if (!isGoObject(item)) throw badArgument('map[string]interface {}', item)
  }
  return equal(mergeKeyOf(left as GoObject, mergeKey), mergeKeyOf(right as GoObject, mergeKey))
}

// apimachinery: strategicpatch validatePatchWithSetOrderList
export function checkOrder(given: readonly GoValue[], order: readonly GoValue[], mergeKey: string): void {
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

// apimachinery: strategicpatch partitionPrimitivesByPresentInList, partitionMapsByPresentInList
export function partition(
  merged: readonly GoValue[],
  by: readonly GoValue[],
  mergeKey: string,
): [GoValue[], GoValue[]] {
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
export function inOrder(
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
export function elementType(...lists: readonly GoValue[][]): string {
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
