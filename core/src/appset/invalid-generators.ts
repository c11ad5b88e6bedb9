import { generators } from '../generators/index.ts'
import { generatorKeys } from '../generators/keys.ts'
import { compareBytes, type GoObject, getKey, isGoObject } from '../go/kinds/index.ts'
import { type ArgocdVersion, bundledVersion, isAtLeast } from '../settings/version.ts'
import { objectAt, stringAt } from './objects.ts'

/**
 * What Argo CD says of elements of spec.generators it does not know: a warning in the controller's log, a refusal by the API
 * server. Their names it learns from the annotation kubectl apply leaves.
 */
// Argo CD: applicationset/utils/utils.go CheckInvalidGenerators.
export function invalidGenerators(set: object, version: ArgocdVersion = bundledVersion): string | undefined {
  const object = set as GoObject
  const generators = getKey(objectAt(object, 'spec') ?? {}, 'generators')
  if (!Array.isArray(generators)) return undefined
  const unknown = generators.flatMap((element, index) => (isKnown(element, version) ? [] : [index]))
  if (unknown.length === 0) return undefined
  const text = `ApplicationSet ${stringAt(object, 'metadata', 'name')} contains unrecognized generators`
  const applied = lastApplied(object)
  const names = new Set(unknown.flatMap(index => firstKey(applied[index])))
  return names.size === 0 ? text : `${text}: ${[...names].sort(compareBytes).join(', ')}`
}

function isKnown(element: unknown, version: ArgocdVersion): boolean {
  if (!isGoObject(element)) return false
  // The fields of ApplicationSetGenerator: one of them makes an element a known one, selector included.
  const has = (key: string): boolean => (getKey(element, key) ?? null) !== null
  return has('selector') || generatorKeys.some(key => isThere(generators[key]?.since, version) && has(key))
}

const isThere = (since: string | undefined, version: ArgocdVersion): boolean =>
  since === undefined || isAtLeast(version, since)

function lastApplied(set: GoObject): readonly unknown[] {
  const annotations = objectAt(set, 'metadata', 'annotations') ?? {}
  const config = getKey(annotations, 'kubectl.kubernetes.io/last-applied-configuration')
  if (typeof config !== 'string') return []
  try {
    const parsed: unknown = JSON.parse(config)
    if (!isGoObject(parsed)) return []
    const generators = getKey(objectAt(parsed, 'spec') ?? {}, 'generators')
    return Array.isArray(generators) ? generators : []
  } catch {
    return []
  }
}

/** Go takes any key of the element; with several that is chance, here it is the first one written. */
const firstKey = (element: unknown): readonly string[] => (isGoObject(element) ? Object.keys(element).slice(0, 1) : [])
