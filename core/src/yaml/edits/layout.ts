import type { SourceFile, Span, TextEdit } from '../../text/index.ts'
import type { SequenceNode, YamlNode } from '../node.ts'

/** How a file is laid out, for edits that fit in. */
export class Layout {
  readonly file: SourceFile
  readonly text: string
  readonly eol: string

  constructor(file: SourceFile) {
    this.file = file
    this.text = file.text
    this.eol = file.text.includes('\r\n') ? '\r\n' : '\n'
  }

  edit(start: number, end: number, newText: string): TextEdit {
    return { span: { uri: this.file.uri, start, end }, newText }
  }

  lineStart(offset: number): number {
    const { line } = this.file.lines.positionAt(offset)
    return this.file.lines.startOf(line)
  }

  /** The end of an offset's line, its break left out. */
  lineEnd(offset: number): number {
    let at = offset
    while (at < this.text.length && this.text[at] !== '\n' && this.text[at] !== '\r') at++
    return at
  }

  /** The start of the line after. */
  nextLine(offset: number): number {
    const end = this.lineEnd(offset)
    return end + (this.text.startsWith('\r\n', end) ? 2 : end < this.text.length ? 1 : 0)
  }

  column(offset: number): number {
    return offset - this.lineStart(offset)
  }

  /** Where the text of a line begins. */
  textStart(offset: number): number {
    let at = this.lineStart(offset)
    while (this.text[at] === ' ' || this.text[at] === '\t') at++
    return at
  }

  /** Is this the first text of its line? */
  startsLine(offset: number): boolean {
    return this.textStart(offset) === offset
  }

  /** The end of the last line of what was written at `span`; the empty lines that `|+` keeps belong to it. */
  endOf(node: YamlNode, span: Span): number {
    const end = this.lineEnd(span.end)
    const last = lastScalar(node)
    if (span !== node.span || last?.kind !== 'scalar' || !/^[|>]\d?\+/.test(last.raw)) return end
    let at = end
    for (let next = this.nextLine(at); next > at; next = this.nextLine(at)) {
      const lineEnd = this.lineEnd(next)
      if (this.text.slice(next, lineEnd).trim() !== '' || next === this.text.length) break
      at = lineEnd
    }
    return at
  }

  /** Where the `-` of an item stands; undefined in a flow sequence. */
  dashOf(sequence: SequenceNode, index: number): number | undefined {
    if (sequence.flow) return undefined
    const { start } = sequence.span
    if (index === 0) return start
    const column = this.column(start)
    const item = sequence.written[index]
    if (!item) return undefined
    for (let line = this.lineStart(item.start); line > start; line = this.lineStart(line - 1)) {
      if (this.text[line + column] === '-' && this.textStart(line) === line + column) return line + column
    }
    return undefined
  }
}

function lastScalar(node: YamlNode): YamlNode | undefined {
  let last: YamlNode | undefined = node
  while (last && last.kind !== 'scalar') {
    if (last.flow) return undefined
    last = last.kind === 'mapping' ? last.entries.at(-1)?.value : last.items.at(-1)
  }
  return last
}
