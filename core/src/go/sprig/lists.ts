import { toInt64 } from '../cast/index.ts'
import {
  deepEqual,
  GoError,
  type GoFunction,
  type GoFunctions,
  type GoValue,
  itemsOf,
  kindOf,
  TypedSlice,
} from '../kinds/index.ts'
import { isEmpty } from './defaults.ts'
import { any, anyList, define, integerOf } from './define.ts'

const list = define([`...${any}`], anyList, (...values) => values)
const push = define([any, any], anyList, (items, value) => [...needItems(items, 'push on'), value ?? null])
const prepend = define([any, any], anyList, (items, value) => [value ?? null, ...needItems(items, 'prepend on')])
const first = define([any], any, items => needItems(items, 'find first on')[0] ?? null)
const last = define([any], any, items => needItems(items, 'find last on').at(-1) ?? null)
const rest = part('find rest on', items => items.slice(1))
const initial = part('find initial on', items => items.slice(0, -1))
const reverse = define([any], anyList, items => [...needItems(items, 'find reverse on')].reverse())
const compact = define([any], anyList, items => needItems(items, 'compact on').filter(item => !isEmpty(item)))
const uniq = define([any], anyList, items => {
  const seen: GoValue[] = []
  for (const item of needItems(items, 'find uniq on')) if (!includes(seen, item)) seen.push(item)
  return seen
})
const without = define([any, `...${any}`], anyList, (items, ...omitted) =>
  needItems(items, 'find without on').filter(item => !includes(omitted, item)),
)
const has = define([any, any], 'bool', (needle, haystack) =>
  haystack === null ? false : includes(needItems(haystack, 'find has on'), needle),
)
const chunk = define(
  ['int', any],
  '[][]interface {}',
  (size, items) => new TypedSlice('[][]interface {}', chunks(needItems(items, 'chunk'), integerOf(size))),
)
const slice = define([any, `...${any}`], any, (items, ...indices) => sliced(items, indices))

/** Lists of any kind: building, parts, order, membership. */
export const lists: GoFunctions = {
  append: push,
  chunk,
  compact,
  concat: define([`...${any}`], any, (...given) => {
    const items = given.flatMap(one => needItems(one, 'concat', ' as list'))
    return items.length === 0 ? nilList() : items
  }),
  first,
  has,
  initial,
  last,
  list,
  mustAppend: push,
  mustChunk: chunk,
  mustCompact: compact,
  mustFirst: first,
  mustHas: has,
  mustInitial: initial,
  mustLast: last,
  mustPrepend: prepend,
  mustPush: push,
  mustRest: rest,
  mustReverse: reverse,
  mustSlice: slice,
  mustUniq: uniq,
  mustWithout: without,
  prepend,
  push,
  rest,
  reverse,
  slice,
  tuple: list,
  uniq,
  without,
}

/** The nil []interface {}: prints as [] and is null in JSON. */
export const nilList = (): TypedSlice => new TypedSlice(anyList, [], true)

/** The items of a list; any other value is an error in sprig's words, and nil what Go's reflection makes of it. */
function needItems(value: GoValue | undefined, verb: string, after = ''): readonly GoValue[] {
  if (value === null || value === undefined) throw nilPointer()
  const items = itemsOf(value)
  if (items) return items
  throw new GoError(`Cannot ${verb} type ${kindOf(value)}${after}`)
}

function part(verb: string, cut: (items: readonly GoValue[]) => GoValue[]): GoFunction {
  return define([any], anyList, given => {
    const items = needItems(given, verb)
    return items.length === 0 ? nilList() : cut(items)
  })
}

export const nilPointer = (): GoError => new GoError('runtime error: invalid memory address or nil pointer dereference')

const includes = (items: readonly GoValue[], needle: GoValue | undefined): boolean =>
  items.some(item => deepEqual(needle ?? null, item))

/** sprig computes the number of chunks in floats; what comes of odd sizes makes Go's makeslice panic. */
function chunks(items: readonly GoValue[], size: number): GoValue[][] {
  const tooMany = (): GoError => new GoError('runtime error: makeslice: len out of range')
  const count = Math.floor((items.length - 1) / size) + 1
  if (!(count >= 0 && count < 2 ** 40)) throw tooMany()
  const result: GoValue[][] = []
  for (let at = 0; at < count; at++) {
    const length = at < count - 1 ? size : items.length % size || size
    if (length < 0) throw tooMany()
    result.push(items.slice(at * size, at * size + length))
    if (at * size + length > items.length) throw new GoError('reflect: slice index out of range')
  }
  return result
}

function sliced(value: GoValue | undefined, [start, end]: GoValue[]): GoValue {
  if (value === null || value === undefined) throw nilPointer()
  const items = itemsOf(value)
  if (!items) throw new GoError(`list should be type of slice or array but ${kindOf(value)}`)
  if (items.length === 0) return null
  const from = start === undefined ? 0 : Number(toInt64(start))
  const to = end === undefined ? items.length : Number(toInt64(end))
  if (from < 0 || to < from || to > items.length) throw new GoError('reflect.Value.Slice: slice index out of bounds')
  const cut = items.slice(from, to)
  return value instanceof TypedSlice ? new TypedSlice(value.type, cut) : cut
}
