import type { ParameterSource } from '../generators/generator.ts'
import type { GoObject } from '../go/kinds/index.ts'
import type { Application } from '../model/index.ts'
import type { Span } from '../text/index.ts'
import type { Manifest } from '../yaml/manifest.ts'

export type { ParameterSource } from '../generators/generator.ts'

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
