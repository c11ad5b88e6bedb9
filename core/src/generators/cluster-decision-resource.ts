import { sprint } from '../go/fmt/index.ts'
import {
  type GoObject,
  type GoValue,
  getKey,
  isGoObject,
  setKey,
  stringMap,
  TypedMap,
  typeOf,
} from '../go/kinds/index.ts'
import type { LabelSelector } from '../model/index.ts'
import { ArgoError, ArgoPanic } from '../text/index.ts'
import { inCluster } from './clusters.ts'
import { defineGenerator, type GeneratorContext, type GeneratorSpec, type ParameterSet } from './generator.ts'
import { labelSelector, type Selector } from './labels.ts'
import { originOf, sourcesInValues } from './origin.ts'
import type { Place } from './place.ts'

// Argo CD: applicationset/generators/duck_type.go.
export default defineGenerator({
  key: 'clusterDecisionResource',
  async generate(spec, ctx) {
    const { place, world } = ctx
    const clusters = await argoClusters(ctx)
    const configMap = await world.decisionConfigMap(spec.configMapRef ?? '', place.at('configMapRef'))
    if (configMap === undefined) return []
    if (configMap === 'missing') {
      const name = `configmaps "${spec.configMapRef ?? ''}" not found`
      throw new ArgoError(`error reading configMapRef: ${name}`, place.at('configMapRef'))
    }
    const apiVersion = own(configMap, 'apiVersion')
    const plural = own(configMap, 'kind')
    if (plural === '' || apiVersion.indexOf('/') < 1) {
      const message = 'there is a problem with the apiVersion, kind or resourceName provided'
      throw new ArgoError(message, place.at('configMapRef'))
    }
    const wanted = resourceFilter(spec, place)
    const all = await world.decisionResources(apiVersion, plural, place.at())
    if (all === undefined || clusters === undefined) return []
    const resources = all.filter(wanted)
    if (resources.length === 0) throw new ArgoError('no clusterDecisionResources found', place.at())
    const matchKey = own(configMap, 'matchKey')
    if (matchKey === '') return []
    const sets: ParameterSet[] = []
    for (const { decision, resource } of decisions(resources, own(configMap, 'statusListKey') || 'clusters')) {
      const value = getKey(fieldsOf(decision), matchKey) ?? null
      const name = value === null ? '' : sprint([value])
      const cluster = name === '' ? undefined : clusters.find(known => known.name === name)
      if (cluster === undefined) continue
      const params: GoObject = { name: cluster.name, server: cluster.server }
      for (const key of Object.keys(fieldsOf(decision))) setKey(params, key, sprint([fieldsOf(decision)[key]!]))
      const parameters = Object.keys(params)
      addValues(params, spec.values, ctx.set.goTemplate)
      const object = refOf(resource)
      const index = sets.length
      sets.push({
        values: params,
        origin: originOf([index], () => [
          ...parameters.map(parameter => ({ parameter, object })),
          ...sourcesInValues(place, spec.values),
        ]),
      })
    }
    return sets
  },
})

/** The clusters Argo CD knows, the one it runs in always among them. */
// Argo CD: applicationset/utils/clusterUtils.go ListClusters.
async function argoClusters({
  world,
  place,
}: GeneratorContext): Promise<{ name: string; server: string }[] | undefined> {
  const secrets = await world.clusterSecrets(place.at())
  const clusters = secrets
    ?.filter(secret => secret.namespace === world.argocdNamespace)
    .map(secret => ({ name: secret.clusterName, server: secret.server }))
  if (clusters?.some(cluster => cluster.server === inCluster.server) === false) clusters.push({ ...inCluster })
  return clusters
}

function resourceFilter(
  { name = '', labelSelector: selector = {} }: GeneratorSpec<'clusterDecisionResource'>,
  place: Place,
): (resource: GoObject) => boolean {
  const hasSelector = selector.matchLabels !== undefined || selector.matchExpressions !== undefined
  if ((name === '') === !hasSelector) {
    const message = 'there is a problem with the definition of the ClusterDecisionResource generator'
    throw new ArgoError(message, place.at())
  }
  if (name !== '') return resource => getKey(metadataOf(resource), 'name') === name
  const labels = listSelector(selector, place)
  return resource => {
    const own = fieldsOf(getKey(metadataOf(resource), 'labels') ?? null)
    return labels.matches(key => {
      const value = getKey(own, key)
      return typeof value === 'string' ? value : undefined
    })
  }
}

/** Argo CD asks for `<none>` or `<error>` where a selector is empty or wrong, which the API server refuses. */
// apimachinery: pkg/apis/meta/v1/helpers.go FormatLabelSelector.
function listSelector(selector: LabelSelector, place: Place): Selector {
  const isEmpty = Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0
  const refused = (cause?: unknown): ArgoError => {
    const problem = "found '<', expected: !, identifier, or 'end of string'"
    return new ArgoError(`failed to get dynamic resources: ${problem}`, place.at('labelSelector'), { cause })
  }
  if (isEmpty) throw refused()
  try {
    return labelSelector(selector)
  } catch (error) {
    throw refused(error)
  }
}

// Argo CD: applicationset/generators/duck_type.go buildClusterDecisions. A status of another shape is a failing type assertion.
function decisions(
  resources: readonly GoObject[],
  statusListKey: string,
): { decision: GoObject; resource: GoObject }[] {
  return resources.flatMap(resource => {
    const status = getKey(resource, 'status') ?? null
    if (status === null) return []
    if (!isGoObject(status)) throw conversion(status, 'map[string]interface {}')
    if (Object.keys(status).length === 0) return []
    const list = getKey(status, statusListKey) ?? null
    if (!Array.isArray(list)) throw conversion(list, '[]interface {}')
    return list.map(decision => {
      if (!isGoObject(decision)) throw conversion(decision, 'map[string]interface {}')
      return { decision, resource }
    })
  })
}

const conversion = (value: GoValue, wanted: string): ArgoPanic =>
  new ArgoPanic(`interface conversion: interface {} is ${value === null ? 'nil' : typeOf(value)}, not ${wanted}`)

/** As written: this generator renders no values. */
// Argo CD: applicationset/generators/duck_type.go collectParams.
function addValues(params: GoObject, values: Readonly<Record<string, string>> | undefined, goTemplate: boolean): void {
  const keys = Object.keys(values ?? {})
  if (values === undefined || keys.length === 0) return
  if (!goTemplate) {
    for (const key of keys) setKey(params, `values.${key}`, values[key]!)
    return
  }
  const before = getKey(params, 'values') ?? null
  if (before !== null && !(before instanceof TypedMap)) throw conversion(before, 'map[string]string')
  setKey(params, 'values', stringMap(keys.map(key => [key, values[key]!])))
}

function refOf(resource: GoObject) {
  const apiVersion = textOf(getKey(resource, 'apiVersion'))
  const slash = apiVersion.indexOf('/')
  return {
    group: apiVersion.slice(0, Math.max(slash, 0)),
    version: apiVersion.slice(slash + 1),
    kind: textOf(getKey(resource, 'kind')),
    namespace: textOf(getKey(metadataOf(resource), 'namespace')),
    name: textOf(getKey(metadataOf(resource), 'name')),
  }
}

const fieldsOf = (value: GoValue): GoObject => (isGoObject(value) ? value : {})
const metadataOf = (resource: GoObject): GoObject => fieldsOf(getKey(resource, 'metadata') ?? null)
const textOf = (value: GoValue | undefined): string => (typeof value === 'string' ? value : '')
const own = (data: Readonly<Record<string, string>>, key: string): string => getKey(data, key) ?? ''
