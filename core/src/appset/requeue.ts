import { type GoObject, type GoValue, getKey, isGoObject } from '../go/kinds/index.ts'
import { durationText } from '../go/time/index.ts'
import type { ReconcileOutcome } from './conditions.ts'
import { objectAt } from './objects.ts'

const second = 1_000_000_000n
const minute = 60n * second

/** Defaults of a controller. */
export interface RequeueOptions {
  /** ARGOCD_APPLICATIONSET_CONTROLLER_REQUEUE_AFTER in nanoseconds. */
  readonly defaultRequeueAfter?: bigint
}

/**
 * After how long the controller looks again by itself, spelt as Go spells a duration (`3m0s`); undefined when only an event or the
 * backoff of an error makes it look again.
 */
// Argo CD: applicationset/controllers/applicationset_controller.go Reconcile, getMinRequeueAfter.
export function requeueAfter(
  set: object,
  outcome: ReconcileOutcome,
  { defaultRequeueAfter = 3n * minute }: RequeueOptions = {},
): string | undefined {
  if (outcome.silent || outcome.writeError) return undefined
  if (outcome.error) return durationText(3n * minute)
  let least = 0n
  const generators = getKey(objectAt(set as GoObject, 'spec') ?? {}, 'generators')
  if (Array.isArray(generators)) {
    for (const generator of generators) {
      for (const own of intervals(generator, defaultRequeueAfter, 0)) {
        if (least === 0n || (own !== 0n && own < least)) least = own
      }
    }
  }
  if (least === 0n && outcome.validationErrors.length > 0) least = 3n * minute
  return least === 0n ? undefined : durationText(least)
}

/** The interval of each generator kind in an element of spec.generators, in the order of Argo CD's struct. */
function intervals(element: GoValue, fallback: bigint, depth: number): readonly bigint[] {
  if (!isGoObject(element)) return []
  const out: bigint[] = []
  for (const [key, interval] of Object.entries(own)) {
    const generator = getKey(element, key)
    if (isGoObject(generator)) out.push(interval(generator, fallback, depth))
  }
  return out
}

type Interval = (generator: GoObject, fallback: bigint, depth: number) => bigint

const none: Interval = () => 0n
const asked =
  (preset?: bigint): Interval =>
  (generator, fallback) => {
    const seconds = getKey(generator, 'requeueAfterSeconds')
    // A time.Duration is an int64 and wraps around.
    return typeof seconds === 'number' ? BigInt.asIntN(64, BigInt(Math.trunc(seconds)) * second) : (preset ?? fallback)
  }

// Argo CD: applicationset/generators/matrix.go and merge.go GetRequeueAfter.
const ofChildren: Interval = (generator, fallback, depth) => {
  const children = getKey(generator, 'generators')
  // Below the second level Argo CD knows no combinations.
  if (!Array.isArray(children) || depth >= 2) return 0n
  let least: bigint | undefined
  for (const child of children) {
    for (const interval of intervals(child, fallback, depth + 1)) {
      if (interval !== 0n && (least === undefined || interval < least)) least = interval
    }
  }
  return least ?? 0n
}

const own: Readonly<Record<string, Interval>> = {
  list: none,
  clusters: none,
  git: asked(),
  scmProvider: asked(30n * minute),
  clusterDecisionResource: asked(),
  pullRequest: asked(30n * minute),
  matrix: ofChildren,
  merge: ofChildren,
  plugin: asked(30n * minute),
  oci: asked(),
}
