import { decodeJSON, encodeJSON, nextJSONValue } from '../go/json/index.ts'
import {
  bytesOf,
  GoError,
  GoNumber,
  type GoObject,
  GoStruct,
  type GoValue,
  isGoObject,
  TypedMap,
  TypedSlice,
} from '../go/kinds/index.ts'
import type { PluginAnswer } from '../ports/index.ts'
import { appendTemplatedValues } from '../template/index.ts'
import { ArgoError } from '../text/index.ts'
import { asObject, asObjects, copied, mismatch } from './decode.ts'
import { wrapped } from './failure.ts'
import { flatten } from './flatten.ts'
import { defineGenerator, type ParameterSet } from './generator.ts'
import { originOf, sourcesInValues } from './origin.ts'

// Argo CD: applicationset/generators/plugin.go.
export default defineGenerator({
  key: 'plugin',
  async generate(spec, ctx) {
    const { place, world, renderer, set } = ctx
    const name = spec.configMapRef?.name ?? ''
    const input = (spec.input?.parameters ?? {}) as GoObject
    const answer = await world.plugin(name, input, place.at('configMapRef'))
    if (answer === undefined) return []
    const asked = place.at('configMapRef')
    if (answer === 'missing') {
      const missing = `error fetching ConfigMap: ConfigMap "${name}" not found`
      throw new ArgoError(`error getting plugin from generator: ${missing}`, asked)
    }
    const refused = configMapProblem(answer.configMap)
    if (refused !== undefined) throw new ArgoError(`error getting plugin from generator: ${refused}`, asked)
    let objects: GoObject[]
    try {
      objects = parametersOf(answer)
    } catch (error) {
      throw wrapped(error, `error listing params: error get api '${set.name}': `, asked)
    }
    const sets: ParameterSet[] = []
    for (const [index, object] of objects.entries()) {
      const params: GoObject = set.goTemplate ? object : Object.fromEntries(flatten(object))
      const answered = Object.keys(params)
      params.generator = {
        input: new TypedMap('map[string]v1alpha1.PluginParameters', [['parameters', inputs(input)]]),
      }
      try {
        await renderer.run(() => appendTemplatedValues(spec.values as GoObject | undefined, params, renderer))
      } catch (error) {
        throw wrapped(place.located(error), 'error generating params: ')
      }
      const object_ = { group: '', version: 'v1', kind: 'ConfigMap', namespace: world.argocdNamespace, name }
      sets.push({
        values: params,
        origin: originOf([index], () => [
          ...answered.map(parameter => ({ parameter, object: object_ })),
          ...Object.keys(input).map(key => ({
            parameter: `generator.input.parameters.${key}`,
            span: place.at('input', 'parameters', key),
          })),
          ...sourcesInValues(place, spec.values),
        ]),
      })
      const turn = ctx.pause()
      if (turn) await turn
    }
    return sets
  },
})

// Argo CD: applicationset/generators/plugin.go getConfigMap, getToken, getPluginFromGenerator.
function configMapProblem(data: Readonly<Record<string, string>> | undefined): string | undefined {
  if (data === undefined) return undefined
  const { baseUrl = '', token = '', requestTimeout } = data
  if (baseUrl === '') return 'error fetching ConfigMap: baseUrl not found in ConfigMap'
  if (token === '') return 'error fetching ConfigMap: token not found in ConfigMap'
  if (!token.startsWith('$')) {
    return `error fetching Secret token: token is empty, or does not reference a secret key starting with '$': ${token}`
  }
  if (requestTimeout === undefined || /^[+-]?\d+$/.test(requestTimeout)) return undefined
  return `error set requestTimeout : strconv.Atoi: parsing ${JSON.stringify(requestTimeout)}: invalid syntax`
}

// Argo CD: applicationset/services/internal/http/client.go Do, CheckResponse.
function parametersOf({ status = 200, body, parameters }: PluginAnswer): GoObject[] {
  if (status < 200 || status >= 300) throw new ArgoError(`API error with status code ${status}: ${refusal(body)}`)
  if (body === undefined) return parameters.map(object => copied(object) as GoObject)
  // A decoder reads one value and does not look further.
  const value = nextJSONValue(body, 0)
  if (value.kind === 'end') return []
  try {
    if (value.kind === 'error') throw new GoError(value.message)
    return decodeResponse(decodeJSON(body.slice(value.start, value.end)))
  } catch (error) {
    throw new ArgoError(`${(error as Error).message}: ${body}`, undefined, { cause: error })
  }
}

/** json.Unmarshal into Argo CD's ServiceResponse. */
// Argo CD: applicationset/services/plugin/plugin_service.go.
function decodeResponse(value: GoValue): GoObject[] {
  const response = fieldsOf(value, 'Go value of type plugin.ServiceResponse')
  const output = fieldsOf(valueAt(response, 'output'), 'Go struct field ServiceResponse.output of type plugin.Output')
  return asObjects(valueAt(output, 'parameters'), 'Go struct field Output.output.parameters')
}

function fieldsOf(value: GoValue, place: string): GoObject {
  if (value === null) return {}
  if (isGoObject(value)) return value
  throw mismatch(value, place)
}

/** encoding/json takes a field's key in any case. */
function valueAt(object: GoObject, key: string): GoValue {
  const found = Object.keys(object).find(each => each.toLowerCase() === key)
  return found === undefined ? null : object[found]!
}

function refusal(body = ''): string {
  try {
    const answer = asObject(decodeJSON(body))
    if (typeof answer.message === 'string') return answer.message
    return typeof answer.error === 'string' ? answer.error : ''
  } catch {
    return body
  }
}

/** The inputs stay raw JSON in a Go struct: a template sees their bytes, `toJson` the JSON. (Go: v1alpha1.PluginParameters.) */
function inputs(parameters: GoObject): TypedMap {
  return new TypedMap(
    'map[string]v1.JSON',
    Object.keys(parameters).map(key => [key, rawJSON(parameters[key]!)]),
  )
}

function rawJSON(value: GoValue): GoStruct {
  const bytes = value === null ? new Uint8Array() : bytesOf(encodeJSON(value))
  const items = [...bytes].map(byte => new GoNumber('uint8', BigInt(byte)))
  return new GoStruct({
    type: 'v1.JSON',
    fields: { Raw: new TypedSlice('[]uint8', items, value === null) },
    text: () => `{[${[...bytes].join(' ')}]}`,
    inner: value,
    json: () => value,
  })
}
