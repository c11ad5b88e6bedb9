import type { Span } from './span.ts'

export type Severity = 'error' | 'warning' | 'info' | 'hint'

/** Names one object of the cluster; group '' is core, namespace '' is cluster-scoped. */
export interface ObjectRef {
  readonly group: string
  readonly version?: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** Replaces the text of a span. */
export interface TextEdit {
  readonly span: Span
  readonly newText: string
}

/** A change that cures a finding. Safe: the meaning is kept or plainly intended. */
export interface Fix {
  readonly title: string
  readonly safe: boolean
  readonly edits: readonly TextEdit[]
}

/** One finding. `code` is a rule id, or for what is no rule: generation-error, render-error, port-<reason>, internal-error. */
export interface Diagnostic {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  /** Absent for a finding without a place (a missing tool, an unreachable cluster). */
  readonly span?: Span
  readonly related?: readonly { readonly message: string; readonly span: Span }[]
  readonly fixes?: readonly Fix[]
  readonly object?: ObjectRef
  /** The condition Argo CD itself would report, word for word. */
  readonly condition?: { readonly type: string; readonly message: string }
}
