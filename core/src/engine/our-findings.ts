import type { Diagnostic } from '../text/index.ts'
import type { YamlDocument } from '../yaml/index.ts'
import type { CheckedFile } from './check-file.ts'

/** What every text holds that has something of Argo CD in it: its kinds by their apiVersion, other manifests by its annotations. */
export const ourMark = 'argoproj.io/'

/**
 * The findings in documents that have something of Argo CD in them. The others are left alone, unless they cannot be read: then Argo CD cannot read
 * the file either.
 */
export function ourFindings({ file, documents, diagnostics }: CheckedFile): readonly Diagnostic[] {
  const isOurs = ({ span }: YamlDocument): boolean => file.text.slice(span.start, span.end).includes(ourMark)
  const isReadable = ({ problems }: YamlDocument): boolean => !problems.some(({ fatal }) => fatal)
  const leftAlone = documents.filter(document => !isOurs(document) && isReadable(document))
  if (leftAlone.length === 0) return diagnostics
  return diagnostics.filter(
    ({ span }) => !leftAlone.some(other => span && other.span.start <= span.start && span.end <= other.span.end),
  )
}
