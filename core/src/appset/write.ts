import { compareBytes, deepEqual, type GoObject, type GoValue, getKey, isGoObject, setKey } from '../go/kinds/index.ts'
import { ArgoError } from '../text/index.ts'
import { canonicalApplication } from './canonical.ts'
import { createdObject } from './created.ts'
import type { RemoveIgnored } from './ignore-differences.ts'
import { applyMergePatch, createMergePatch } from './merge-patch.ts'
import { normalizeApplicationSpec } from './normalize-spec.ts'
import { objectAt, stringAt } from './objects.ts'
import { withController } from './owners.ts'

/** What writing one generated Application does. */
export type Write =
  | { readonly action: 'create'; readonly object: GoObject }
  | { readonly action: 'update'; readonly object: GoObject }
  | { readonly action: 'unchanged' }
  | { readonly action: 'error'; readonly message: string }

export interface WriteOptions {
  /** Annotations and labels whose live value stays: preservedFields and the controller's own lists. */
  readonly preservedAnnotations: readonly string[]
  readonly preservedLabels: readonly string[]
  readonly removeIgnored: RemoveIgnored | undefined
}

/** What the reconcile writes of one generated Application, given what the cluster holds under its name. */
// Argo CD: applicationset/utils/createOrUpdate.go CreateOrUpdate with the mutation of createOrUpdateInCluster.
export function writeApplication(
  set: GoObject,
  generated: GoObject,
  existing: GoObject | undefined,
  options: WriteOptions,
): Write {
  if (existing === undefined) {
    const object = createdObject(generated)
    const owners = withController(object, set)
    if ('error' in owners) return failed(owners.error)
    return { action: 'create', object: withMetadata(object, { ownerReferences: owners.references }) }
  }
  const live = canonicalApplication(existing)
  const owners = withController(live, set)
  if ('error' in owners) return failed(owners.error)
  let desired = mutated(live, createdObject(generated), owners.references, options)
  let before = withSpec(live, normalizeApplicationSpec(specOf(live)))
  try {
    if (options.removeIgnored) [before, desired] = ignoring(options.removeIgnored, before, desired)
  } catch (error) {
    if (error instanceof ArgoError) return { action: 'error', message: error.message }
    throw error
  }
  if (deepEqual(before, desired)) return { action: 'unchanged' }
  const object = applyMergePatch(existing, createMergePatch(before, desired))
  if (!isGoObject(object) || deepEqual(canonicalApplication(object), live)) return { action: 'unchanged' }
  return { action: 'update', object }
}

const failed = (message: string): Write => ({
  action: 'error',
  message: `error while wrapping using MutateFn: ${message}`,
})

/** The live object with all that the generated one decides. */
function mutated(live: GoObject, generated: GoObject, ownerReferences: GoObject[], options: WriteOptions): GoObject {
  const out = withMetadata(withSpec(live, specOf(generated)), {
    labels: preserved(live, generated, 'labels', options.preservedLabels),
    annotations: preserved(live, generated, 'annotations', [...options.preservedAnnotations, ...alwaysPreserved]),
    finalizers: [...finalizers(generated), ...keptFinalizers(live)],
    ownerReferences,
  })
  const operation = getKey(generated, 'operation')
  if (operation !== undefined) out.operation = operation
  return out
}

const alwaysPreserved = [
  'notified.notifications.argoproj.io',
  'argocd.argoproj.io/refresh',
  'argocd.argoproj.io/hydrate',
]

function preserved(live: GoObject, generated: GoObject, field: string, keys: readonly string[]): GoObject {
  const out: GoObject = { ...objectAt(generated, 'metadata', field) }
  const current = objectAt(live, 'metadata', field) ?? {}
  for (const key of keys) {
    const value = getKey(current, key)
    if (value !== undefined) setKey(out, key, value)
  }
  return out
}

const finalizers = (app: GoObject): GoValue[] => {
  const list = getKey(objectAt(app, 'metadata') ?? {}, 'finalizers')
  return Array.isArray(list) ? list : []
}

/** Deletion hooks that Argo CD itself has put on the live object, stages included. */
const keptFinalizers = (live: GoObject): GoValue[] =>
  ['pre-delete-finalizer.argocd.argoproj.io', 'post-delete-finalizer.argocd.argoproj.io'].flatMap(prefix =>
    finalizers(live).filter(finalizer => typeof finalizer === 'string' && finalizer.startsWith(prefix)),
  )

/** Both sides without what the rules ignore, normalised again: a rule may have emptied a parent. */
// Argo CD: applicationset/utils/createOrUpdate.go applyIgnoreDifferences.
function ignoring(removeIgnored: RemoveIgnored, live: GoObject, desired: GoObject): [GoObject, GoObject] {
  const stripped = [live, desired].map(side => {
    const app = canonicalApplication(
      removeIgnored({ ...side, apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' }),
    )
    return withSpec(app, normalizeApplicationSpec(specOf(app)))
  })
  const [before, after] = stripped as [GoObject, GoObject]
  // An expression may not take the identity or the operation of what is written.
  const identity: GoObject = {}
  for (const field of ['name', 'namespace']) setKey(identity, field, stringAt(desired, 'metadata', field))
  const out = withMetadata(after, identity)
  delete out.operation
  const operation = getKey(desired, 'operation')
  if (operation !== undefined) out.operation = operation
  return [before, out]
}

const specOf = (app: GoObject): GoObject => objectAt(app, 'spec') ?? { destination: {} }

const withSpec = (app: GoObject, spec: GoObject): GoObject => ({ ...app, spec })

/** With these fields of metadata, empty ones left out as Go leaves them out. */
function withMetadata(app: GoObject, fields: GoObject): GoObject {
  const metadata: GoObject = { ...objectAt(app, 'metadata') }
  for (const [field, value] of Object.entries(fields)) {
    const empty = Array.isArray(value) ? value.length === 0 : isGoObject(value) && Object.keys(value).length === 0
    if (empty) delete metadata[field]
    else metadata[field] = value
  }
  return { ...app, metadata }
}

export const byName = (a: GoObject, b: GoObject): number =>
  compareBytes(stringAt(a, 'metadata', 'name'), stringAt(b, 'metadata', 'name'))
