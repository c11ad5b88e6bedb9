import { type GoObject, type GoValue, getKey, isGoObject, setKey } from '../go/kinds/index.ts'
import { type GoShape, structOf } from '../model/go-types.ts'

/** A generator's own template, completed by the set's: what is empty in the first comes from the second. Both decoded. */
// Argo CD: applicationset/generators/generator_spec_processor.go mergeGeneratorTemplate; mergo v1.0.2 Merge.
export function mergeTemplates(own: GoObject | undefined, base: GoObject): GoObject {
  if (own === undefined) return base
  return merged(structOf('ApplicationSetTemplate'), own, base) as GoObject
}

/** Whether a field of the merged template is the one of the generator's own template. */
export function isOwnField(own: GoObject | undefined, path: readonly (string | number)[]): boolean {
  let shape: GoShape = structOf('ApplicationSetTemplate')
  let value: GoValue | undefined = own
  for (const step of path) {
    if (shape.kind === 'pointer') shape = shape.element
    // Lists and raw JSON are taken whole.
    if (shape.kind !== 'struct' && shape.kind !== 'map') break
    if (!isGoObject(value)) return false
    const next: GoShape | undefined = shape.kind === 'struct' ? shape.byName.get(String(step))?.shape : shape.element
    if (next === undefined) return false
    value = getKey(value, String(step))
    shape = next
  }
  return value !== undefined && !isEmpty(value)
}

function merged(shape: GoShape, own: GoValue | undefined, base: GoValue | undefined): GoValue | undefined {
  if (own === undefined || own === null) return base
  if (base === undefined || base === null) return own
  switch (shape.kind) {
    case 'pointer':
      return merged(shape.element, own, base)
    case 'struct': {
      if (!isGoObject(own) || !isGoObject(base)) return own
      const out: GoObject = {}
      for (const field of shape.fields) {
        const value = merged(field.shape, getKey(own, field.name), getKey(base, field.name))
        if (value !== undefined) out[field.name] = value
      }
      return out
    }
    case 'map': {
      if (!isGoObject(own) || !isGoObject(base)) return own
      const out: GoObject = { ...own }
      for (const key of Object.keys(base)) {
        const value = merged(shape.element, getKey(own, key), getKey(base, key))
        if (value !== undefined) setKey(out, key, value)
      }
      return out
    }
    default:
      return isEmpty(own) ? base : own
  }
}

const isEmpty = (value: GoValue): boolean =>
  value === null ||
  value === '' ||
  value === 0 ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isGoObject(value) && Object.keys(value).length === 0)
