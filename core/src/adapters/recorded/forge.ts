import {
  GoNumber,
  type GoObject,
  type GoValue,
  getKey,
  int64,
  isGoObject,
  setKey,
  TypedMap,
  TypedSlice,
} from '../../go/kinds/index.ts'
import { type Cluster, type ClusterSecret, type Forge, ForgeRefusal, PortError } from '../../ports/index.ts'
import type { Answers } from './answers.ts'

/** The Forge port over recorded answers; what no answer fits is not at hand. */
export function createRecordedForge(answers: Answers): Forge {
  return {
    async repositories(scmProvider, signal) {
      signal.throwIfAborted()
      const answer = answers.scmProvider.find(({ match }) => match === undefined || contains(scmProvider, match))
      if (answer?.error !== undefined) throw new ForgeRefusal(answer.error)
      return answer?.repositories
    },
    async pullRequests(pullRequest, signal) {
      signal.throwIfAborted()
      const answer = answers.pullRequest.find(({ match }) => match === undefined || contains(pullRequest, match))
      if (answer?.notFound) throw new ForgeRefusal('repository not found', true)
      if (answer?.error !== undefined) throw new ForgeRefusal(answer.error)
      return answer?.pulls
    },
    async plugin(configMapName, _input, signal) {
      signal.throwIfAborted()
      return answers.plugin.get(configMapName)
    },
    async decisionConfigMap(name, signal) {
      signal.throwIfAborted()
      return answers.clusterDecisionResource.configMaps.get(name)
    },
    async decisionResources(apiVersion, plural, signal) {
      signal.throwIfAborted()
      const { configMaps, resources } = answers.clusterDecisionResource
      if (configMaps.size === 0 && resources.length === 0) return undefined
      return resources
        .filter(resource => getKey(resource, 'apiVersion') === apiVersion && isPlural(getKey(resource, 'kind'), plural))
        .map(asListed)
    },
  }
}

export interface RecordedCluster {
  /** Absent: the clusters are not at hand. */
  readonly clusters?: readonly ClusterSecret[]
  /** Absent: every AppProject with a valid name exists. */
  readonly projects?: readonly string[]
  /** Default `argocd`. */
  readonly argocdNamespace?: string
}

/** The Cluster port over recorded Secrets and project names. An AppProject has a name only: it permits nothing in particular. */
export function createRecordedCluster(recorded: RecordedCluster): Cluster {
  const { clusters, projects, argocdNamespace = 'argocd' } = recorded
  return {
    async clusterSecrets(signal) {
      signal.throwIfAborted()
      if (clusters !== undefined) return clusters
      throw new PortError(
        'cluster',
        'not-at-hand',
        'the clusters are not at hand: give their Secrets with --clusters FILE',
      )
    },
    async appProject(name, signal) {
      signal.throwIfAborted()
      if (projects === undefined ? !isSubdomain(name) : !projects.includes(name)) return undefined
      return {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        metadata: { name, namespace: argocdNamespace },
        spec: {},
      }
    },
  }
}

/** Whether every field of the second is in the first with an equal value; mappings may hold more. A missing field equals null. */
function contains(have: GoValue | undefined, want: GoValue, depth = 0): boolean {
  if (!isGoObject(want)) return isEqual(have ?? null, want, depth)
  const fields = have instanceof TypedMap ? Object.fromEntries(have.entries) : have
  if (!isGoObject(fields)) return false
  return Object.keys(want).every(key => depth < maximumDepth && contains(getKey(fields, key), want[key]!, depth + 1))
}

/** Equality of JSON values: a number's Go type does not count. */
function isEqual(left: GoValue, right: GoValue, depth: number): boolean {
  const a = plain(left)
  const b = plain(right)
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length && depth < maximumDepth && a.every((item, index) => isEqual(item, b[index]!, depth + 1))
    )
  }
  if (isGoObject(a) && isGoObject(b)) {
    const keys = Object.keys(a)
    return (
      keys.length === Object.keys(b).length &&
      depth < maximumDepth &&
      keys.every(key => Object.hasOwn(b, key) && isEqual(a[key]!, b[key]!, depth + 1))
    )
  }
  return a === b
}

function plain(value: GoValue): GoValue {
  if (value instanceof GoNumber) return Number(value.value)
  if (value instanceof TypedSlice) return value.items
  return value instanceof TypedMap ? Object.fromEntries(value.entries) : value
}

/** What is nested deeper than JSON may be is never equal. */
const maximumDepth = 1000

/** A list request names a resource by its plural, an object by its kind. */
function isPlural(kind: GoValue | undefined, plural: string): boolean {
  if (typeof kind !== 'string') return false
  const name = kind.toLowerCase()
  return [name, `${name}s`, `${name}es`, name.replace(/y$/, 'ies')].includes(plural)
}

/** The API server's JSON has int64 where YAML has a whole number; fmt prints large ones differently. */
function asListed(resource: GoObject): GoObject {
  return integersIn(resource, 0) as GoObject
}

function integersIn(value: GoValue, depth: number): GoValue {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? int64(value) : value
  if (depth > maximumDepth) return value
  if (Array.isArray(value)) return value.map(item => integersIn(item, depth + 1))
  if (!isGoObject(value)) return value
  const result: GoObject = {}
  for (const key of Object.keys(value)) setKey(result, key, integersIn(value[key]!, depth + 1))
  return result
}

/** Kubernetes' validation.IsDNS1123Subdomain. */
const isSubdomain = (name: string): boolean =>
  name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)
