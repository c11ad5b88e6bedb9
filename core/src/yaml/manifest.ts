import type { Span } from '../text/span.ts'
import type { YamlNode } from './node.ts'

export type Path = readonly (string | number)[]

/** An object and where it was written: in a file, or, for a generated one, in the template that wrote it. */
export interface Manifest<T> {
  readonly object: T
  readonly uri: string
  /** The span of a field's value, or of its nearest written ancestor when the field is absent. */
  at(...path: (string | number)[]): Span
  /** The span of a field's key; of the value for items of lists; of the nearest written ancestor when absent. */
  keyAt(...path: (string | number)[]): Span
  /** The syntax node of a field, for what looks inside strings; undefined when absent or generated. */
  node(...path: (string | number)[]): YamlNode | undefined
}
