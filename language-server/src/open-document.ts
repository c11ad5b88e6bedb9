import {
  type ArgocdVersion,
  type CheckedFile,
  checkFile,
  type Diagnostic,
  type FileClass,
  ourFindings,
  SourceFile,
} from '@kubectl-gitops/core'
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver'
import type { Buffer } from './buffer.ts'
import type { GeneratedFindings } from './generated.ts'
import { movedByEdit } from './moved.ts'
import { concerns } from './protocol.ts'

/** One open document and what is known of it: the findings of its text, and the newest of those that take longer. */
export class OpenDocument {
  /** Tells this opening of a document from an earlier one of the same name. */
  readonly id = ++count
  readonly buffer: Buffer
  readonly #log: (message: string) => void
  file: SourceFile
  fileClass: FileClass = 'plain'
  /** Grows whenever the findings may have changed. */
  revision = 0
  /** The last answer of the text tier; undefined before the first, and when the text is none of ours. */
  checked: CheckedFile | undefined
  generated: GeneratedFindings | undefined
  #text: readonly Diagnostic[] = []
  #later: readonly Diagnostic[] = []

  constructor(uri: string, buffer: Buffer, log: (message: string) => void) {
    this.buffer = buffer
    this.#log = log
    this.file = new SourceFile(uri, buffer.text)
  }

  get findings(): readonly Diagnostic[] {
    return this.#later.length === 0 ? this.#text : [...this.#text, ...this.#later]
  }

  get isOurs(): boolean {
    return concerns(this.file.text)
  }

  /** Takes an edit in; later findings stay with the text they speak of until they are computed anew. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    const { uri } = this.file
    for (const edit of this.buffer.apply(changes, version)) {
      this.#later = this.#later.map(finding => movedByEdit(finding, uri, edit))
    }
    this.file = new SourceFile(uri, this.buffer.text)
  }

  /** The first tier: only documents whose text changed since the last time are looked at. */
  checkText(argocdVersion: ArgocdVersion): void {
    this.revision++
    if (!this.isOurs) {
      this.forget()
      return
    }
    try {
      const onBug = (rule: string, error: unknown): void => this.#log(`${rule} on ${this.file.uri}: ${textOf(error)}`)
      this.checked = checkFile(this.file, { argocdVersion, fileClass: this.fileClass, onBug }, this.checked)
      this.#text = ourFindings(this.checked)
    } catch (error) {
      this.#log(`checking ${this.file.uri}: ${textOf(error)}`)
      this.forget()
      this.#text = [internalError(this.file)]
    }
  }

  /** Takes the second tier's answer in and says whether it changed what is shown. */
  setGenerated(generated: GeneratedFindings | undefined): boolean {
    this.generated = generated
    const later = generated?.diagnostics ?? []
    if (isSame(later, this.#later)) return false
    this.#later = later
    this.revision++
    return true
  }

  /** Forgets everything that was found, after a change of what it depends on besides the text. */
  forget(): void {
    this.checked = undefined
    this.generated = undefined
    this.#text = []
    this.#later = []
  }
}

let count = 0

const isSame = (a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean =>
  a.length === b.length && JSON.stringify(a) === JSON.stringify(b)

const internalError = ({ uri }: SourceFile): Diagnostic => ({
  code: 'internal-error',
  severity: 'info',
  message: 'this file could not be checked; this is a bug in the language server, its log says more',
  span: { uri, start: 0, end: 0 },
})

export const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
