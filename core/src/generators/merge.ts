import { encodeJSON } from '../go/json/index.ts'
import { type GoObject, getKey, setKey } from '../go/kinds/index.ts'
import { merge } from '../go/mergo/index.ts'
import { ArgoError } from '../text/index.ts'
import { saying } from './failure.ts'
import { defineGenerator, type ParameterOrigin, type ParameterSet } from './generator.ts'
import { originOf } from './origin.ts'
import type { Place } from './place.ts'

// Argo CD: applicationset/generators/merge.go. It answers in random order; here it is the order of the first child.
export default defineGenerator({
  key: 'merge',
  async generate({ generators, mergeKeys }, ctx) {
    const { place } = ctx
    const children = generators ?? []
    if (children.length < 2) {
      throw new ArgoError('found less than two generators, Merge requires two or more', place.at('generators'))
    }
    const answers: (readonly ParameterSet[])[] = []
    for (const index of children.keys()) {
      const prefix = `error getting param sets from generators: error getting params from generator ${index + 1} of ${children.length}: `
      answers.push(await saying(prefix, place.at('generators', index), () => ctx.expand(index)))
    }
    const [first, ...others] = answers as [readonly ParameterSet[], ...(readonly ParameterSet[])[]]
    const base = byMergeKey(mergeKeys ?? [], first, place)
    for (const sets of others) {
      for (const [key, set] of byMergeKey(mergeKeys ?? [], sets, place)) {
        const under = base.get(key)
        if (under === undefined) continue
        const values = await saying('error merging base param set with override param set: ', place.at(), () =>
          ctx.set.goTemplate
            ? merge(under.values, set.values, { overwrite: true })
            : copiedOver(under.values, set.values),
        )
        base.set(key, { values, origin: overridden(under.origin, set.origin) })
        const turn = ctx.pause()
        if (turn) await turn
      }
    }
    return [...base.values()]
  },
})

// Argo CD: applicationset/generators/merge.go getParamSetsByMergeKey.
function byMergeKey(
  mergeKeys: readonly string[],
  sets: readonly ParameterSet[],
  place: Place,
): Map<string, ParameterSet> {
  const prefix = 'error getting param sets by merge key: '
  if (mergeKeys.length === 0) {
    throw new ArgoError(`${prefix}no merge keys were specified, Merge requires at least one`, place.at('mergeKeys'))
  }
  const byKey = new Map<string, ParameterSet>()
  for (const set of sets) {
    const values: GoObject = {}
    for (const key of mergeKeys) setKey(values, key, getKey(set.values, key) ?? null)
    const key = encodeJSON(values)
    if (byKey.has(key)) {
      const problem =
        'the parameters from a generator were not unique by the given mergeKeys, Merge requires all param sets to be unique'
      throw new ArgoError(`${prefix}${problem}. Duplicate key was ${key}`, place.at('mergeKeys'))
    }
    byKey.set(key, set)
  }
  return byKey
}

function copiedOver(base: GoObject, override: GoObject): GoObject {
  const values: GoObject = { ...base }
  for (const key of Object.keys(override)) setKey(values, key, override[key]!)
  return values
}

function overridden(base: ParameterOrigin, override: ParameterOrigin): ParameterOrigin {
  return originOf(base.element, () => {
    const sources = override.sources()
    const known = new Set(sources.map(source => source.parameter))
    return [...base.sources().filter(source => !known.has(source.parameter)), ...sources]
  })
}
