import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { applyEdits, bytesOf, type Diagnostic, SourceFile, type TextEdit } from '@kubectl-gitops/core'
import { InputError } from '../errors.ts'

/** What the safe fixes make of a file. */
export interface FixedFile {
  readonly before: SourceFile
  readonly after: SourceFile
  readonly count: number
}

/** One fix can make room for another; more rounds than this only chase each other. */
const maximumRounds = 10

/** Applies the safe fixes of a file's findings until none is left, looking anew after each round. */
export function fixFile(before: SourceFile, check: (file: SourceFile) => readonly Diagnostic[]): FixedFile {
  let after = before
  let count = 0
  for (let round = 0; round < maximumRounds; round++) {
    const { edits, fixes } = safeEdits(check(after), after.uri)
    if (fixes === 0) break
    const text = applyEdits(after.text, edits)
    if (text === after.text) break
    after = new SourceFile(before.uri, text)
    count += fixes
  }
  return { before, after, count }
}

/** The edits of safe fixes that do not touch each other, first come first served. */
function safeEdits(
  findings: readonly Diagnostic[],
  uri: string,
): { readonly edits: TextEdit[]; readonly fixes: number } {
  /** In the order of the text. */
  const edits: TextEdit[] = []
  let fixes = 0
  for (const { fixes: offered = [] } of findings) {
    const fix = offered.find(({ safe }) => safe)
    if (fix === undefined || fix.edits.some(({ span }) => span.uri !== uri)) continue
    if (fix.edits.some(edit => touchesOne(edits, edit))) continue
    for (const edit of fix.edits) edits.splice(placeOf(edits, edit), 0, edit)
    fixes++
  }
  return { edits, fixes }
}

/** Edits of one fix may stand at one place; those of another may not touch them. */
function touchesOne(edits: readonly TextEdit[], edit: TextEdit): boolean {
  const at = placeOf(edits, edit)
  const before = edits[at - 1]
  const after = edits[at]
  return (before !== undefined && touches(before, edit)) || (after !== undefined && touches(after, edit))
}

/** Behind the edits that begin before or where this one does. */
function placeOf(edits: readonly TextEdit[], { span }: TextEdit): number {
  let low = 0
  let high = edits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (edits[middle]!.span.start <= span.start) low = middle + 1
    else high = middle
  }
  return low
}

const touches = (a: TextEdit, b: TextEdit): boolean => a.span.start <= b.span.end && b.span.start <= a.span.end

/** Writes a fixed file back, with the mark it began with. */
export async function writeFixed({ after }: FixedFile, mark: string): Promise<void> {
  const path = fileURLToPath(after.uri)
  try {
    await writeFile(path, bytesOf(mark + after.text))
  } catch (cause) {
    throw new InputError(`--fix cannot write ${path}: ${(cause as Error).message}`, { cause })
  }
}
