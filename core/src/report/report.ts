import type { Diagnostic, Fidelity, Severity, SourceFile } from '../text/index.ts'

/** One output format of findings: a pure function from findings to text. */
export interface Report {
  /** The value of `--output`. */
  readonly format: string
  readonly summary: string
  write(findings: readonly Diagnostic[], ctx: ReportContext): string
}

/** What a report needs besides the findings. */
export interface ReportContext extends Places {
  readonly tool: { readonly name: string; readonly version: string }
  /** The URIs of all files that were looked at. */
  readonly files: readonly string[]
  readonly summary: ReportSummary
  readonly fidelity: Fidelity
  readonly look: Look
  /** What is known of a rule; undefined for a code that is no rule. */
  rule(code: string): RuleInfo | undefined
  /** How long it took, for people. */
  readonly seconds: number
  /** The command that prints a rule's page, without the rule's id. */
  readonly rulesCommand: string
}

/** How URIs become what a person sees. */
export interface Places {
  /** Relative to the current folder when below it, else absolute, always with `/`; `-` for standard input. */
  fileName(uri: string): string
  /** The text of a file that was read. */
  source(uri: string): SourceFile | undefined
}

export interface RuleInfo {
  readonly summary: string
  readonly severity: Severity
  /** The URL of its page. */
  readonly docs?: string
}

/** What was looked at. `objects` are the documents with one of Argo CD's kinds. */
export interface ReportSummary {
  readonly files: number
  readonly documents: number
  readonly objects: number
  readonly ignored: number
  readonly baseline: number
  readonly skippedRules: readonly { readonly code: string; readonly needs: readonly string[] }[]
}

/** What a stretch of text is, for colouring. */
export type Role = Severity | 'dim' | 'bold' | 'good' | 'accent'

/** How text looks on this terminal. */
export interface Look {
  /** Colours a stretch of text, or leaves it as it is. */
  paint(role: Role, text: string): string
  /** The terminal cannot show more than ASCII. */
  readonly ascii: boolean
  /** The columns of the terminal; undefined when the output is no terminal. */
  readonly width?: number
}

/** Defines an output format, checked where it is written. */
export function defineReport(report: Report): Report {
  return report
}
