import { sprint, sprintf, sprintln } from '../fmt/index.ts'
import {
  byteLength,
  byteSlice,
  bytesOf,
  GoError,
  GoNumber,
  type GoType,
  type GoValue,
  int,
  TypedMap,
  TypedSlice,
  typeOf,
} from '../kinds/index.ts'
import { eq, le, lt } from './comparison.ts'
import { escapeHTML, escapeJS, escapeQuery } from './escape.ts'
import {
  concrete,
  elementType,
  Interface,
  isNil,
  isPlainMap,
  isTrue,
  lengthOf,
  numberOf,
  plain,
  reflected,
  type Value,
  zeroValue,
} from './reflected.ts'

/** A function of text/template itself. `limit` bounds the text it may make. */
export interface Builtin {
  readonly params: readonly GoType[]
  readonly variadic?: boolean
  call(args: readonly Value[], limit: number): Value
}

const value = 'reflect.Value'
const any = 'interface {}'

/** Go: text/template/funcs.go builtins. `and`, `or` and `call` are worked out by the executor itself; here are their parameters. */
export const builtins: Readonly<Record<string, Builtin>> = {
  and: { params: [value, value], variadic: true, call: unreachable },
  or: { params: [value, value], variadic: true, call: unreachable },
  call: { params: [value, value], variadic: true, call: unreachable },
  not: { params: [value], call: ([arg]) => !isTrue(arg) },
  len: { params: [value], call: ([arg]) => int(length(arg)) },
  index: { params: [value, value], variadic: true, call: ([item, ...indexes]) => index(item, indexes) },
  slice: { params: [value, value], variadic: true, call: ([item, ...indexes]) => slice(item, indexes) },
  print: { params: [any], variadic: true, call: (args, limit) => sprint(args.map(plain), limit) },
  printf: {
    params: ['string', any],
    variadic: true,
    call: ([format, ...args], limit) => sprintf(String(format), args.map(plain), limit),
  },
  println: { params: [any], variadic: true, call: (args, limit) => sprintln(args.map(plain), limit) },
  html: { params: [any], variadic: true, call: (args, limit) => escapeHTML(printed(args, limit)) },
  js: { params: [any], variadic: true, call: (args, limit) => escapeJS(printed(args, limit)) },
  urlquery: { params: [any], variadic: true, call: (args, limit) => escapeQuery(printed(args, limit)) },
  eq: { params: [value, value], variadic: true, call: ([first, ...others]) => eq(first, others) },
  ne: { params: [value, value], call: ([a, b]) => !eq(a, [b]) },
  lt: { params: [value, value], call: ([a, b]) => lt(a, b) },
  le: { params: [value, value], call: ([a, b]) => le(a, b) },
  gt: { params: [value, value], call: ([a, b]) => !le(a, b) },
  ge: { params: [value, value], call: ([a, b]) => !lt(a, b) },
}

/** Go: template.call. None of our values is a function, so there is nothing it can call. */
export function callError(name: string, callee: Value): GoError {
  const inner = concrete(callee)
  return new GoError(inner === undefined ? 'call of nil' : `non-function ${name} of type ${typeOf(inner)}`)
}

function unreachable(): never {
  throw new Error('unreachable')
}

/** Go: template.evalArgs */
function printed(args: readonly Value[], limit: number): string {
  const values: GoValue[] = args.map(arg => plain(arg))
  const only = values[0]
  if (values.length === 1 && typeof only === 'string') return only
  return sprint(
    values.map(arg => arg ?? '<no value>'),
    limit,
  )
}

/** Go: template.length */
function length(arg: Value): number {
  if (arg instanceof Interface && arg.value === null) throw new GoError('len of nil pointer')
  const item = concrete(arg)
  if (item === undefined) throw new GoError('reflect: call of reflect.Value.Type on zero Value')
  const size = typeof item === 'string' ? byteLength(item) : lengthOf(item)
  if (size === undefined) throw new GoError(`len of type ${pointedTo(item)}`)
  return size
}

