import {
  compareBytes,
  GoError,
  GoNumber,
  type GoObject,
  GoStruct,
  type GoValue,
  getKey,
  setKey,
  TypedMap,
  TypedSlice,
} from '../go/kinds/index.ts'
import { normalizeTime } from './go-time.ts'
import { type FieldShape, foldName, type GoShape, type StructShape, structOf } from './go-types.ts'

/**
 * What json.Unmarshal makes of a JSON value in the Go struct of that name ('Application', 'ApplicationSetTemplate', ...): unknown keys
 * vanish, keys match ignoring case, null leaves what is there. Throws GoError with Go's text for the first fault.
 *
 * A decoded struct holds no zero values: an absent key is "", false, 0, a nil pointer, list or map. Pointers are there as their
 * value, so `prune: false` stays. Lists and maps stay when they were written, even empty. Integers are numbers, or int64 GoNumbers
 * when a double cannot hold them. Raw JSON (valuesObject, list elements, nested matrix and merge) is shared with the input.
 *
 * `order` is the order of the keys in the JSON text Go reads: 'sorted' for what came from YAML (YAMLToJSON sorts them), 'written' for
 * JSON texts. It decides which of several faults is reported, and which of two keys that differ in case wins.
 */
export function decodeGo(typeName: string, value: GoValue, order: 'sorted' | 'written' = 'sorted'): GoObject {
  const shape = structOf(typeName)
  const decoder = new Decoder(false)
  const decoded = decoder.top(shape, value)
  if (!decoder.orderMatters) return decoded
  const second = new Decoder(order === 'sorted')
  const again = second.top(shape, value)
  if (second.error !== undefined) throw new GoError(second.error)
  return again
}

/** Thrown by what Go decodes with its own UnmarshalJSON: such an error ends decoding at once, and is the one that is reported. */
class Abort extends Error {}

class Decoder {
  /** A fault, or a key that matched ignoring case: which one counts depends on the order of keys. */
  orderMatters = false
  error: string | undefined
  readonly #sorted: boolean
  // Where decoding stands: the innermost struct and the Go names of the fields down to it (encoding/json errorContext).
  #struct = ''
  readonly #path: string[] = []

  constructor(sorted: boolean) {
    this.#sorted = sorted
  }

  top(shape: StructShape, value: GoValue): GoObject {
    try {
      return (this.#decode(shape, value, undefined) ?? {}) as GoObject
    } catch (error) {
      if (!(error instanceof Abort)) throw error
      this.orderMatters = true
      this.error = error.message
      return {}
    }
  }

  /** The decoded value, or undefined for the zero value (nil for a pointer, list or map). */
  #decode(shape: GoShape, value: GoValue, existing: GoValue | undefined): GoValue | undefined {
    switch (shape.kind) {
      case 'string':
        if (typeof value === 'string') return value
        if (value === null) return existing
        return this.#mismatch(value, shape.go)
      case 'bool':
        if (typeof value === 'boolean') return value
        if (value === null) return existing
        return this.#mismatch(value, shape.go)
      case 'int':
        if (value === null) return existing
        return this.#integer(shape, value)
      case 'pointer':
        if (value === null) return undefined
        return this.#decode(shape.element, value, existing) ?? zeroBehindPointer(shape.element)
      case 'slice':
        if (Array.isArray(value)) return this.#list(shape.element, value)
        if (value === null) return undefined
        return this.#container(shape, value)
      case 'map':
        if (isMap(value)) return this.#map(shape.element, value, existing)
        if (value === null) return undefined
        return this.#container(shape, value)
      case 'struct':
        if (isMap(value)) return this.#fields(shape, value, existing)
        if (value === null) return existing
        return this.#container(shape, value)
      case 'raw':
        return value
      case 'time':
        if (value === null) return undefined
        if (typeof value !== 'string') throw new Abort(this.#text(value, 'string'))
        return this.#time(value)
      case 'intstr':
        // Go: intstr.IntOrString. null is the number 0.
        if (value === null) return 0
        if (typeof value === 'string') return value
        return this.#int32(value)
    }
  }

  #fields(shape: StructShape, value: { readonly [key: string]: GoValue }, existing: GoValue | undefined): GoObject {
    const out: GoObject = existing === undefined ? {} : (existing as GoObject)
    const outerStruct = this.#struct
    const depth = this.#path.length
    const keys = Object.keys(value)
    if (this.#sorted) keys.sort(compareBytes)
    for (const key of keys) {
      const field = shape.byName.get(key) ?? this.#ignoringCase(shape, key)
      if (field === undefined) continue
      this.#struct = shape.name
      if (field.path.length > 0) this.#path.push(...field.path)
      this.#path.push(field.name)
      const decoded = this.#decode(field.shape, value[key] ?? null, out[field.name])
      this.#path.length = depth
      if (decoded !== undefined && !isZeroScalar(field.shape, decoded)) out[field.name] = decoded
      else if (field.remembered) out[field.name] = field.shape.kind === 'slice' ? [] : {}
      else if (field.name in out) delete out[field.name]
    }
    this.#struct = outerStruct
    return out
  }

  #ignoringCase(shape: StructShape, key: string): FieldShape | undefined {
    const field = shape.byFolded.get(foldName(key))
    if (field !== undefined) this.orderMatters = true
    return field
  }

