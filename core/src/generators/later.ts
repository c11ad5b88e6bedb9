import { type GoObject, type GoValue, isGoObject, setKey } from '../go/kinds/index.ts'
import { foldName } from '../model/go-types.ts'
import { type ArgocdVersion, isAtLeast } from '../settings/version.ts'
import { generators } from './index.ts'

/**
 * An ApplicationSet without the generators an Argo CD does not have yet: the API server drops them, and the controller's decoder does
 * not know them.
 */
export function withoutLaterGenerators(set: GoValue, version: ArgocdVersion): GoValue {
  const gone = new Set(
    Object.values(generators)
      .filter(({ since }) => since !== undefined && !isAtLeast(version, since))
      .map(({ key }) => foldName(key)),
  )
  if (gone.size === 0) return set
  return inField(set, 'SPEC', spec => withoutIn(spec, gone, 0))
}

/** Combinations stand in one another to the third level at most. */
const maximumDepth = 3

/** In the elements of `generators`, and of those below them. */
function withoutIn(holder: GoValue, gone: ReadonlySet<string>, depth: number): GoValue {
  return inField(holder, 'GENERATORS', elements =>
    Array.isArray(elements)
      ? same(
          elements,
          elements.map(element => without(element, gone, depth)),
        )
      : elements,
  )
}

function without(element: GoValue, gone: ReadonlySet<string>, depth: number): GoValue {
  if (!isGoObject(element)) return element
  const kept = fieldsOf(element).filter(([key]) => !gone.has(foldName(key)))
  const own = kept.length === Object.keys(element).length ? element : objectOf(kept)
  if (depth >= maximumDepth) return own
  const inside = (combination: GoValue): GoValue => withoutIn(combination, gone, depth + 1)
  return inField(inField(own, 'MATRIX', inside), 'MERGE', inside)
}

/** An object with another value in its field of that folded name; the same object when the value stays. */
function inField(object: GoValue, folded: string, change: (value: GoValue) => GoValue): GoValue {
  if (!isGoObject(object)) return object
  const before = fieldsOf(object)
  const after = before.map(([key, value]): Field => [key, foldName(key) === folded ? change(value) : value])
  return after.every(([, value], index) => value === before[index]![1]) ? object : objectOf(after)
}

type Field = readonly [string, GoValue]

const fieldsOf = (object: GoObject): Field[] => Object.keys(object).map(key => [key, object[key]!])

function objectOf(fields: readonly Field[]): GoObject {
  const out: GoObject = {}
  for (const [key, value] of fields) setKey(out, key, value)
  return out
}

const same = (before: GoValue[], after: GoValue[]): GoValue[] =>
  after.every((value, index) => value === before[index]) ? before : after
