import {
  bundledVersion,
  type CheckedFile,
  checkFile,
  type Diagnostic,
  parseVersion,
  SourceFile,
} from '@kubectl-gitops/core'
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument'
import { concerns, type ServerSettings } from './protocol.ts'

/** The open documents and what is known of them. A document's findings are computed when asked for and kept until it changes. */
export class Workspace {
  readonly #open = new Map<string, OpenDocument>()
  settings: ServerSettings = {}

  open(uri: string, languageId: string, version: number, text: string): void {
    this.#open.set(uri, new OpenDocument(TextDocument.create(uri, languageId, version, text)))
  }

  change(uri: string, changes: TextDocumentContentChangeEvent[], version: number): void {
    const document = this.#open.get(uri)
    if (document === undefined) return
    document.update(TextDocument.update(document.buffer, changes, version))
  }

  close(uri: string): void {
    this.#open.delete(uri)
  }

  uris(): readonly string[] {
    return [...this.#open.keys()]
  }

  file(uri: string): SourceFile | undefined {
    return this.#open.get(uri)?.file
  }

  /** The findings of a document's text alone; none for one that is not ours or not open. */
  findings(uri: string): readonly Diagnostic[] {
    return this.#open.get(uri)?.findings(this.settings) ?? []
  }

  /** Forgets every finding, after a change of settings. */
  forget(): void {
    for (const document of this.#open.values()) document.forget()
  }
}

class OpenDocument {
  buffer: TextDocument
  file: SourceFile
  #checked: CheckedFile | undefined
  #stale = true

  constructor(buffer: TextDocument) {
    this.buffer = buffer
    this.file = new SourceFile(buffer.uri, buffer.getText())
  }

  update(buffer: TextDocument): void {
    this.buffer = buffer
    this.file = new SourceFile(buffer.uri, buffer.getText())
    this.#stale = true
  }

  findings(settings: ServerSettings): readonly Diagnostic[] {
    if (!concerns(this.file.text)) return []
    if (this.#stale) {
      this.#checked = checkFile(
        this.file,
        { argocdVersion: parseVersion(settings.argocd?.version ?? '') ?? bundledVersion },
        this.#checked,
      )
      this.#stale = false
    }
    return this.#checked?.diagnostics ?? []
  }

  forget(): void {
    this.#checked = undefined
    this.#stale = true
  }
}
