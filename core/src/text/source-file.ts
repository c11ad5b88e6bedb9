import { LineIndex } from './line-index.ts'

/** One text at one moment. Immutable, so everything derived from it may be kept as long as it is. */
export class SourceFile {
  readonly uri: string
  readonly text: string
  #lines: LineIndex | undefined

  constructor(uri: string, text: string) {
    this.uri = uri
    this.text = text
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text)
    return this.#lines
  }
}
