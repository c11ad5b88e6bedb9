// Core values to LSP values: with from-lsp the only place where both are known.
import type { Diagnostic as CoreDiagnostic, SourceFile, Span } from '@kubectl-gitops/core'
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Range } from 'vscode-languageserver'
import { encodePosition, type PositionEncoding } from './position-encoding.ts'

/** What the conversion depends on besides the value. */
export interface LspContext {
  readonly encoding: PositionEncoding
  /** The file of a related location; one that is not at hand is left out. */
  find(uri: string): SourceFile | undefined
  /** Where the pages of the rules are, when the client said so. */
  readonly rulePages?: string | undefined
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const

/** Codes whose findings the editor shows in a way of their own: crossed out. */
const tags: Readonly<Record<string, DiagnosticTag[]>> = { 'schema-deprecated': [DiagnosticTag.Deprecated] }

export function toRange(file: SourceFile, { start, end }: Span, encoding: PositionEncoding): Range {
  return { start: encodePosition(file, start, encoding), end: encodePosition(file, end, encoding) }
}

/** A finding as the editor shows it. */
export function toDiagnostic(finding: CoreDiagnostic, file: SourceFile, context: LspContext): Diagnostic {
  const { encoding, rulePages } = context
  const related = (finding.related ?? []).flatMap(({ message, span }) => {
    const other = context.find(span.uri)
    return other ? [{ message, location: { uri: span.uri, range: toRange(other, span, encoding) } }] : []
  })
  const tagged = Object.hasOwn(tags, finding.code) ? tags[finding.code] : undefined
  return {
    source: 'gitops',
    code: finding.code,
    ...(typeof rulePages === 'string' && {
      codeDescription: { href: `${rulePages.replace(/\/$/, '')}/${finding.code}.md` },
    }),
    severity: severities[finding.severity],
    message: finding.message,
    range: toRange(file, finding.span ?? { uri: file.uri, start: 0, end: 0 }, encoding),
    ...(related.length > 0 && { relatedInformation: related }),
    ...(tagged && { tags: tagged }),
  }
}
