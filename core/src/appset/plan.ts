import { compareBytes, type GoObject, type GoValue, getKey, setKey } from '../go/kinds/index.ts'
import type { Application, ApplicationSet } from '../model/index.ts'
import { type KnownCluster, resolveDestination } from '../project/index.ts'
import { combineFidelity, exact, type Fidelity } from '../text/index.ts'
import type { SetCondition, WriteFailure } from './conditions.ts'
import { ignoredFields } from './ignore-differences.ts'
import { jsonPatch } from './json-patch.ts'
import { objectAt, objectOf, qualifiedName, stringAt } from './objects.ts'
import { isControlledBy } from './owners.ts'
import type { SetPlan } from './plan-types.ts'
import { type PolicyOptions, policyOf } from './policy.ts'
import { isRollingSync, type RolloutStatus, rolloutCondition, rolloutOf } from './rollout.ts'
import type { ValidationError } from './validate.ts'
import { byName, type Write, writeApplication } from './write.ts'

/** What generation and validation answered. */
export interface Desired {
  /** As generated, in Argo CD's order. */
  readonly applications: readonly Application[]
  readonly validationErrors: readonly ValidationError[]
  /** The error of generation, with which nothing is written. */
  readonly error: string | null
}

export interface PlanOptions extends PolicyOptions {
  /** Argo CD's namespace: where an ApplicationSet without one is taken to be. Default argocd. */
  readonly argocdNamespace?: string
  /** --preserved-annotations and --preserved-labels */
  readonly preservedAnnotations?: readonly string[]
  readonly preservedLabels?: readonly string[]
  /**
   * --enable-progressive-syncs, without which a strategy has no effect. Absent: not known; then a RollingSync's steps are told, but
   * nothing else is changed by it.
   */
  readonly progressiveSyncs?: boolean
  /** The cluster Secrets of Argo CD's namespace; undefined when they are not at hand. */
  readonly clusters?: readonly KnownCluster[] | undefined
  /** argocd-cm cluster.inClusterEnabled */
  readonly inClusterEnabled?: boolean
}

export interface PlanAnswer {
  readonly plan: SetPlan
  /** What the controller reports when a write is refused. */
  readonly writeError?: { readonly reason: WriteFailure; readonly message: string }
  /** With a rollout: the condition that tells how far it is. */
  readonly rollout?: SetCondition
  /** With a rollout: where each existing Application stands afterwards. */
  readonly statuses?: readonly RolloutStatus[]
  readonly fidelity: Fidelity
}

/** What one reconcile would do to the Applications that exist. */
// Argo CD: applicationset/controllers/applicationset_controller.go Reconcile, createOrUpdateInCluster, createInCluster, deleteInCluster.
export async function planOf(
  applicationSet: ApplicationSet,
  desired: Desired,
  existing: readonly Application[],
  options: PlanOptions = {},
): Promise<PlanAnswer> {
  const set = objectOf(applicationSet)
  const setName = stringAt(set, 'metadata', 'name')
  const namespace = stringAt(set, 'metadata', 'namespace') || (options.argocdNamespace ?? 'argocd')
  const inNamespace = existing
    .map(objectOf)
    .filter(app => (stringAt(app, 'metadata', 'namespace') || namespace) === namespace)
  const byItsName = new Map(inNamespace.map(app => [stringAt(app, 'metadata', 'name'), app]))
  const current = inNamespace.filter(app => isControlledBy(app, setName)).sort(byName)
  const policy = policyOf(set, options)
  const draft: Draft = { policy: policy.name, create: [], update: [], delete: [], unchanged: [], kept: [] }

  if (desired.error !== null) {
    for (const app of current) draft.kept.push(kept(app, 'the ApplicationSet does not generate, so nothing is written'))
    return { plan: draft, fidelity: exact }
  }

  const generated = desired.applications.map(objectOf)
  const invalid = new Map(desired.validationErrors.map(error => [error.application, error.message]))
  const valid = generated.filter(app => !invalid.has(qualifiedName(app)))
  const removeIgnored = await ignoredFields(set)
  const rollout = options.progressiveSyncs === false ? undefined : rolloutOf(set, generated, current, removeIgnored)
  const acting = options.progressiveSyncs ? rollout : undefined
  const toWrite = valid.map(app => acting?.edit(app) ?? app).sort(byName)

  const writing = {
    preservedAnnotations: [...preserved(set, 'annotations'), ...(options.preservedAnnotations ?? [])],
    preservedLabels: [...preserved(set, 'labels'), ...(options.preservedLabels ?? [])],
    removeIgnored,
  }
  const owned = new Set(current.map(app => stringAt(app, 'metadata', 'name')))
  let writeError: PlanAnswer['writeError']
  for (const app of toWrite) {
    const name = stringAt(app, 'metadata', 'name')
    const live = byItsName.get(name)
    const write = writeApplication(set, app, live, writing)
    if (policy.update || !owned.has(name)) {
      record(draft, name, live, write)
      if (write.action === 'error') {
        writeError ??= {
          reason: policy.update ? 'UpdateApplicationError' : 'CreateApplicationError',
          message: write.message,
        }
      }
    } else if (write.action === 'unchanged') draft.unchanged.push(name)
    else draft.kept.push({ name, reason: `policy ${policy.name} does not update` })
  }
  for (const app of current) {
    const reason = invalid.get(qualifiedName(withNamespace(app, namespace)))
    if (reason !== undefined) draft.kept.push(kept(app, reason))
  }

  const names = new Set(generated.map(app => stringAt(app, 'metadata', 'name')))
  const parts: Fidelity[] = [rollout && !acting ? progressiveSyncsUnknown : exact]
  for (const app of current.filter(each => !names.has(stringAt(each, 'metadata', 'name')))) {
    if (writeError) draft.kept.push(kept(app, `not deleted while a write fails: ${writeError.message}`))
    else if (!policy.delete) draft.kept.push(kept(app, `policy ${policy.name} does not delete`))
    else {
      const deletion = deletionOf(app, options)
      draft.delete.push({ name: stringAt(app, 'metadata', 'name'), ...deletion.outcome })
      parts.push(deletion.fidelity)
    }
  }
  draft.kept.sort((a, b) => compareBytes(a.name, b.name))
  return {
    plan: rollout ? { ...draft, steps: rollout.steps } : draft,
    ...(writeError && { writeError }),
    ...(acting && { statuses: acting.statuses }),
    ...(options.progressiveSyncs && isRollingSync(set) && { rollout: rolloutCondition(set, rollout?.statuses ?? []) }),
    fidelity: combineFidelity(parts),
  }
}

