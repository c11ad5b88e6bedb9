import { compareBytes, deepEqual, type GoObject, type GoValue, getKey, isGoObject } from '../go/kinds/index.ts'
import { canonicalApplication } from './canonical.ts'
import type { SetCondition } from './conditions.ts'
import type { RemoveIgnored } from './ignore-differences.ts'
import { normalizeApplicationSpec } from './normalize-spec.ts'
import { objectAt, stringAt } from './objects.ts'
import type { RolloutStep } from './plan-types.ts'

/** A RollingSync as one reconcile sees it. */
export interface Rollout {
  readonly steps: readonly RolloutStep[]
  /** Where each existing Application stands afterwards, in byte order of the names. */
  readonly statuses: readonly RolloutStatus[]
  /** The Application as the rollout writes it: without automated sync of its own, with an operation when its turn has come. */
  edit(app: GoObject): GoObject
}

/** An entry of status.applicationStatus. */
export interface RolloutStatus {
  readonly application: string
  readonly status: string
  readonly step: string
  readonly message: string
}

/** Argo CD: applicationset/progressivesync/progressive_sync.go IsRollingSyncStrategy. */
export function isRollingSync(set: GoObject): boolean {
  const strategy = objectAt(set, 'spec', 'strategy')
  return (
    strategy !== undefined &&
    stringAt(strategy, 'type') === 'RollingSync' &&
    objectAt(strategy, 'rollingSync') !== undefined
  )
}

/** What the strategy of an ApplicationSet does in one reconcile; undefined when it has no RollingSync with steps. */
// Argo CD: applicationset/progressivesync/progressive_sync.go PerformProgressiveSyncs, SyncDesiredApplications.
export function rolloutOf(
  set: GoObject,
  generated: readonly GoObject[],
  current: readonly GoObject[],
  removeIgnored: RemoveIgnored | undefined,
): Rollout | undefined {
  const steps = stepsOf(set)
  if (!isRollingSync(set) || steps.length === 0) return undefined
  const members = steps.map(step => generated.filter(app => selects(step, app)).map(nameOf))
  const stepOf = new Map<string, number>()
  members.forEach((names, index) => {
    for (const name of names) if (!stepOf.has(name)) stepOf.set(name, index)
  })
  const before = new Map(recorded(set).map(entry => [entry.application, entry]))
  const evaluated = evaluate(before, generated, current, stepOf, removeIgnored)
  const healthy = new Set(evaluated.filter(entry => entry.status === 'Healthy').map(entry => entry.application))
  const complete = members.map(names => names.every(name => healthy.has(name)))
  const blocking = complete.flatMap((done, index) => (done ? [] : [index]))
  const due = new Set(members.slice(0, (blocking[0] ?? members.length - 1) + 1).flat())
  return {
    steps: steps.map((step, index) => ({
      step: index + 1,
      applications: members[index]!.filter(name => stepOf.get(name) === index).sort(compareBytes),
      maxUpdate: maxUpdateOf(step),
      waitsFor: blocking.filter(earlier => earlier < index).map(earlier => earlier + 1),
    })),
    statuses: promote(evaluated, due, stepOf, steps),
    edit: app => edited(app, due.has(nameOf(app)) && before.get(nameOf(app))?.status === 'Pending'),
  }
}

/** What the controller says of how far the rollout is. */
// Argo CD: applicationset/progressivesync/progressive_sync.go updateApplicationSetApplicationStatusConditions.
export function rolloutCondition(set: GoObject, statuses: readonly RolloutStatus[]): SetCondition {
  const unfinished = new Set(statuses.filter(entry => entry.status !== 'Healthy').map(entry => entry.step))
  const index = stepsOf(set).findIndex((_, at) => unfinished.has(String(at + 1)))
  return index < 0
    ? {
        type: 'RolloutProgressing',
        status: 'False',
        reason: 'ApplicationSetRolloutComplete',
        message: 'ApplicationSet Rollout has completed',
      }
    : {
        type: 'RolloutProgressing',
        status: 'True',
        reason: 'ApplicationSetModified',
        message: `ApplicationSet is performing rollout of step ${index + 1}`,
      }
}

/** How many Applications of a step may be updating at once; null for any number. */
// Kubernetes: intstr.GetScaledValueFromIntOrPercent, rounded down; Argo CD lets every share but 0% through with one at least.
export function maxUpdateCount(maxUpdate: string | number | null, total: number): number | null {
  if (maxUpdate === null || typeof maxUpdate === 'number') return maxUpdate
  const percent = /^([+-]?[0-9]{1,18})%$/.exec(maxUpdate)
  const count = percent ? Math.floor((Number(percent[1]) * total) / 100) : 0
  return maxUpdate !== '0%' && count < 1 ? 1 : count
}