  #list(element: GoShape, value: readonly GoValue[]): GoValue {
    const out: GoValue[] = []
    for (const item of value) out.push(this.#decode(element, item, undefined) ?? zeroOf(element))
    return out
  }

  #map(element: GoShape, value: { readonly [key: string]: GoValue }, existing: GoValue | undefined): GoValue {
    const out: GoObject = existing === undefined ? {} : (existing as GoObject)
    const keys = Object.keys(value)
    if (this.#sorted) keys.sort(compareBytes)
    for (const key of keys)
      setKey(out, key, this.#decode(element, getKey(value, key) ?? null, undefined) ?? zeroOf(element))
    return out
  }

  /** Values of the engine that stand for maps and lists; anything else does not fit. */
  #container(shape: GoShape, value: GoValue): GoValue | undefined {
    if (value instanceof TypedMap) return this.#decode(shape, Object.fromEntries(value.entries), undefined)
    if (value instanceof TypedSlice) return this.#decode(shape, value.isNil ? null : value.items, undefined)
    if (value instanceof GoStruct) return this.#decode(shape, value.json(), undefined)
    return this.#mismatch(value, shape.go)
  }

  #integer(shape: { readonly go: string; readonly bits: 32 | 64 }, value: GoValue): GoValue | undefined {
    const literal = numberLiteral(value)
    if (literal === undefined) return this.#mismatch(value, shape.go)
    const number = parseInteger(literal, shape.bits)
    if (number !== undefined) return number
    return this.#fault(this.#textOf(`number ${literal}`, shape.go))
  }

  #int32(value: GoValue): GoValue {
    const literal = numberLiteral(value)
    if (literal === undefined) throw new Abort(this.#text(value, 'int32'))
    const number = parseInteger(literal, 32)
    if (number === undefined) throw new Abort(this.#textOf(`number ${literal}`, 'int32'))
    return number
  }

  #time(value: string): GoValue | undefined {
    try {
      const time = normalizeTime(value)
      return time === '0001-01-01T00:00:00Z' ? undefined : time
    } catch (error) {
      throw new Abort((error as Error).message)
    }
  }

  #mismatch(value: GoValue, go: string): undefined {
    return this.#fault(this.#text(value, go))
  }

  #fault(text: string): undefined {
    this.orderMatters = true
    this.error ??= text
    return undefined
  }

  #text(value: GoValue, go: string): string {
    return this.#textOf(kindOf(value), go)
  }

  // Go: json.UnmarshalTypeError.Error
  #textOf(value: string, go: string): string {
    const field = this.#path.join('.')
    if (field === '') return `json: cannot unmarshal ${value} into Go value of type ${go}`
    return `json: cannot unmarshal ${value} into Go struct field ${this.#struct}.${field} of type ${go}`
  }
}

function isMap(value: GoValue): value is GoObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof GoNumber) &&
    !(value instanceof TypedMap) &&
    !(value instanceof TypedSlice) &&
    !(value instanceof GoStruct)
  )
}

function kindOf(value: GoValue): string {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'bool'
    case 'number':
      return 'number'
    default:
      if (value instanceof GoNumber) return 'number'
      return Array.isArray(value) || value instanceof TypedSlice ? 'array' : 'object'
  }
}

/** How json.Marshal writes a number: what the decoder then reads. */
function numberLiteral(value: GoValue): string | undefined {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (value instanceof GoNumber) return String(value.value)
  return undefined
}

function parseInteger(literal: string, bits: 32 | 64): number | GoNumber | undefined {
  if (!/^-?\d+$/.test(literal)) return undefined
  const number = Number(literal)
  if (Number.isSafeInteger(number)) return bits === 32 && (number | 0) !== number ? undefined : number + 0
  const exact = BigInt(literal)
  return bits === 32 || BigInt.asIntN(64, exact) !== exact ? undefined : new GoNumber('int64', exact)
}

function isZeroScalar(shape: GoShape, value: GoValue): boolean {
  return (
    (shape.kind === 'string' || shape.kind === 'bool' || shape.kind === 'int') &&
    (value === '' || value === false || value === 0)
  )
}

/** What stands in a list or map for a zero value. */
function zeroOf(shape: GoShape): GoValue {
  switch (shape.kind) {
    case 'string':
      return ''
    case 'bool':
      return false
    case 'int':
      return 0
    case 'struct':
      return {}
    default:
      return null
  }
}

function zeroBehindPointer(shape: GoShape): GoValue {
  // metav1.Time is the one pointer whose value can be zero and is written as null.
  return shape.kind === 'time' ? null : zeroOf(shape)
}
