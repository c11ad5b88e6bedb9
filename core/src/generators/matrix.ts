import { sprint } from '../go/fmt/index.ts'
import { compareBytes, type GoObject, getKey, setKey } from '../go/kinds/index.ts'
import { merge } from '../go/mergo/index.ts'
import { ArgoError } from '../text/index.ts'
import { saying } from './failure.ts'
import { defineGenerator, type ParameterOrigin, type ParameterSet } from './generator.ts'
import { originOf } from './origin.ts'

// Argo CD: applicationset/generators/matrix.go.
export default defineGenerator({
  key: 'matrix',
  async generate({ generators }, ctx) {
    const { place } = ctx
    const count = (generators ?? []).length
    if (count !== 2) {
      const wrong = count < 2 ? 'less' : 'more'
      throw new ArgoError(`found ${wrong} than two generators, Matrix support only two`, place.at('generators'))
    }
    const rows: ParameterSet[] = []
    const first = await saying('error failed to get params for first generator in matrix generator: ', place.at(), () =>
      ctx.expand(0),
    )
    const second = 'failed to get params for second generator in the matrix generator: '
    for (const left of first) {
      for (const right of await saying(second, place.at(), () => ctx.expand(1, left.values))) {
        const values = ctx.set.goTemplate
          ? await saying(
              'failed to merge params from the second generator in the matrix generator with the first: ',
              place.at(),
              () => merge(merge({}, right.values, { overwrite: true }), left.values, { overwrite: true }),
            )
          : await saying(
              'failed to combine string maps with merging params for the matrix generator: ',
              place.at(),
              () => combined(left.values, right.values),
            )
        rows.push({ values, origin: both(left.origin, right.origin) })
        const turn = ctx.pause()
        if (turn) await turn
      }
    }
    return rows
  },
})

/** Without Go templates everything becomes a string, and two different values for one key do not go together. */
// Argo CD: applicationset/utils/map.go CombineStringMaps. Which of several keys it names is chance; here it is the first.
function combined(left: GoObject, right: GoObject): GoObject {
  const out: GoObject = {}
  for (const key of Object.keys(left)) setKey(out, key, sprint([left[key]!]))
  for (const key of Object.keys(right).sort(compareBytes)) {
    const value = sprint([right[key]!])
    const current = getKey(out, key)
    if (current !== undefined && current !== value) {
      throw new ArgoError(`found duplicate key ${key} with different value, a: ${current} ,b: ${value}`)
    }
    setKey(out, key, value)
  }
  return out
}

/** The first child's value is the one that counts. */
function both(left: ParameterOrigin, right: ParameterOrigin): ParameterOrigin {
  return originOf([...left.element, ...right.element], () => {
    const sources = left.sources()
    const known = new Set(sources.map(source => source.parameter))
    return [...sources, ...right.sources().filter(source => !known.has(source.parameter))]
  })
}
