import { type CheckedFile, checkSets, type Diagnostic, type FileClass, type PreviewOptions } from '@kubectl-gitops/core'
import { movedBy } from './moved.ts'

/** What generating the ApplicationSets of a file told, and what the next time can keep of it. */
export interface GeneratedFindings {
  readonly diagnostics: readonly Diagnostic[]
  /** The findings of each document by its text, with the offset they were found at. */
  readonly known: ReadonlyMap<string, { readonly start: number; readonly diagnostics: readonly Diagnostic[] }>
}

/**
 * The second tier: the findings of generating with nothing but the text, document by document. `previous` is the last answer for the same file
 * and options; documents whose text did not change keep their findings.
 */
export async function generatedFindings(
  checked: CheckedFile,
  fileClass: FileClass,
  options: PreviewOptions,
  signal: AbortSignal,
  previous?: GeneratedFindings,
): Promise<GeneratedFindings> {
  const { file, documents } = checked
  const known = new Map<string, { start: number; diagnostics: readonly Diagnostic[] }>()
  const diagnostics: Diagnostic[] = []
  for (const document of documents) {
    const { start, end } = document.span
    const text = file.text.slice(start, end)
    const earlier = previous?.known.get(text)
    let found: readonly Diagnostic[]
    if (earlier !== undefined) {
      found = earlier.diagnostics.map(finding => movedBy(finding, file.uri, start - earlier.start))
    } else {
      await othersRun()
      signal.throwIfAborted()
      const answer = await checkSets({ ...checked, documents: [document] }, fileClass, {}, options, signal)
      // That a repository or a cluster was not asked is no fault of the text: nobody asked for it yet.
      found = answer.diagnostics.filter(({ code }) => !code.startsWith('port-'))
    }
    known.set(text, { start, diagnostics: found })
    for (const finding of found) diagnostics.push(finding)
  }
  signal.throwIfAborted()
  return { diagnostics, known }
}

/** Lets the keystrokes that wait be answered first. */
const othersRun = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 0))
