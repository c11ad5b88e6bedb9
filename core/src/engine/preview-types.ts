import type { GeneratedApplication } from '../appset/generated.ts'
import type { SetPlan } from '../appset/plan-types.ts'
import type { ApplicationSet } from '../model/index.ts'
import type { ArgocdVersion } from '../settings/version.ts'
import type { Diagnostic, Fidelity } from '../text/index.ts'
import type { Manifest } from '../yaml/manifest.ts'

/** Which Argo CD flags and inputs shape the answer; defaults are Argo CD's. */
export interface PreviewOptions {
  /** Whose answer it is. Default: the bundled version. */
  readonly argocdVersion?: ArgocdVersion
  /** applicationsetcontroller.enable.new.git.file.globbing */
  readonly newGitFileGlobbing?: boolean
  /** reposerver.include.hidden.directories */
  readonly includeHiddenDirectories?: boolean
  /** The namespace an ApplicationSet without one is taken to be in. Default: Argo CD's. */
  readonly namespace?: string
  readonly argocdNamespace?: string
  /** Applications that exist, for the plan. */
  readonly existing?: readonly import('../model/index.ts').Application[]
}

export interface Condition {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
}

/** What one element of spec.generators answered, for explaining: params as JSON. */
export interface GeneratorAnswer {
  /** Index in spec.generators. */
  readonly element: number
  readonly generator: string
  readonly sets: readonly unknown[]
  readonly error?: string
}

/** Everything Argo CD would make of one ApplicationSet. */
export interface SetPreview {
  readonly manifest: Manifest<ApplicationSet>
  readonly name: string
  readonly namespace: string
  /** Argo CD's own words: of decoding, generation or rendering; null when it generates. */
  readonly error: string | null
  /** Go panics here: the controller logs it and sets no condition. */
  readonly panic: boolean
  readonly generators: readonly GeneratorAnswer[]
  readonly conditions: readonly Condition[]
  /** In Argo CD's order; with an error those that could be generated, which Argo CD discards. */
  readonly applications: readonly GeneratedApplication[]
  readonly validationErrors: readonly { readonly application: string; readonly message: string }[]
  /** The objects one reconcile would write, after normalisation, sorted by name. */
  readonly created: readonly { readonly like: number; readonly object: unknown }[]
  readonly plan?: SetPlan
  readonly fidelity: Fidelity
  /** The error at the template field or generator that failed, and what was not at hand at the field that asked. */
  readonly diagnostics: readonly Diagnostic[]
}
