import { compareBytes, GoError, type GoObject, type GoValue, isGoObject, setKey } from '../go/kinds/index.ts'
import { decodeYAML } from '../go/yaml/index.ts'
import { ArgoError, type Span } from '../text/index.ts'
import { asObject, asObjects, inYAML, noParameters } from './decode.ts'
import { wrapped } from './failure.ts'
import { defineGenerator, type ParameterSet, type ParameterSource } from './generator.ts'
import { originOf, sourcesInNode } from './origin.ts'
import type { Place } from './place.ts'
import { firstDocument, nodeOfSet } from './yaml-text.ts'

// Argo CD: applicationset/generators/list.go.
export default defineGenerator({
  key: 'list',
  async generate(spec, { place, set, pause }) {
    const sets: ParameterSet[] = []
    for (const [index, element] of (spec.elements ?? []).entries()) {
      const values = parametersOf(element as GoValue, set.goTemplate, (...path) => place.at('elements', index, ...path))
      sets.push({ values, origin: originOf([index], () => sourcesInNode(place.node('elements', index))) })
      const turn = pause()
      if (turn) await turn
    }
    const elementsYaml = spec.elementsYaml ?? ''
    if (elementsYaml === '') return sets
    for (const [index, values] of fromYaml(elementsYaml, place).entries()) {
      sets.push({ values, origin: originOf([sets.length], () => sourcesInText(place, elementsYaml, index, values)) })
    }
    return sets
  },
})

function parametersOf(element: GoValue, goTemplate: boolean, at: (...path: string[]) => Span): GoObject {
  try {
    // A null element is an empty text to Argo CD.
    if (element === null) throw new GoError('unexpected end of JSON input')
    const object = asObject(element)
    return goTemplate ? object : strings(object, at)
  } catch (error) {
    throw error instanceof GoError ? wrapped(error, 'error unmarshling list element ', at()) : error
  }
}

/** Without Go templates only strings are parameters, and those below `values` get its name in front. */
function strings(object: GoObject, at: (...path: string[]) => Span): GoObject {
  const params: GoObject = {}
  const keys = Object.keys(object)
  if (keys.length === 0) return noParameters()
  for (const key of keys.sort(compareBytes)) {
    const value = object[key]!
    if (key !== 'values')
      setKey(
        params,
        key,
        text(value, () => at(key)),
      )
    else if (!isGoObject(value)) throw new ArgoError('error parsing values map', at('values'))
    else
      for (const name of Object.keys(value))
        setKey(
          params,
          `values.${name}`,
          text(value[name]!, () => at('values', name)),
        )
  }
  return params
}

function text(value: GoValue, at: () => Span): string {
  if (typeof value === 'string') return value
  // Argo CD formats an error that is nil.
  throw new ArgoError('error parsing value as string %!w(<nil>)', at())
}

function fromYaml(elementsYaml: string, place: Place): GoObject[] {
  try {
    const decoded = decodeYAML(elementsYaml)
    return inYAML(() => asObjects(decoded))
  } catch (error) {
    throw wrapped(error, 'error unmarshling decoded ElementsYaml ', place.at('elementsYaml'))
  }
}

/** The place of an element inside the text when the text is the one that was written; else the text. */
function sourcesInText(place: Place, elementsYaml: string, index: number, values: GoObject): ParameterSource[] {
  const written = place.node('elementsYaml')
  if (written?.kind === 'scalar' && written.value === elementsYaml) {
    const inner = sourcesInNode(nodeOfSet(firstDocument(place.written.uri, elementsYaml), index))
    if (inner.length > 0) {
      return inner.map(source =>
        'span' in source ? { ...source, span: written.spanOf(source.span.start, source.span.end) } : source,
      )
    }
  }
  const span = place.at('elementsYaml')
  return Object.keys(values).map(parameter => ({ parameter, span }))
}