/** Go: template.index */
function index(first: Value, indexes: readonly Value[]): Value {
  let item: Value = concrete(first)
  if (item === undefined) throw new GoError('index of untyped nil')
  for (const each of indexes) {
    const key = concrete(each)
    if (item instanceof Interface && item.value === null) throw new GoError('index of nil pointer')
    const container = concrete(item)!
    if (typeof container === 'string') {
      const bytes = bytesOf(container)
      const at = indexArgument(key, bytes.length)
      if (at >= bytes.length) throw new GoError('reflect: string index out of range')
      item = new GoNumber('uint8', BigInt(bytes[at]!))
    } else if (Array.isArray(container) || container instanceof TypedSlice) {
      const items = Array.isArray(container) ? container : container.items
      const at = indexArgument(key, items.length)
      if (at >= items.length) throw new GoError('reflect: slice index out of range')
      item = reflected(items[at]!, elementType(typeOf(container)))
    } else if (container instanceof TypedMap || isPlainMap(container)) {
      const type = elementType(typeOf(container))
      const name = keyArgument(key)
      const found =
        container instanceof TypedMap
          ? container.entries.get(name)
          : Object.hasOwn(container, name)
            ? container[name]
            : undefined
      item = found === undefined ? zeroValue(type) : reflected(found, type)
    } else throw new GoError(`can't index item of type ${pointedTo(container)}`)
  }
  return item
}

/** Go: template.slice */
function slice(first: Value, indexes: readonly Value[]): Value {
  const item = concrete(first)
  if (item === undefined) throw new GoError('slice of untyped nil')
  if (indexes.length > 3) throw new GoError(`too many slice indexes: ${indexes.length}`)
  const items = Array.isArray(item) ? item : item instanceof TypedSlice ? item.items : undefined
  if (typeof item === 'string') {
    if (indexes.length === 3) throw new GoError('cannot 3-index slice a string')
  } else if (!items) throw new GoError(`can't slice item of type ${pointedTo(item)}`)
  const size = typeof item === 'string' ? byteLength(item) : items!.length
  // The capacity of a slice is not known here; Go lets a slice of a slice reach beyond its length up to there.
  const given = indexes.map(each => indexArgument(each, size))
  const from = given[0] ?? 0
  const to = given[1] ?? size
  if (from > to) throw new GoError(`invalid slice index: ${from} > ${to}`)
  const capacity = given[2]
  if (capacity !== undefined && to > capacity) throw new GoError(`invalid slice index: ${to} > ${capacity}`)
  if (typeof item === 'string') return byteSlice(item, from, to)
  if (item instanceof TypedSlice) return new TypedSlice(item.type, item.items.slice(from, to), isNil(item))
  return items!.slice(from, to)
}

/** The type an item has once pointers are followed. */
const pointedTo = (item: GoValue): GoType => typeOf(item).replace(/^\*/, '')

/** Go: template.indexArg */
function indexArgument(argument: Value, capacity: number): number {
  if (argument === undefined) throw new GoError('cannot index slice/array with nil')
  const number = numberOf(argument)
  if (!number || number.kind === 'float') {
    const type = argument instanceof Interface ? 'interface {}' : typeOf(argument)
    throw new GoError(`cannot index slice/array with type ${type}`)
  }
  const at = BigInt.asIntN(64, BigInt(number.value))
  if (at < 0n || at > BigInt(capacity)) throw new GoError(`index out of range: ${at}`)
  return Number(at)
}

/** Go: template.prepareArg for the keys of our maps, which are all strings. */
function keyArgument(key: ReturnType<typeof concrete>): string {
  if (key === undefined) throw new GoError('value is nil; should be of type string')
  if (typeof key !== 'string') throw new GoError(`value has type ${typeOf(key)}; should be string`)
  return key
}
