// Core values to LSP values: with from-lsp the only place where both are known.
import type { Diagnostic as CoreDiagnostic, SourceFile, Span } from '@kubectl-gitops/core'
import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver'

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const

export function toRange(file: SourceFile, span: Span): Range {
  return { start: file.lines.positionAt(span.start), end: file.lines.positionAt(span.end) }
}

/** A finding as the editor shows it. `find` gives the file of a related location; one that is not at hand is left out. */
export function toDiagnostic(
  finding: CoreDiagnostic,
  file: SourceFile,
  find: (uri: string) => SourceFile | undefined,
): Diagnostic {
  const related = (finding.related ?? []).flatMap(({ message, span }) => {
    const other = find(span.uri)
    return other ? [{ message, location: { uri: span.uri, range: toRange(other, span) } }] : []
  })
  return {
    source: 'gitops',
    code: finding.code,
    severity: severities[finding.severity],
    message: finding.message,
    range: toRange(file, finding.span ?? { uri: file.uri, start: 0, end: 0 }),
    ...(related.length > 0 && { relatedInformation: related }),
  }
}
