import { formatFloat } from '../fmt/index.ts'
import {
  complex,
  GoNumber,
  GoStruct,
  type GoType,
  type GoValue,
  isNilContainer,
  kindOf,
  nilOf,
  TypedMap,
  TypedSlice,
  typeOf,
} from '../kinds/index.ts'

/** A value seen through a variable of type interface {}: Go's reflection keeps the two apart, and its error texts show it. */
export class Interface {
  readonly value: GoValue

  constructor(value: GoValue) {
    this.value = value
  }
}

/** Go's reflect.Value. undefined is the zero Value: nothing, not even nil of some type. */
export type Value = undefined | Interface | Exclude<GoValue, null>

/** A value of this static type, as reflection sees it. */
export function reflected(value: GoValue, type: GoType): Value {
  if (isEmptyInterface(type)) return new Interface(value)
  return value === null ? nilValue(type) : value
}

/** The value inside an interface (Go: template.indirectInterface). */
export function concrete(value: Value): Exclude<Value, Interface> {
  if (!(value instanceof Interface)) return value
  return value.value === null ? undefined : value.value
}

/** What a function receives that takes interface {}. */
export function plain(value: Value): GoValue {
  if (value instanceof Interface) return value.value
  return value === undefined ? null : value
}

/** reflect.Value.Type().String() */
export function typeOfValue(value: Exclude<Value, undefined>): GoType {
  return value instanceof Interface ? 'interface {}' : typeOf(value)
}

export const isEmptyInterface = (type: GoType): boolean => type === 'interface {}' || type === 'any'

/** The type of the elements of a slice or map type. */
export function elementType(type: GoType): GoType {
  if (type.startsWith('[]')) return type.slice(2)
  return type.startsWith('map[string]') ? type.slice('map[string]'.length) : 'interface {}'
}

/** reflect.Zero; a nil interface is a value here, the zero Value is not. */
export function zeroValue(type: GoType): Value {
  if (isEmptyInterface(type)) return new Interface(null)
  switch (kindOfType(type)) {
    case 'bool':
      return false
    case 'string':
      return ''
    case 'int':
    case 'uint':
      return new GoNumber(type, 0n)
    case 'float':
      return type === 'float64' ? 0 : new GoNumber(type, 0)
    case 'complex':
      return complexValue(0, 0)
  }
  return nilValue(type)
}

/** Can an untyped nil be assigned to this type? */
export function canBeNil(type: GoType): boolean {
  return type === 'reflect.Value' || isEmptyInterface(type) || kindOfType(type) === 'nilable'
}

export type TypeKind = 'bool' | 'string' | 'int' | 'uint' | 'float' | 'complex' | 'nilable' | 'struct'

/** The kind of a static type; everything with a nil is one kind. */
export function kindOfType(type: GoType): TypeKind {
  if (type === 'bool' || type === 'string') return type
  if (/^int(8|16|32|64)?$/.test(type) || /^time\.(Duration|Month|Weekday)$/.test(type)) return 'int'
  if (/^(uint(8|16|32|64|ptr)?|byte)$/.test(type)) return 'uint'
  if (type === 'float64' || type === 'float32') return 'float'
  if (type === 'complex128' || type === 'complex64') return 'complex'
  return /^(\[\]|map\[|\*|func\(|chan |interface |any$|error$|crypto\.\w+Key$)/.test(type) ? 'nilable' : 'struct'
}

/** A number of kind int, uint or float, whatever its type is called; undefined for anything else. */
export function numberOf(value: Value): { kind: 'int' | 'uint' | 'float'; value: bigint | number } | undefined {
  if (typeof value === 'number') return { kind: 'float', value }
  if (value instanceof GoNumber) {
    if (typeof value.value === 'number') return { kind: 'float', value: value.value }
    return { kind: kindOf(value).startsWith('uint') ? 'uint' : 'int', value: value.value }
  }
  if (value instanceof GoStruct && typeof value.inner === 'bigint' && kindOf(value).startsWith('int')) {
    return { kind: 'int', value: value.inner }
  }
  return undefined
}

/** Go: template.isTrue of what is inside an interface. */
export function isTrue(value: Value): boolean {
  const inner = concrete(value)
  if (inner === undefined) return false
  if (typeof inner === 'boolean') return inner
  if (typeof inner === 'string') return inner !== ''
  const number = numberOf(inner)
  if (number) return typeof number.value === 'bigint' ? number.value !== 0n : number.value !== 0
  if (typeof inner === 'number' || inner instanceof GoNumber) return false
  if (inner instanceof GoStruct) {
    if (inner.type !== 'complex128') return true
    const { real, imaginary } = inner.inner as { real: number; imaginary: number }
    return real !== 0 || imaginary !== 0
  }
  return lengthOf(inner) !== 0
}

/** The length of a map, slice or string in what Go counts, or undefined. A NaN has none. */
export function lengthOf(value: Value): number | undefined {
  if (Array.isArray(value)) return value.length
  if (value instanceof TypedSlice) return value.items.length
  if (value instanceof TypedMap) return value.entries.size
  if (value !== undefined && isPlainMap(value)) return Object.keys(value).length
  return undefined
}

/** map[string]interface {} */
export function isPlainMap(value: Exclude<Value, undefined>): value is { [key: string]: GoValue } {
  return (
    typeof value === 'object' &&
    !Array.isArray(value) &&
    !(value instanceof Interface) &&
    !(value instanceof GoNumber) &&
    !(value instanceof TypedMap) &&
    !(value instanceof TypedSlice) &&
    !(value instanceof GoStruct)
  )
}

/** Go: template.isNil */
export function isNil(value: Value): boolean {
  if (value === undefined) return true
  return value instanceof Interface ? value.value === null : isNilContainer(value)
}

export function complexValue(real: number, imaginary: number): GoStruct {
  const print = (part: number, sign: boolean): string => {
    const text = formatFloat(part, 'g', -1)
    return sign && !/^[-+]/.test(text) ? `+${text}` : text
  }
  return complex(real, imaginary, print)
}

function nilValue(type: GoType): Value {
  // A nil pointer has no other form than a nil interface; no function that templates reach takes or gives one and looks inside.
  return type.startsWith('[]') || type.startsWith('map[') ? nilOf(type) : new Interface(null)
}
