import { type GoObject, type GoValue, setKey } from '../go/kinds/index.ts'
import { type FieldShape, type GoShape, type StructShape, structOf } from './go-types.ts'

/**
 * What json.Marshal writes for the Go struct of that name: a decoded struct (see decodeGo) with the fields Go always writes added
 * (`destination: {}`, `project: ""`) and those it leaves out when empty gone. Fields stand in the order Go writes them; keys of maps as
 * they are held.
 */
export function encodeGo(typeName: string, value: GoValue): GoObject {
  return encodeStruct(structOf(typeName), value as GoObject | null)
}

function encodeStruct(shape: StructShape, value: GoObject | null | undefined): GoObject {
  const out: GoObject = {}
  for (const field of shape.fields) {
    const held = value === null || value === undefined ? undefined : value[field.name]
    if (isLeftOut(field, held)) continue
    out[field.name] = encode(field.shape, held)
  }
  return out
}

/** Go: encoding/json isEmptyValue, and IsZero for omitzero. A struct is never empty. */
function isLeftOut(field: FieldShape, held: GoValue | undefined): boolean {
  if (field.remembered) return held === undefined
  if (field.omitZero && isZero(field.shape, held)) return true
  if (!field.omitEmpty) return false
  switch (field.shape.kind) {
    case 'struct':
    case 'time':
    case 'raw':
    case 'intstr':
      return false
    case 'pointer':
      // A pointer to a zero time is written, as null.
      return held === undefined || (held === null && field.shape.element.kind !== 'time')
    case 'slice':
      return held === undefined || held === null || (held as GoValue[]).length === 0
    case 'map':
      return held === undefined || held === null || isEmptyObject(held as GoObject)
    default:
      return held === undefined || held === null || held === '' || held === false || held === 0
  }
}

function isZero(shape: GoShape, held: GoValue | undefined): boolean {
  if (held === undefined || held === null) return true
  if (shape.kind !== 'struct') return false
  // Argo CD: ApplicationSourceJsonnet.IsZero, the one struct with omitzero, asks for the lengths of its lists.
  return shape.fields.every(field => {
    const value = (held as GoObject)[field.name]
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
  })
}

function encode(shape: GoShape, held: GoValue | undefined): GoValue {
  switch (shape.kind) {
    case 'string':
      return held ?? ''
    case 'bool':
      return held ?? false
    case 'int':
    case 'intstr':
      return held ?? 0
    case 'time':
    case 'raw':
      return held ?? null
    case 'pointer':
      return held === undefined || held === null ? null : encode(shape.element, held)
    case 'struct':
      return encodeStruct(shape, held as GoObject | null | undefined)
    case 'slice':
      return held === undefined || held === null ? null : (held as GoValue[]).map(item => encode(shape.element, item))
    case 'map': {
      if (held === undefined || held === null) return null
      const out: GoObject = {}
      for (const key of Object.keys(held)) setKey(out, key, encode(shape.element, (held as GoObject)[key]))
      return out
    }
  }
}

function isEmptyObject(value: GoObject): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return false
  return true
}