/** A plan being made: the lists of SetPlan, still growing. */
interface Draft {
  readonly policy: string
  readonly create: string[]
  readonly update: SetPlan['update'][number][]
  readonly delete: SetPlan['delete'][number][]
  readonly unchanged: string[]
  readonly kept: SetPlan['kept'][number][]
}

function record(draft: Draft, name: string, live: GoObject | undefined, write: Write): void {
  if (write.action === 'create') draft.create.push(name)
  else if (write.action === 'update') draft.update.push({ name, patch: jsonPatch(live ?? null, write.object) })
  else if (write.action === 'unchanged') draft.unchanged.push(name)
  else draft.kept.push({ name, reason: write.message })
}

const kept = (app: GoObject, reason: string) => ({ name: stringAt(app, 'metadata', 'name'), reason })

function preserved(set: GoObject, field: string): string[] {
  const list = getKey(objectAt(set, 'spec', 'preservedFields') ?? {}, field)
  return Array.isArray(list) ? list.filter(item => typeof item === 'string') : []
}

function withNamespace(app: GoObject, namespace: string): GoObject {
  if (stringAt(app, 'metadata', 'namespace') !== '') return app
  const metadata: GoObject = { ...objectAt(app, 'metadata') }
  setKey(metadata, 'namespace', namespace)
  return { ...app, metadata }
}

const resourcesFinalizer = 'resources-finalizer.argocd.argoproj.io'
const cascading = [resourcesFinalizer, `${resourcesFinalizer}/foreground`, `${resourcesFinalizer}/background`]

/** What happens to an Application's resources when it goes. */
// Argo CD: applicationset_controller.go removeFinalizerOnInvalidDestination; Application.IsFinalizerPresent, CascadedDeletion.
function deletionOf(app: GoObject, options: PlanOptions) {
  const list = getKey(objectAt(app, 'metadata') ?? {}, 'finalizers')
  const finalizers: readonly GoValue[] = Array.isArray(list) ? list : []
  const cascades = finalizers.filter(finalizer => cascading.some(name => name === finalizer))
  if (cascades.length === 0) {
    return outcome('kept', 'no longer generated; without the resources finalizer its resources stay')
  }
  const destination = resolveDestination(objectAt(app, 'spec', 'destination') ?? {}, {
    secrets: options.clusters,
    ...(options.inClusterEnabled !== undefined && { inClusterEnabled: options.inClusterEnabled }),
  })
  if (destination.kind === 'error' && cascades.every(finalizer => finalizer === resourcesFinalizer)) {
    return outcome('kept', `no longer generated; its finalizer is taken off first: ${destination.message}`)
  }
  const deleted = outcome('deleted', `no longer generated; ${String(cascades[0])} deletes its resources`)
  return destination.kind === 'unknown' ? { ...deleted, fidelity: clustersNotAtHand } : deleted
}

const outcome = (
  resources: 'deleted' | 'kept',
  reason: string,
): { outcome: { resources: 'deleted' | 'kept'; reason: string }; fidelity: Fidelity } => ({
  outcome: { resources, reason },
  fidelity: exact,
})

const progressiveSyncsUnknown: Fidelity = {
  level: 'approximate',
  reasons: [
    {
      code: 'progressive-syncs-unknown',
      message:
        'whether the controller runs with --enable-progressive-syncs is not known: without it the steps have no effect',
    },
  ],
}

const clustersNotAtHand: Fidelity = {
  level: 'approximate',
  reasons: [
    {
      code: 'clusters-not-at-hand',
      message:
        'whether the destination of a deleted Application is a known cluster was not checked: without one its resources would stay',
    },
  ],
}
