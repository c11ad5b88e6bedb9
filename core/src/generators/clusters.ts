import { compareBytes, type GoObject, type GoValue, setKey, stringMap, TypedSlice } from '../go/kinds/index.ts'
import type { ClusterSecret } from '../ports/index.ts'
import { type ArgocdVersion, isAtLeast } from '../settings/version.ts'
import { appendTemplatedValues, sanitizeName } from '../template/index.ts'
import { saying, wrapped } from './failure.ts'
import { defineGenerator, type GeneratorContext, type GeneratorSpec, type ParameterSet } from './generator.ts'
import { labelSelector } from './labels.ts'
import { originOf, sourcesInValues } from './origin.ts'

export const inCluster = { name: 'in-cluster', server: 'https://kubernetes.default.svc' }

// Argo CD: applicationset/generators/cluster.go. It visits the clusters in random order; here they are sorted by name.
export default defineGenerator({
  key: 'clusters',
  async generate(spec, ctx) {
    const { selector = {}, flatList = false } = spec
    const secrets = await matching(spec, ctx)
    if (secrets === undefined) return []
    const sets: ParameterSet[] = []
    for (const secret of secrets) {
      const params = clusterParams(secret, ctx)
      sets.push(await withValues(params, spec, ctx, 'cluster', secret, sets.length))
      const turn = ctx.pause()
      if (turn) await turn
    }
    const hasSelector =
      Object.keys(selector.matchLabels ?? {}).length > 0 || (selector.matchExpressions ?? []).length > 0
    if (!hasSelector && !secrets.some(secret => secret.server === inCluster.server)) {
      const params: GoObject = { ...inCluster, nameNormalized: inCluster.name, project: '' }
      sets.push(await withValues(params, spec, ctx, 'local cluster', undefined, sets.length))
    }
    return flatList ? [flat(sets)] : sets
  },
})

/** Its Secrets in the order of their clusters' names; of two with one name the later Secret. */
async function matching(
  { selector = {} }: GeneratorSpec<'clusters'>,
  { world, place }: GeneratorContext,
): Promise<ClusterSecret[] | undefined> {
  const asked = place.at('selector')
  const labels = { ...selector.matchLabels, 'argocd.argoproj.io/secret-type': 'cluster' }
  const wanted = await saying('error getting cluster secrets: error converting label selector: ', asked, () =>
    labelSelector({ ...selector, matchLabels: labels }),
  )
  const secrets = await world.clusterSecrets(asked)
  if (secrets === undefined) return undefined
  const byName = new Map<string, ClusterSecret>()
  // As the API server lists them.
  for (const secret of secrets.toSorted((a, b) => compareBytes(a.name, b.name))) {
    if (secret.namespace !== world.argocdNamespace) continue
    if (!wanted.matches(key => own(secret.labels, key))) continue
    byName.set(secret.clusterName, secret)
  }
  return [...byName.values()].sort((a, b) => compareBytes(a.clusterName, b.clusterName))
}

/** Kept by Argo CD and kubectl for themselves, never parameters. */
const hiddenAnnotations = [
  'argocd.argoproj.io/refresh',
  'argocd.argoproj.io/hydrate',
  'argocd.argoproj.io/tracking-id',
  'argocd.argoproj.io/installation-id',
  'kubectl.kubernetes.io/last-applied-configuration',
]

/** Since 3.6: applicationset/generators/cluster.go clusterAnnotationParams. */
const hiddenTimestamps = ['argocd.argoproj.io/refresh-timestamp', 'argocd.argoproj.io/hydrate-timestamp']

const isHidden = (annotation: string, version: ArgocdVersion): boolean =>
  hiddenAnnotations.includes(annotation) || (isAtLeast(version, '3.6') && hiddenTimestamps.includes(annotation))

function clusterParams(secret: ClusterSecret, { set: { goTemplate }, world }: GeneratorContext): GoObject {
  const { clusterName, server, project } = secret
  const params: GoObject = { name: clusterName, nameNormalized: sanitizeName(clusterName), server, project }
  const annotations = Object.entries(secret.annotations).filter(([key]) => !isHidden(key, world.argocdVersion))
  const labels = Object.entries(secret.labels)
  if (!goTemplate) {
    for (const [key, value] of annotations) setKey(params, `metadata.annotations.${key}`, value)
    for (const [key, value] of labels) setKey(params, `metadata.labels.${key}`, value)
    return params
  }
  const metadata: GoObject = {}
  if (Object.keys(secret.annotations).length > 0) metadata.annotations = stringMap(annotations)
  if (labels.length > 0) metadata.labels = stringMap(labels)
  return { ...params, metadata }
}

async function withValues(
  params: GoObject,
  spec: GeneratorSpec<'clusters'>,
  { renderer, place }: GeneratorContext,
  kind: string,
  secret: ClusterSecret | undefined,
  index: number,
): Promise<ParameterSet> {
  const names = Object.keys(params)
  try {
    await renderer.run(() => appendTemplatedValues(spec.values as GoObject | undefined, params, renderer))
  } catch (error) {
    throw wrapped(place.located(error), `error appending templated values for ${kind}: `)
  }
  return {
    values: params,
    origin: originOf([index], () => [
      ...(secret === undefined ? [] : names.map(parameter => ({ parameter, object: refOf(secret) }))),
      ...sourcesInValues(place, spec.values),
    ]),
  }
}

const refOf = ({ namespace, name }: ClusterSecret) => ({ group: '', version: 'v1', kind: 'Secret', namespace, name })

function flat(sets: readonly ParameterSet[]): ParameterSet {
  const clusters: GoValue = new TypedSlice(
    '[]map[string]interface {}',
    sets.map(set => set.values),
    sets.length === 0,
  )
  const sources = () =>
    sets.flatMap((set, index) =>
      set.origin.sources().map(source => ({ ...source, parameter: `clusters.${index}.${source.parameter}` })),
    )
  return { values: { clusters }, origin: originOf([0], sources) }
}

const own = (labels: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(labels, key) ? labels[key] : undefined
