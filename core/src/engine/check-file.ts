import type { Diagnostic, SourceFile, Span } from '../text/index.ts'
import { parseDocuments, type YamlDocument } from '../yaml/index.ts'
import { type CheckOptions, checkDocument } from './check.ts'

/** The text findings of one file, and what the next check of it can keep. */
export interface CheckedFile {
  readonly file: SourceFile
  readonly documents: readonly YamlDocument[]
  readonly diagnostics: readonly Diagnostic[]
  /** The findings of each document by its text, with the offset they were found at. */
  readonly known: ReadonlyMap<string, Known>
}

interface Known {
  readonly start: number
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * The findings of a file's text, in the order of the text. `previous` is the last answer for the same file and options: documents whose text
 * did not change keep their findings, moved to where they stand now.
 */
export function checkFile(file: SourceFile, options: CheckOptions, previous?: CheckedFile): CheckedFile {
  const documents = parseDocuments(file, previous?.documents)
  const known = new Map<string, Known>()
  const diagnostics: Diagnostic[] = []
  for (const document of documents) {
    const { start, end } = document.span
    const text = file.text.slice(start, end)
    const earlier = previous?.known.get(text)
    const isSound = document.problems.length === 0
    // A problem of the YAML can name lines of the file and depend on other documents, so what it leads to is not kept.
    const found = earlier && isSound ? move(earlier, start, file.uri) : checkDocument(file, document, options)
    if (isSound) known.set(text, { start, diagnostics: found })
    for (const diagnostic of found) diagnostics.push(diagnostic)
  }
  return { file, documents, diagnostics, known }
}

function move({ start, diagnostics }: Known, to: number, uri: string): readonly Diagnostic[] {
  const by = to - start
  if (by === 0) return diagnostics
  const shift = (span: Span): Span => (span.uri === uri ? { uri, start: span.start + by, end: span.end + by } : span)
  return diagnostics.map(diagnostic => ({
    ...diagnostic,
    ...(diagnostic.span && { span: shift(diagnostic.span) }),
    ...(diagnostic.related && { related: diagnostic.related.map(entry => ({ ...entry, span: shift(entry.span) })) }),
    ...(diagnostic.fixes && {
      fixes: diagnostic.fixes.map(fix => ({
        ...fix,
        edits: fix.edits.map(edit => ({ ...edit, span: shift(edit.span) })),
      })),
    }),
  }))
}
