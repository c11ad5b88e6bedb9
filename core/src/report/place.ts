import type { Diagnostic, Span } from '../text/index.ts'
import type { Places } from './report.ts'

/** Lines and columns count from 1, the end is exclusive, columns are UTF-16 units. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Where a span is for a person; undefined when the text it lies in is not at hand. */
export function placeOf(span: Span, places: Places): Place | undefined {
  const lines = places.source(span.uri)?.lines
  if (lines === undefined) return undefined
  const start = lines.positionAt(span.start)
  const end = lines.positionAt(Math.max(span.start, span.end))
  return {
    file: places.fileName(span.uri),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  }
}

/** A finding and where it is. */
export interface Placed {
  readonly finding: Diagnostic
  readonly place: Place | undefined
}

/** The findings in the order of every report: by file, line, column and code; those without a place come first. */
export function placed(findings: readonly Diagnostic[], places: Places): readonly Placed[] {
  return findings
    .map(finding => ({ finding, place: finding.span && placeOf(finding.span, places) }))
    .sort(
      (a, b) =>
        compare(a.place?.file ?? '', b.place?.file ?? '') ||
        (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
        (a.place?.column ?? 0) - (b.place?.column ?? 0) ||
        compare(a.finding.code, b.finding.code),
    )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