const nameOf = (app: GoObject): string => stringAt(app, 'metadata', 'name')

function stepsOf(set: GoObject): GoObject[] {
  const steps = getKey(objectAt(set, 'spec', 'strategy', 'rollingSync') ?? {}, 'steps')
  return Array.isArray(steps) ? steps.map(step => (isGoObject(step) ? step : {})) : []
}

function maxUpdateOf(step: GoObject): string | number | null {
  const value = getKey(step, 'maxUpdate')
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

/** Argo CD: buildAppDependencyList, labelMatchedExpression. A missing label fails only `In`. */
function selects(step: GoObject, app: GoObject): boolean {
  const labels = objectAt(app, 'metadata', 'labels') ?? {}
  return objects(getKey(step, 'matchExpressions')).every(expression => {
    const operator = stringAt(expression, 'operator')
    const label = getKey(labels, stringAt(expression, 'key'))
    if (label === undefined) return operator !== 'In'
    const values = getKey(expression, 'values')
    const found = Array.isArray(values) && values.includes(label)
    return (operator === 'In' && found) || (operator === 'NotIn' && !found)
  })
}

interface Recorded extends RolloutStatus {
  readonly targetRevisions: GoValue[]
  readonly since: string
}

function recorded(set: GoObject): Recorded[] {
  return objects(getKey(objectAt(set, 'status') ?? {}, 'applicationStatus')).map(entry => {
    const revisions = getKey(entry, 'targetRevisions') ?? getKey(entry, 'targetrevisions')
    return {
      application: stringAt(entry, 'application'),
      status: stringAt(entry, 'status'),
      step: stringAt(entry, 'step'),
      message: stringAt(entry, 'message'),
      targetRevisions: Array.isArray(revisions) ? revisions : [],
      since: stringAt(entry, 'lastTransitionTime'),
    }
  })
}

/** Argo CD: UpdateApplicationSetApplicationStatus. */
function evaluate(
  before: ReadonlyMap<string, Recorded>,
  generated: readonly GoObject[],
  current: readonly GoObject[],
  stepOf: ReadonlyMap<string, number>,
  removeIgnored: RemoveIgnored | undefined,
): RolloutStatus[] {
  const desired = new Map(generated.map(app => [nameOf(app), app]))
  return [...current]
    .sort((a, b) => compareBytes(nameOf(a), nameOf(b)))
    .map(app => {
      const application = nameOf(app)
      const known = before.get(application)
      const index = stepOf.get(application)
      const step = index === undefined ? '-1' : String(index + 1)
      const wanted = desired.get(application)
      const revisions = revisionsOf(app)
      const revisionsChanged = known !== undefined && !deepEqual(known.targetRevisions, revisions)
      const specChanged = wanted !== undefined && specDiffers(app, withoutAutomation(wanted), removeIgnored)
      const as = (status: string, message: string): RolloutStatus => ({ application, status, step, message })
      let next = known
        ? as(known.status, known.message)
        : as('Waiting', 'No Application status found, defaulting status to Waiting')
      if (revisionsChanged || specChanged) next = as('Waiting', changedMessage(revisionsChanged, specChanged))
      if (next.status === 'Waiting') return synced(app) ? afterSync(app, as) : next
      return known ? progressed(app, known, next, as) : next
    })
}

type As = (status: string, message: string) => RolloutStatus

function changedMessage(revisions: boolean, spec: boolean): string {
  const what = revisions && spec ? ' (revision and spec differ)' : revisions ? '' : ' (spec differs)'
  return `Application has pending changes${what}, setting status to Waiting`
}

const synced = (app: GoObject): boolean => stringAt(app, 'status', 'sync', 'status') === 'Synced'
const isHealthy = (app: GoObject): boolean => stringAt(app, 'status', 'health', 'status') === 'Healthy'

const afterSync = (app: GoObject, as: As): RolloutStatus =>
  isHealthy(app)
    ? as('Healthy', 'Application resource has synced, updating status to Healthy')
    : as('Progressing', 'Application resource has synced, updating status to Progressing')

function progressed(app: GoObject, known: Recorded, next: RolloutStatus, as: As): RolloutStatus {
  if (known.status === 'Pending') {
    const reconciledAt = stringAt(app, 'status', 'reconciledAt')
    if (reconciledAt !== '' && !(known.since !== '' && isAfter(reconciledAt, known.since))) return next
    const startedAt = stringAt(app, 'status', 'operationState', 'startedAt')
    if (startedAt !== '' && isAfter(startedAt, known.since)) {
      const phase = stringAt(app, 'status', 'operationState', 'phase')
      const what =
        phase === 'Succeeded'
          ? 'completed a sync successfully'
          : phase === 'Failed' || phase === 'Error'
            ? 'completed a sync'
            : 'became Progressing'
      return as('Progressing', `Application resource ${what}, updating status from Pending to Progressing`)
    }
    if (hasError(app))
      return as('Progressing', 'Application resource has error and cannot sync, updating status to Progressing')
    return next
  }
  if (known.status === 'Progressing' && isHealthy(app) && synced(app)) {
    return as('Healthy', 'Application resource became Healthy, updating status from Progressing to Healthy')
  }
  return next
}

const hasError = (app: GoObject): boolean =>
  objects(getKey(objectAt(app, 'status') ?? {}, 'conditions')).some(condition =>
    ['InvalidSpecError', 'UnknownError'].includes(stringAt(condition, 'type')),
  )

/** Kubernetes writes times with whole seconds. */
const isAfter = (a: string, b: string): boolean => Date.parse(a) > (Date.parse(b) || Number.NEGATIVE_INFINITY)

function revisionsOf(app: GoObject): GoValue[] {
  const sync = objectAt(app, 'status', 'sync') ?? {}
  const revisions = getKey(sync, 'revisions')
  if (Array.isArray(revisions) && revisions.length > 0) return revisions
  const revision = stringAt(sync, 'revision')
  return revision === '' ? [] : [revision]
}

/** Argo CD: applicationset/utils/createOrUpdate.go SpecsEquivalent; a failure to compare counts as no change. */
function specDiffers(live: GoObject, desired: GoObject, removeIgnored: RemoveIgnored | undefined): boolean {
  try {
    const [a, b] = [live, desired].map(app => {
      const side: GoObject = { ...canonicalApplication(app), apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' }
      const normal = { ...side, spec: normalizeApplicationSpec(objectAt(side, 'spec') ?? {}) }
      const stripped = removeIgnored ? canonicalApplication(removeIgnored(normal)) : normal
      return normalizeApplicationSpec(objectAt(stripped, 'spec') ?? {})
    })
    return !deepEqual(a!, b!)
  } catch {
    return false
  }
}

/** Argo CD: UpdateApplicationSetApplicationStatusProgress: Waiting becomes Pending as far as maxUpdate allows. */
function promote(
  statuses: readonly RolloutStatus[],
  due: ReadonlySet<string>,
  stepOf: ReadonlyMap<string, number>,
  steps: readonly GoObject[],
): RolloutStatus[] {
  // Argo CD looks an Application of no step up as one of the first.
  const stepIndex = (entry: RolloutStatus): number => stepOf.get(entry.application) ?? 0
  const total = steps.map((_, index) => statuses.filter(entry => stepIndex(entry) === index).length)
  const updating = steps.map(
    (_, index) =>
      statuses.filter(entry => stepIndex(entry) === index && ['Pending', 'Progressing'].includes(entry.status)).length,
  )
  return statuses.map(entry => {
    const index = stepIndex(entry)
    const most = maxUpdateCount(maxUpdateOf(steps[index]!), total[index]!)
    if (entry.status !== 'Waiting' || !due.has(entry.application) || (most !== null && updating[index]! >= most))
      return entry
    updating[index]!++
    const message = 'Application moved to Pending status, watching for the Application resource to start Progressing'
    return { ...entry, status: 'Pending', message }
  })
}

/** Argo CD: disableAutomatedSync. */
function withoutAutomation(app: GoObject): GoObject {
  const automated = objectAt(app, 'spec', 'syncPolicy', 'automated')
  if (automated === undefined) return app
  const spec = objectAt(app, 'spec') ?? {}
  const syncPolicy = { ...objectAt(spec, 'syncPolicy'), automated: { ...automated, enabled: false } }
  return { ...app, spec: { ...spec, syncPolicy } }
}

function edited(app: GoObject, sync: boolean): GoObject {
  const out = withoutAutomation(app)
  return sync ? { ...out, operation: operationOf(app) } : out
}

/** Argo CD: syncApplication. */
function operationOf(app: GoObject): GoObject {
  const syncPolicy = objectAt(app, 'spec', 'syncPolicy') ?? {}
  const automated = objectAt(syncPolicy, 'automated')
  const sync: GoObject = {}
  if (automated && getKey(automated, 'enabled') !== false && getKey(automated, 'prune') === true) sync.prune = true
  const syncOptions = getKey(syncPolicy, 'syncOptions')
  if (Array.isArray(syncOptions) && syncOptions.length > 0) sync.syncOptions = syncOptions
  return {
    sync,
    initiatedBy: { username: 'applicationset-controller', automated: true },
    info: [{ name: 'Reason', value: 'ApplicationSet RollingSync triggered a sync of this Application resource' }],
    retry: objectAt(syncPolicy, 'retry') ?? { limit: 5 },
  }
}

const objects = (value: GoValue | undefined): GoObject[] => (Array.isArray(value) ? value.filter(isGoObject) : [])
