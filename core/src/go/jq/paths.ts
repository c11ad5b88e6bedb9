import {
  arrayIndexNotNumber,
  expectedArray,
  expectedObject,
  expectedStartEnd,
  failedOn,
  JqError,
  keyNotString,
  notApplicable,
  stringIndexNotNumber,
} from './errors.ts'
import { compare, getField, isNumber, isObject, type Jq, type JqObject, setField, toInt, toIntCeil } from './values.ts'

/** `.[key]` */
// gojq: func.go funcIndex2.
export function index(value: Jq, key: Jq): Jq {
  if (typeof key === 'string') {
    if (value === null) return null
    if (isObject(value)) return getField(value, key)
    throw expectedObject(value)
  }
  if (isNumber(key)) {
    if (value === null) return null
    const at = toInt(key)!
    if (Array.isArray(value)) return value[clamp(at, -1, value.length)] ?? null
    if (typeof value === 'string') {
      const characters = [...value]
      return characters[clamp(at, -1, characters.length)] ?? null
    }
    throw expectedArray(value)
  }
  if (Array.isArray(key)) {
    if (value === null) return null
    if (Array.isArray(value)) return indices(value, key)
    throw expectedArray(value)
  }
  if (isObject(key)) {
    if (value === null) return null
    const { start, end } = bounds(key)
    return slice(value, start, end)
  }
  if (Array.isArray(value)) throw arrayIndexNotNumber(key)
  if (typeof value === 'string') throw stringIndexNotNumber(key)
  throw keyNotString(key)
}

/** Where a list occurs in another. */
export function indices(items: readonly Jq[], wanted: readonly Jq[]): bigint[] {
  const found: bigint[] = []
  if (wanted.length === 0) return found
  for (let at = 0; at + wanted.length <= items.length; at++) {
    if (wanted.every((item, i) => compare(items[at + i]!, item) === 0)) found.push(BigInt(at))
  }
  return found
}

/** `.[start:end]` */
export function slice(value: Jq, start: Jq, end: Jq): Jq {
  if (value === null) return null
  if (Array.isArray(value)) {
    const [from, to] = range(value.length, start, end, arrayIndexNotNumber)
    return from === 0 && to === value.length ? value : value.slice(from, to)
  }
  if (typeof value === 'string') {
    const characters = [...value]
    const [from, to] = range(characters.length, start, end, stringIndexNotNumber)
    return characters.slice(from, to).join('')
  }
  throw expectedArray(value)
}

function range(length: number, start: Jq, end: Jq, fault: (value: Jq) => JqError): [number, number] {
  let from = 0
  let to = length
  if (start !== null) {
    const at = toInt(start)
    if (at === undefined) throw fault(start)
    from = clamp(at, 0, length)
  }
  if (end !== null) {
    const at = toIntCeil(end)
    if (at === undefined) throw fault(end)
    to = clamp(at, from, length)
  }
  return [from, to]
}

function bounds(key: JqObject): { start: Jq; end: Jq } {
  if (!Object.hasOwn(key, 'start') || !Object.hasOwn(key, 'end')) throw expectedStartEnd(key)
  return { start: getField(key, 'start'), end: getField(key, 'end') }
}

/** An index counted from the end when it is negative, held between the two ends. */
function clamp(at: bigint, least: number, most: number): number {
  const index = at < 0n ? at + BigInt(most) : at
  return index < BigInt(least) ? least : index < BigInt(most) ? Number(index) : most
}

export function getPath(value: Jq, path: Jq): Jq {
  if (!Array.isArray(path)) throw notApplicable('getpath', value, path)
  let at = value
  for (const key of path) {
    if (at !== null && !Array.isArray(at) && !isObject(at)) throw notApplicable('getpath', value, path)
    try {
      at = index(at, key)
    } catch (error) {
      throw error instanceof JqError ? failedOn('getpath', value, [path], error.message) : error
    }
  }
  return at
}

export function setPath(value: Jq, path: Jq, to: Jq): Jq {
  if (!Array.isArray(path)) throw notApplicable('setpath', value, path)
  try {
    return update(value, path, 0, to, new Set()) as Jq
  } catch (error) {
    throw error instanceof JqError ? failedOn('setpath', value, [path, to], error.message) : error
  }
}

