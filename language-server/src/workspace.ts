import { bundledVersion, type Files, parseVersion, type SourceFile } from '@kubectl-gitops/core'
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver'
import { Buffer } from './buffer.ts'
import { generatedFindings } from './generated.ts'
import { OpenDocument, textOf } from './open-document.ts'
import type { PositionEncoding } from './position-encoding.ts'
import type { ServerSettings } from './protocol.ts'
import { decides, Surroundings } from './surroundings.ts'

export interface WorkspaceOptions {
  readonly encoding: PositionEncoding
  /** Reads the files around open ones; without it they stand alone. */
  readonly files?: Files | undefined
  readonly log: (message: string) => void
  /** Milliseconds without an edit before the second tier starts. */
  readonly pause?: number | undefined
  readonly generate?: typeof generatedFindings | undefined
}

/** Why findings of a document changed: its own text, something around it, or the second tier that arrived. */
export type Change = 'text' | 'around' | 'later' | 'closed'

export type Listener = (uri: string, change: Change) => void

/** The open documents and what is known of them. Text findings are computed with each edit, the rest after a pause. */
export class Workspace {
  readonly encoding: PositionEncoding
  readonly #log: (message: string) => void
  readonly #pause: number
  readonly #generate: typeof generatedFindings
  readonly #open = new Map<string, OpenDocument>()
  readonly #surroundings: Surroundings
  readonly #reading = new Map<OpenDocument, Promise<void>>()
  readonly #later = new Map<OpenDocument, LaterRun>()
  readonly #listeners: Listener[] = []
  #argocdVersion = bundledVersion

  constructor({ encoding, files, log, pause = 250, generate = generatedFindings }: WorkspaceOptions) {
    this.encoding = encoding
    this.#log = log
    this.#pause = pause
    this.#generate = generate
    this.#surroundings = new Surroundings(files, uri => this.#open.get(uri)?.file.text)
  }

  onFindings(listener: Listener): void {
    this.#listeners.push(listener)
  }

