import type { TextDocumentContentChangeEvent } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Edit } from './moved.ts'
import { decodeColumn, type PositionEncoding } from './position-encoding.ts'

/** The text of an open document, as the client's notifications make it. */
export class Buffer {
  readonly #encoding: PositionEncoding
  #document: TextDocument

  constructor(uri: string, version: number, text: string, encoding: PositionEncoding) {
    if (typeof uri !== 'string' || typeof text !== 'string') throw new TypeError('a document has a uri and a text')
    this.#document = TextDocument.create(uri, '', version, text)
    this.#encoding = encoding
  }

  get text(): string {
    return this.#document.getText()
  }

  /** Undefined when the client gave none that is a number. */
  get version(): number | undefined {
    return Number.isInteger(this.#document.version) ? this.#document.version : undefined
  }

  /** Applies changes in their order and says what each replaced. Positions outside of the text are taken to its nearest place. */
  apply(changes: readonly TextDocumentContentChangeEvent[], version: number): readonly Edit[] {
    const edits: Edit[] = []
    for (const change of changes) {
      if (typeof change?.text !== 'string') throw new TypeError('a change has a text')
      edits.push('range' in change ? this.#replace(change, version) : this.#replaceAll(change.text, version))
    }
    if (changes.length === 0) this.#document = TextDocument.update(this.#document, [], version)
    return edits
  }

  #replace({ range, text }: Extract<TextDocumentContentChangeEvent, { range: unknown }>, version: number): Edit {
    const [start, end] = [this.#offsetAt(range.start), this.#offsetAt(range.end)].sort((a, b) => a - b) as [
      number,
      number,
    ]
    const exact = { start: this.#document.positionAt(start), end: this.#document.positionAt(end) }
    this.#document = TextDocument.update(this.#document, [{ range: exact, text }], version)
    return { start, end, length: text.length }
  }

  /** Clients without incremental changes send everything: the edit is what lies between what stayed at both ends. */
  #replaceAll(text: string, version: number): Edit {
    const before = this.text
    this.#document = TextDocument.update(this.#document, [{ text }], version)
    const shorter = Math.min(before.length, text.length)
    let start = 0
    while (start < shorter && before[start] === text[start]) start++
    let tail = 0
    while (tail < shorter - start && before[before.length - 1 - tail] === text[text.length - 1 - tail]) tail++
    return { start, end: before.length - tail, length: text.length - tail - start }
  }

  #offsetAt({ line, character }: { readonly line: number; readonly character: number }): number {
    if (!Number.isFinite(line) || !Number.isFinite(character))
      throw new TypeError('a position has a line and a character')
    const { lineCount } = this.#document
    if (line < 0) return 0
    if (line >= lineCount) return this.text.length
    const start = this.#document.offsetAt({ line, character: 0 })
    const content = this.#document
      .getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
      .replace(/\r?\n$|\r$/, '')
    return start + decodeColumn(content, character, this.#encoding)
  }
}
