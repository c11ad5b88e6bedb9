import type { GoObject } from '../go/kinds/index.ts'
import type { Application } from '../model/index.ts'
import type { ObjectRef, Span } from '../text/index.ts'
import type { Manifest } from '../yaml/manifest.ts'

/** Where a parameter's value came from: a place in a file, or an object of the cluster. */
export type ParameterSource =
  | { readonly parameter: string; readonly span: Span }
  | { readonly parameter: string; readonly object: ObjectRef }

/** How one generated Application came to be. */
export interface Origin {
  /** spec.generators[0].matrix */
  readonly generator: string
  /** The element of each generator on the way, outermost first: for a matrix the index in each child. */
  readonly element: readonly number[]
  /** The parameters as the template saw them, as JSON. */
  readonly params: GoObject
  /** Where each parameter was written; computed when asked for. */
  sources(): readonly ParameterSource[]
  /** Which template text wrote each field of the Application; computed when asked for. */
  fields(): readonly FieldOrigin[]
}

export interface FieldOrigin {
  /** JSON pointer into the Application. */
  readonly path: string
  readonly span: Span
  /** The template text as written. */
  readonly template: string
}

/** A generated Application; `at` answers with the span of the template field that produced the value. */
export interface GeneratedApplication extends Manifest<Application> {
  readonly origin: Origin
}
