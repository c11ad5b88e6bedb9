import { GoError, type GoObject, type GoValue, isGoObject, nilOf, typeOf } from '../../go/kinds/index.ts'
import { anyMap, define } from '../../go/sprig/define.ts'
import { decodeYAML } from '../../go/yaml/index.ts'
import { defineFunction } from './function.ts'

/** fromYaml: a map, or an error (applicationset/utils/template_functions.go fromYAML). */
export default defineFunction({
  name: 'fromYaml',
  function: define(['string'], anyMap, text => {
    const value = decodeYAML(typeof text === 'string' ? text : '')
    if (value === null) return nilOf(anyMap)
    if (!isGoObject(value)) throw notOfType(value, anyMap)
    return value as GoObject
  }),
})

/** The error of encoding/json for another kind of value, as sigs.k8s.io/yaml wraps it. */
export function notOfType(value: GoValue, wanted: string): GoError {
  const kind = Array.isArray(value) ? 'array' : isGoObject(value) ? 'object' : typeOf(value)
  const name = kind === 'float64' || kind === 'int64' ? 'number' : kind
  const fault = `json: cannot unmarshal ${name} into Go value of type ${wanted}`
  return new GoError(`error unmarshaling JSON: while decoding JSON: ${fault}`)
}
