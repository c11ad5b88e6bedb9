import { GoError, type GoObject, type GoValue, getKey, isGoObject, setKey } from '../../go/kinds/index.ts'
import { type GoShape, structOf } from '../go-types.ts'
import { deleteFromList, directive, elementOrder, retainKeys } from './directives.ts'
import { fieldOf, listField } from './fields.ts'
import { checkOrder, elementType, inOrder, mergeLists, partition } from './lists.ts'
import { badArgument, badPatchType, copy, hashed, setOrDelete, sortedKeys, typeName } from './values.ts'

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
      setKey(original, key, mergeLists(held as GoValue[], value, list, isDeletion, mergeMap))
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
    else merged = mergeLists(held, given, list, false, mergeMap)
    const [patched, kept] = partition(merged, order, list.mergeKey)
    const isMap = elementType(held ?? [], given ?? []) === 'map[string]interface {}'
    setKey(original, key, inOrder(patched, kept, order, held ?? [], list.mergeKey, isMap))
    delete patch[key]
  }
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

function keyBehind(key: string, prefix: string, fault: string): string {
  if (!key.startsWith(`${prefix}/`)) throw new GoError(fault)
  return key.slice(prefix.length + 1)
}
