/** A zero-based line and a zero-based column in UTF-16 units, as LSP counts. */
export interface Position {
  readonly line: number
  readonly character: number
}

/** Converts between offsets and positions. Lines end at \n, \r\n or a lone \r, as LSP has it. */
export class LineIndex {
  readonly #starts: number[] = [0]
  readonly #length: number

  constructor(text: string) {
    this.#length = text.length
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) this.#starts.push(i + 1)
    }
  }

  get count(): number {
    return this.#starts.length
  }

  /** The offset at which a zero-based line begins; the end of the text for a line past the last. */
  startOf(line: number): number {
    if (line < 0) return 0
    return this.#starts[line] ?? this.#length
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#length))
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= clamped) low = middle
      else high = middle - 1
    }
    return { line: low, character: clamped - this.#starts[low]! }
  }

  offsetAt(position: Position): number {
    const start = this.startOf(position.line)
    return Math.max(start, Math.min(start + position.character, this.startOf(position.line + 1)))
  }
}