/** Deletes all at once: indexes mean the places before anything is gone. */
// gojq: func.go delpaths. What goes is marked first and swept afterwards.
export function deletePaths(value: Jq, paths: Jq): Jq {
  if (!Array.isArray(paths)) throw notApplicable('delpaths', value, paths)
  if (paths.length === 0) return value
  const owned = new Set<object>()
  let marked: Marked = value
  try {
    for (const path of paths) {
      if (!Array.isArray(path)) throw expectedArray(path)
      marked = update(marked, path, 0, gone, owned)
    }
  } catch (error) {
    throw error instanceof JqError ? failedOn('delpaths', value, [paths], error.message) : error
  }
  return sweep(marked, owned)
}

/** Stands in the place of something that will be deleted. */
const gone = Symbol('gone')

type Marked = Jq | typeof gone

/** A copy with one place changed; containers in `owned` are our own copies and change in place. */
function update(value: Marked, path: readonly Jq[], depth: number, to: Marked, owned: Set<object>): Marked {
  if (depth === path.length) return to
  if (value === gone) return gone
  const key = path[depth]!
  if (typeof key === 'string') {
    if (value !== null && !isObject(value)) throw expectedObject(value)
    return updateField(value, key, path, depth, to, owned)
  }
  if (isNumber(key)) {
    if (value !== null && !Array.isArray(value)) throw expectedArray(value)
    return updateItem(value, toInt(key)!, path, depth, to, owned)
  }
  if (isObject(key)) {
    if (value !== null && !Array.isArray(value)) throw expectedArray(value)
    return updateSlice(value, key, path, depth, to, owned)
  }
  throw Array.isArray(value) ? arrayIndexNotNumber(key) : keyNotString(key)
}

function updateField(
  object: JqObject | null,
  key: string,
  path: readonly Jq[],
  depth: number,
  to: Marked,
  owned: Set<object>,
): Marked {
  const present = object !== null && Object.hasOwn(object, key)
  if (!present && to === gone) return object
  const changed = update(present ? object[key]! : null, path, depth + 1, to, owned)
  const out: JqObject = object !== null && owned.has(object) ? object : own({ ...object }, owned)
  setField(out, key, changed as Jq)
  return out
}

/** The largest index gojq lets an array grow to; memory is this host's own limit. */
const largestIndex = 0x20000000n
const largestHere = 5_000_000n

function updateItem(
  items: Jq[] | null,
  at: bigint,
  path: readonly Jq[],
  depth: number,
  to: Marked,
  owned: Set<object>,
): Marked {
  const length = items?.length ?? 0
  const held = clamp(at, -1, length)
  if (held < 0 || held >= length) {
    if (to === gone) return items
    if (held < 0) throw new JqError(`array index should not be negative: ${at}`)
    if (at >= largestIndex || at >= largestHere) throw new JqError(`array index too large: ${at}`)
  }
  const place = held < length ? held : Number(at)
  const changed = update(items?.[place] ?? null, path, depth + 1, to, owned)
  const out: Jq[] = items !== null && owned.has(items) ? items : own([...(items ?? [])], owned)
  while (out.length < place) out.push(null)
  out[place] = changed as Jq
  return out
}

function updateSlice(
  items: Jq[] | null,
  key: JqObject,
  path: readonly Jq[],
  depth: number,
  to: Marked,
  owned: Set<object>,
): Marked {
  const { start, end } = bounds(key)
  const held = items ?? []
  const [from, until] = range(held.length, start, end, arrayIndexNotNumber)
  if (from === until && to === gone) return items
  const changed = update(held.slice(from, until), path, depth + 1, to, owned)
  if (changed !== gone && !Array.isArray(changed)) throw expectedArray(changed)
  const middle: Marked[] = changed === gone ? new Array<Marked>(until - from).fill(gone) : changed
  return own([...held.slice(0, from), ...middle, ...held.slice(until)] as Jq[], owned)
}

function own<T extends object>(container: T, owned: Set<object>): T {
  owned.add(container)
  return container
}

/** Takes out what is marked; marks stand only in containers that are our own. */
function sweep(value: Marked, owned: ReadonlySet<object>): Jq {
  if (value === gone) return null
  if (typeof value !== 'object' || value === null || !owned.has(value)) return value
  if (Array.isArray(value)) return (value as Marked[]).filter(item => item !== gone).map(item => sweep(item, owned))
  if (!isObject(value)) return value
  const out: JqObject = {}
  for (const [key, item] of Object.entries(value) as [string, Marked][]) {
    if (item !== gone) setField(out, key, sweep(item, owned))
  }
  return out
}
