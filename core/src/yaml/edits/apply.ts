import type { TextEdit } from '../../text/index.ts'

/** The text after these edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = ''
  let at = 0
  for (const { span, newText } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    out += text.slice(at, span.start) + newText
    at = span.end
  }
  return out + text.slice(at)
}
