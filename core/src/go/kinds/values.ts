/**
 * Go values as the engine holds them.
 *
 * | Go                        | here                                    |
 * |---------------------------|-----------------------------------------|
 * | nil (untyped)             | null                                    |
 * | bool, string              | boolean, string (see below)             |
 * | float64                   | number                                  |
 * | int, int64, uint8, ...    | GoNumber                                |
 * | map[string]interface {}   | plain object; read and write with getKey, setKey |
 * | []interface {}            | array                                   |
 * | any other map or slice    | TypedMap, TypedSlice                    |
 * | structs (time.Time, ...)  | GoStruct                                |
 *
 * A Go string is a row of bytes. A byte that is not part of valid UTF-8 (a character cut by trunc, say) is kept as the lone
 * surrogate U+DC00 + byte, so that no information is lost; encoding to JSON turns each into U+FFFD, as Go does.
 * `undefined` is never a value.
 */
export type GoValue =
  | null
  | boolean
  | string
  | number
  | GoNumber
  | GoObject
  | GoValue[]
  | TypedMap
  | TypedSlice
  | GoStruct

/** map[string]interface {} */
export interface GoObject {
  [key: string]: GoValue
}

/** Go's spelling of a type: 'int', 'map[string]interface {}', '[]string', 'time.Time', ... */
export type GoType = string

/** A number of a kind other than float64. Integers are bigint in `value`, float32 is number. */
export class GoNumber {
  readonly type: GoType
  readonly value: bigint | number

  constructor(type: GoType, value: bigint | number) {
    this.type = type
    this.value = value
  }
}

export const int = (value: number | bigint): GoNumber => new GoNumber('int', BigInt(value))
export const int64 = (value: number | bigint): GoNumber => new GoNumber('int64', BigInt(value))

/** A map that is not map[string]interface {}, such as map[string]string (cluster labels, `values` of generators). */
export class TypedMap {
  readonly type: GoType
  readonly entries: Map<string, GoValue>

  constructor(type: GoType, entries: Iterable<readonly [string, GoValue]>) {
    this.type = type
    this.entries = new Map(entries)
  }
}

export const stringMap = (entries: Iterable<readonly [string, string]>): TypedMap =>
  new TypedMap('map[string]string', entries)

/** A slice that is not []interface {}, such as []string (path.segments, labels of pull requests). Nil slices print as []. */
export class TypedSlice {
  readonly type: GoType
  readonly items: GoValue[]
  readonly isNil: boolean

  constructor(type: GoType, items: Iterable<GoValue>, isNil = false) {
    this.type = type
    this.items = [...items]
    this.isNil = isNil
  }
}

export const stringSlice = (items: Iterable<string>): TypedSlice => new TypedSlice('[]string', items)

/** A method of a Go struct, callable from a template: `{{ .Format "2006" }}`. */
export interface GoMethod {
  readonly params: readonly GoType[]
  readonly variadic?: boolean
  readonly result: GoType
  call(...args: GoValue[]): GoValue
}

/** A value with exported fields and methods: time.Time, *semver.Version, a certificate, v1.JSON. */
export class GoStruct {
  readonly type: GoType
  readonly fields: Readonly<Record<string, GoValue>>
  readonly methods: Readonly<Record<string, GoMethod>>
  /** What fmt prints with %v. */
  readonly text: () => string
  /** The value behind it for functions that take this type (milliseconds, parsed version, ...). */
  readonly inner: unknown
  /** What encoding/json makes of it. */
  readonly json: () => GoValue

  constructor(init: {
    type: GoType
    fields?: Record<string, GoValue>
    methods?: Record<string, GoMethod>
    text: () => string
    inner: unknown
    json?: () => GoValue
  }) {
    this.type = init.type
    this.fields = init.fields ?? {}
    this.methods = init.methods ?? {}
    this.text = init.text
    this.inner = init.inner
    this.json = init.json ?? (() => this.text())
  }
}

/** The value of an own key, or undefined; never anything inherited. */
export function getKey<V>(object: { readonly [key: string]: V }, key: string): V | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** Sets an own key; `__proto__` becomes an ordinary key, as in Go. */
export function setKey<V>(object: { [key: string]: V }, key: string, value: V): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
  } else {
    object[key] = value
  }
}

export function isGoObject(value: unknown): value is GoObject {
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

/** A function a template may call. What Go returns as an error or panics with is thrown as GoError. */
export interface GoFunction {
  /** Static parameter types, checked before the call as text/template's reflection does. */
  readonly params: readonly GoType[]
  /** The last parameter may be given any number of times. */
  readonly variadic?: boolean
  /** Static result type; 'interface {}' when the function returns any. */
  readonly result: GoType
  call(...args: GoValue[]): GoValue
  /** Takes the place of call, for a function that renders templates itself. */
  readonly within?: (caller: CallingTemplate, ...args: GoValue[]) => GoValue
  /** Loads what the function needs (a regular-expression engine, a cipher); awaited once before the first execution. */
  readonly load?: () => Promise<void>
  /** The answer depends on the clock, on chance or on map order: a preview says so. */
  readonly volatile?: 'clock' | 'random' | 'map-order'
}

/** The template a function is called from, for a function that renders others beside it. */
export interface CallingTemplate {
  /** How many templates stand around it, each rendered by a function of the next. */
  readonly depth: number
  /**
   * Renders a text with the caller's name, functions, options and definitions, and within its limits (Go: Clone, New and Parse of the
   * caller's template). Throws TemplateError.
   */
  render(text: string, data: GoValue): string
}

export type GoFunctions = Readonly<Record<string, GoFunction>>

/** An error value or a panic of Go code, with Go's text. */
export class GoError extends Error {
  override readonly name = 'GoError'
}

/** A bound of ours that Go does not have, or has further off: what Go would answer is not known. */
export class GoLimit extends GoError {}

/**
 * Counts the parts of a value as it is written out or copied. A value that shares its parts (dict "a" $x "b" $x, again and again) is small in
 * memory and endless on paper.
 */
export class Extent {
  #left: number
  readonly #maximum: number

  constructor(maximum: number = 1 << 20) {
    this.#maximum = maximum
    this.#left = maximum
  }

  /** Throws GoLimit when there are too many. */
  count(): void {
    if (--this.#left < 0) throw new GoLimit(`a value of more than ${this.#maximum} parts is refused`)
  }
}