  open(uri: string, version: number, text: string): void {
    const earlier = this.#open.get(uri)
    if (earlier !== undefined) this.#stop(earlier)
    const document = new OpenDocument(uri, new Buffer(uri, version, text, this.encoding), this.#log)
    this.#open.set(uri, document)
    this.#check(document, 'text')
    if (decides(uri)) this.#checkOthers(document)
  }

  change(uri: string, changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    const document = this.#open.get(uri)
    if (document === undefined) {
      this.#log(`a change of ${uri}, which is not open, was left aside`)
      return
    }
    document.update(changes, version)
    this.#check(document, 'text')
    if (decides(uri)) this.#checkOthers(document)
  }

  close(uri: string): void {
    const document = this.#open.get(uri)
    if (document === undefined) return
    this.#stop(document)
    this.#open.delete(uri)
    this.#tell(uri, 'closed')
    if (!decides(uri)) return
    // The file on the disk counts again.
    this.#surroundings.forget(uri)
    this.#checkOthers(document)
  }

  /** Files on the disk came, went or changed. */
  filesChanged(uris: readonly string[]): void {
    for (const uri of uris) this.#surroundings.forget(uri)
    for (const document of this.#open.values()) this.#check(document, 'around')
  }

  /** Takes new settings; findings are computed anew when they matter. */
  setSettings({ argocd }: ServerSettings): void {
    const written: unknown = argocd?.version ?? ''
    const version = written === '' ? bundledVersion : typeof written === 'string' ? parseVersion(written) : undefined
    if (version === undefined) {
      this.#log(
        `gitops.argocd.version: ${JSON.stringify(written)} names no Argo CD version; write it as "3.5" or "v3.5.7"`,
      )
    }
    const next = version ?? bundledVersion
    if (JSON.stringify(next) === JSON.stringify(this.#argocdVersion)) return
    this.#argocdVersion = next
    for (const document of this.#open.values()) {
      document.forget()
      this.#check(document, 'around')
    }
  }

  file(uri: string): SourceFile | undefined {
    return this.#open.get(uri)?.file
  }

  /** The newest known findings of an open document. The revision tells one answer from another. */
  document(uri: string): OpenDocument | undefined {
    return this.#open.get(uri)
  }

  /** Resolves when the text of a document has been checked. At once, but for the first time in a folder. */
  async checked(uri: string): Promise<void> {
    const document = this.#open.get(uri)
    if (document !== undefined) await this.#reading.get(document)
  }

  /** Resolves when everything is known that can be known of the text as it is, without waiting for a pause. */
  async settled(uri: string): Promise<void> {
    await this.checked(uri)
    const document = this.#open.get(uri)
    const run = document && this.#later.get(document)
    if (document === undefined || run === undefined) return
    this.#start(document, run)
    await run.done
  }

  /** Ends all work that is under way. */
  dispose(): void {
    for (const document of this.#open.values()) this.#stop(document)
  }

  /** The first tier, now; where the files around are not known yet, once they are read. */
  #check(document: OpenDocument, change: Change): void {
    if (this.#reading.has(document)) return
    const showed = document.findings.length > 0
    if (document.isOurs) {
      const { fileClass, missing } = this.#surroundings.classOf(document.file)
      if (missing.length > 0) {
        this.#readFirst(document, missing, change)
        return
      }
      if (fileClass !== document.fileClass) document.forget()
      document.fileClass = fileClass
    }
    document.checkText(this.#argocdVersion)
    if (document.isOurs || showed) this.#tell(document.file.uri, change)
    this.#plan(document)
  }

  #readFirst(document: OpenDocument, missing: readonly string[], change: Change): void {
    const read = this.#surroundings.read(missing).then(() => {
      this.#reading.delete(document)
      if (this.#open.get(document.file.uri) === document) this.#check(document, change)
      // What was read may name more to read.
      return this.#reading.get(document)
    })
    this.#reading.set(
      document,
      read.catch(error => this.#log(textOf(error))),
    )
  }

  /** A file that decides about others changed: theirs is only looked at when it is read differently now. */
  #checkOthers(changed: OpenDocument): void {
    for (const document of this.#open.values()) {
      if (document === changed || !document.isOurs) continue
      const { fileClass, missing } = this.#surroundings.classOf(document.file)
      if (missing.length > 0 || fileClass !== document.fileClass) this.#check(document, 'around')
    }
  }

  /** The second tier, after a pause. What is under way for an older text is cancelled. */
  #plan(document: OpenDocument): void {
    this.#later.get(document)?.cancel()
    this.#later.delete(document)
    if (document.checked === undefined) {
      document.setGenerated(undefined)
      return
    }
    const run = new LaterRun()
    this.#later.set(document, run)
    run.timer = setTimeout(() => this.#start(document, run), this.#pause)
  }

  #start(document: OpenDocument, run: LaterRun): void {
    clearTimeout(run.timer)
    run.done ??= this.#generateFor(document, run)
  }

  async #generateFor(document: OpenDocument, run: LaterRun): Promise<void> {
    const { checked, fileClass, generated, file } = document
    if (checked === undefined) return
    try {
      const options = { argocdVersion: this.#argocdVersion }
      const found = await this.#generate(checked, fileClass, options, run.signal, generated)
      if (run.signal.aborted) return
      if (document.setGenerated(found)) this.#tell(file.uri, 'later')
    } catch (error) {
      if (!run.signal.aborted) this.#log(`generating ${file.uri}: ${textOf(error)}`)
    } finally {
      if (this.#later.get(document) === run) this.#later.delete(document)
    }
  }

  #stop(document: OpenDocument): void {
    this.#later.get(document)?.cancel()
    this.#later.delete(document)
  }

  #tell(uri: string, change: Change): void {
    for (const listener of this.#listeners) listener(uri, change)
  }
}

/** One time of the second tier: waits for a pause, runs, or was cancelled. */
class LaterRun {
  readonly #controller = new AbortController()
  timer: ReturnType<typeof setTimeout> | undefined
  done: Promise<void> | undefined

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  cancel(): void {
    clearTimeout(this.timer)
    this.#controller.abort()
  }
}
