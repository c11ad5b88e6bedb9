import { preview } from '../encode.ts'
import { failedOn, JqError, notApplicable } from '../errors.ts'
import { add } from '../operators.ts'
import { compare, isNumber, type Jq, toFloat } from '../values.ts'
import { valuesOf } from './general.ts'
import type { Natives } from './native.ts'

/** Sorting, grouping and reshaping of lists. The `_by` halves are given the list of keys. */
export const lists: Natives = {
  'reverse/0': value => [...list('reverse', value)].reverse(),
  'flatten/0': value => flatten(value),
  'flatten/1': (value, depth) => flatten(value, depth),
  'min/0': value => extreme(list('min', value), list('min', value), -1),
  'max/0': value => extreme(list('max', value), list('max', value), 1),
  '_min_by/1': (value, keys) => extreme(...pairs('min_by', value, keys), -1),
  '_max_by/1': (value, keys) => extreme(...pairs('max_by', value, keys), 1),
  'sort/0': value => sorted(list('sort', value), list('sort', value)).map(([item]) => item),
  '_sort_by/1': (value, keys) => sorted(...pairs('sort_by', value, keys)).map(([item]) => item),
  '_group_by/1': (value, keys) => groups(...pairs('group_by', value, keys)),
  'unique/0': value => groups(list('unique', value), list('unique', value)).map(([first]) => first!),
  '_unique_by/1': (value, keys) => groups(...pairs('unique_by', value, keys)).map(([first]) => first!),
  'transpose/0': transpose,
  'bsearch/1': bsearch,
  '_range/3': {
    call: () => null,
    many: (_value, from = null, to = null, by = null) => {
      for (const bound of [from, to, by]) if (!isNumber(bound)) throw notApplicable('range', bound)
      return range(from, to, by)
    },
  },
  '_captures/0': captures,
}

function list(name: string, value: Jq): Jq[] {
  if (!Array.isArray(value)) throw notApplicable(name, value)
  return value
}

function pairs(name: string, value: Jq, keys: Jq = null): [Jq[], Jq[]] {
  if (!Array.isArray(value) || !Array.isArray(keys)) throw notApplicable(name, value, keys)
  if (value.length !== keys.length) throw failedOn(name, value, [keys], 'length mismatch')
  return [value, keys]
}

function flatten(value: Jq, given?: Jq): Jq {
  const items = valuesOf(value)
  if (!items) throw notApplicable('flatten', value)
  const depth = given === undefined ? -1 : toFloat(given)
  if (depth === undefined) throw notApplicable('flatten', given!)
  if (given !== undefined && (depth < 0 || Number.isNaN(depth))) {
    throw new JqError(`flatten depth should not be negative: ${preview(depth)}`)
  }
  const out: Jq[] = []
  const spread = (from: readonly Jq[], left: number): void => {
    for (const item of from) {
      if (Array.isArray(item) && left !== 0) spread(item, left - 1)
      else out.push(item)
    }
  }
  spread(items, depth)
  return out
}

/** Of equal ones the first smallest, but the last largest. */
function extreme(items: Jq[], keys: Jq[], side: 1 | -1): Jq {
  if (items.length === 0) return null
  let best = 0
  for (let i = 1; i < keys.length; i++) {
    const isLess = compare(keys[best]!, keys[i]!) > 0
    if (side === -1 ? isLess : !isLess) best = i
  }
  return items[best]!
}

function sorted(items: Jq[], keys: Jq[]): [Jq, Jq][] {
  return items.map((item, i): [Jq, Jq] => [item, keys[i]!]).sort(([, a], [, b]) => compare(a, b))
}

function groups(items: Jq[], keys: Jq[]): Jq[][] {
  const out: Jq[][] = []
  let last: Jq = null
  for (const [item, key] of sorted(items, keys)) {
    if (out.length === 0 || compare(last, key) !== 0) out.push([item])
    else out.at(-1)!.push(item)
    last = out.at(-1)!.length === 1 ? key : last
  }
  return out
}

function transpose(value: Jq): Jq {
  const rows = list('transpose', value).map(row => {
    if (!Array.isArray(row)) throw notApplicable('transpose', value)
    return row
  })
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: width }, (_, at) => rows.map(row => row[at] ?? null))
}

function bsearch(value: Jq, wanted: Jq = null): Jq {
  if (!Array.isArray(value)) throw notApplicable('bsearch', value, wanted)
  let low = 0
  let high = value.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(value[middle]!, wanted) >= 0) high = middle
    else low = middle + 1
  }
  return BigInt(low < value.length && compare(value[low]!, wanted) === 0 ? low : -low - 1)
}

function* range(from: Jq, to: Jq, by: Jq): Generator<Jq> {
  const direction = compare(by, 0n)
  for (let at = from; direction * compare(at, to) < 0; at = add(at, by)) yield at
}

function captures(value: Jq): Jq {
  const out = Object.create(null) as Record<string, Jq>
  if (!Array.isArray(value)) throw notApplicable('_captures', value)
  for (const capture of value) {
    if (typeof capture !== 'object' || capture === null || Array.isArray(capture)) continue
    const { name, string } = capture as { name?: Jq; string?: Jq }
    if (typeof name === 'string') out[name] = string ?? null
  }
  return { ...out }
}
