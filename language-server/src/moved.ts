import type { Diagnostic, Span } from '@kubectl-gitops/core'

/** Text that was put in place of other text: offsets of what went, length of what came. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly length: number
}

/** A finding where it stands after an edit of its file. What was edited inside grows or shrinks with it. */
export function movedByEdit(finding: Diagnostic, uri: string, { start, end, length }: Edit): Diagnostic {
  const by = length - (end - start)
  const move = (offset: number): number =>
    offset <= start ? offset : offset >= end ? offset + by : Math.min(offset, start + length)
  return moved(finding, uri, span => ({ uri, start: move(span.start), end: move(span.end) }))
}

/** A finding whose document stands elsewhere in the file than before. */
export function movedBy(finding: Diagnostic, uri: string, by: number): Diagnostic {
  if (by === 0) return finding
  return moved(finding, uri, ({ start, end }) => ({ uri, start: start + by, end: end + by }))
}

function moved(finding: Diagnostic, uri: string, move: (span: Span) => Span): Diagnostic {
  const place = (span: Span): Span => (span.uri === uri ? move(span) : span)
  return {
    ...finding,
    ...(finding.span && { span: place(finding.span) }),
    ...(finding.related && { related: finding.related.map(entry => ({ ...entry, span: place(entry.span) })) }),
    ...(finding.fixes && {
      fixes: finding.fixes.map(fix => ({
        ...fix,
        edits: fix.edits.map(edit => ({ ...edit, span: place(edit.span) })),
      })),
    }),
  }
}
