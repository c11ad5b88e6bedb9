export type JsonPatch = readonly (
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
)[]

/** What one reconcile would do to the Applications that exist. */
export interface SetPlan {
  readonly policy: string
  readonly create: readonly string[]
  readonly update: readonly { readonly name: string; readonly patch: JsonPatch }[]
  readonly delete: readonly { readonly name: string; readonly resources: 'deleted' | 'kept'; readonly reason: string }[]
  readonly unchanged: readonly string[]
  readonly kept: readonly { readonly name: string; readonly reason: string }[]
  readonly steps?: readonly RolloutStep[]
}

/** One step of a RollingSync. */
export interface RolloutStep {
  /** From 1. */
  readonly step: number
  readonly applications: readonly string[]
  /** As written in the step. */
  readonly maxUpdate: string | number | null
  /** The earlier steps that have to become healthy before this one is synced. */
  readonly waitsFor: readonly number[]
}
