import { deepEqual, type GoObject, type GoValue, getKey, isGoObject, setKey } from '../go/kinds/index.ts'

/** The JSON merge patch that turns one object into another: changed lists are sent whole, removed keys as null. */
// evanphx/json-patch CreateMergePatch.
export function createMergePatch(from: GoObject, to: GoObject): GoObject {
  const patch: GoObject = {}
  for (const [key, value] of Object.entries(to)) {
    const before = getKey(from, key)
    if (before === undefined) setKey(patch, key, value)
    else if (isGoObject(before) && isGoObject(value)) {
      const inner = createMergePatch(before, value)
      if (Object.keys(inner).length > 0) setKey(patch, key, inner)
    } else if (!deepEqual(before, value)) setKey(patch, key, value)
  }
  for (const key of Object.keys(from)) if (getKey(to, key) === undefined) setKey(patch, key, null)
  return patch
}

/** RFC 7396, as the API server applies it: a new object that shares what the patch does not touch. */
export function applyMergePatch(target: GoValue | undefined, patch: GoValue): GoValue {
  if (!isGoObject(patch)) return patch
  const out: GoObject = {}
  if (isGoObject(target)) for (const [key, value] of Object.entries(target)) setKey(out, key, value)
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete out[key]
    else setKey(out, key, applyMergePatch(getKey(out, key), value))
  }
  return out
}
