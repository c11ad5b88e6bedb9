import type { GoValue } from '../go/kinds/index.ts'
import type { SourceFile, Span } from '../text/index.ts'
import { type Chunk, chunksOf } from './chunks.ts'
import { type Fault, placeText, syntaxFault } from './faults.ts'
import { anchorsOf } from './inspect.ts'
import { jsonOf } from './json.ts'
import type { YamlDocument, YamlNode, YamlProblem } from './node.ts'
import { type Reading, read } from './reading.ts'
import { Tree } from './tree.ts'

/**
 * The documents of a file, divided at `---`. Documents of an earlier parse whose text is unchanged are taken over: the very
 * same when they have not moved, else their reading with new spans.
 */
export function parseDocuments(file: SourceFile, previous: readonly YamlDocument[] = []): readonly YamlDocument[] {
  const known = new Map<string, Document>()
  for (const document of previous) if (document instanceof Document) known.set(document.reading.text, document)
  const documents: YamlDocument[] = []
  for (const [index, chunk] of chunksOf(file.text).entries()) {
    const text = file.text.slice(chunk.start, chunk.end)
    const same = previous[index]
    const found = same instanceof Document && same.reading.text === text ? same : known.get(text)
    const stays = found?.isAt(file.uri, index, chunk) && !found.dependsOnOthers(file)
    documents.push(found && stays ? found : new Document(file, index, chunk, found?.reading ?? read(text), documents))
  }
  return documents
}

/** A document's value as Argo CD decodes it, with plain objects; of a document it refuses, what can be known. */
export function documentValue(document: YamlDocument): GoValue {
  if (document instanceof Document && document.reading.value !== undefined) return document.reading.value
  return document.root ? jsonOf(document.root) : null
}

class Document implements YamlDocument {
  readonly uri: string
  readonly index: number
  readonly span: Span
  readonly reading: Reading
  readonly #file: SourceFile
  readonly #separator: string
  #root: YamlNode | undefined
  #problems: readonly YamlProblem[] | undefined
  #comments: readonly Span[] | undefined

  readonly #siblings: readonly YamlDocument[]

  constructor(file: SourceFile, index: number, chunk: Chunk, reading: Reading, siblings: readonly YamlDocument[]) {
    this.uri = file.uri
    this.index = index
    this.span = { uri: file.uri, start: chunk.start, end: chunk.end }
    this.reading = reading
    this.#file = file
    this.#siblings = siblings
    this.#separator = separatorOf(file.text, chunk)
    this.#separatorSpan = chunk.separatorText
  }

  readonly #separatorSpan: Chunk['separatorText']

  isAt(uri: string, index: number, chunk: Chunk): boolean {
    const { span } = this
    return uri === this.uri && index === this.index && span.start === chunk.start && span.end === chunk.end
  }

  /** Messages name lines, which may change above a document that keeps its offset, and anchors of other documents. */
  dependsOnOthers(file: SourceFile): boolean {
    const { faults } = this.reading
    if (faults.some(({ anchor }) => anchor !== undefined)) return true
    if (!faults.some(({ message }) => typeof message !== 'string')) return false
    return this.#file.lines.positionAt(this.span.start).line !== file.lines.positionAt(this.span.start).line
  }

  get root(): YamlNode | undefined {
    const { root, text, verbatim, cutAliases } = this.reading
    if (root && !this.#root) {
      const { uri, start: base } = this.span
      const span = (start: number, end: number): Span => ({ uri, start: base + start, end: base + end })
      this.#root = new Tree({ text, verbatim, cutAliases, span }).node(root, 0)
    }
    return this.#root
  }

  get problems(): readonly YamlProblem[] {
    this.#problems ??= [...this.#separatorProblems(), ...this.reading.faults.map(fault => this.#problem(fault))]
    return this.#problems
  }

  get comments(): readonly Span[] {
    this.#comments ??= this.#readComments()
    return this.#comments
  }

  #readComments(): readonly Span[] {
    const { comments } = this.reading
    const spans: Span[] = []
    for (let i = 0; i + 1 < comments.length; i += 2) spans.push(this.#at(comments[i] ?? 0, comments[i + 1] ?? 0))
    return spans
  }

  #separatorProblems(): YamlProblem[] {
    if (!this.#separatorSpan) return []
    const base = this.span.start
    const { start, end } = this.#separatorSpan
    const message = `invalid Yaml document separator: ${this.#separator}`
    return [{ ...this.#problem(syntaxFault(message, start - base, end - base, false)), goError: message }]
  }

  /** The place of an anchor with this name in another document. */
  #anchorElsewhere(name: string): { message: string; span: Span }[] {
    for (const sibling of this.#siblings) {
      if (sibling === this || !(sibling instanceof Document) || !sibling.reading.root) continue
      const found = anchorsOf(sibling.reading.root).get(name)
      if (found) return [{ message: `&${name} is in another document`, span: sibling.#at(found.start, found.end) }]
    }
    return []
  }

  #problem({ code, message, start, end, related, fatal, goError, anchor }: Fault): YamlProblem {
    const { lines } = this.#file
    return {
      code,
      message: typeof message === 'string' ? message : message(offset => placeText(lines, this.span.start + offset)),
      span: this.#at(start, end),
      ...(anchor !== undefined && { related: this.#anchorElsewhere(anchor) }),
      ...(related && {
        related: related.map(item => ({ message: item.message, span: this.#at(item.start, item.end) })),
      }),
      fatal,
      ...(goError !== undefined && { goError }),
    }
  }

  #at(start: number, end: number): Span {
    const { uri, start: base } = this.span
    return { uri, start: base + start, end: base + end }
  }
}

const separatorOf = (text: string, { separatorText }: Chunk): string =>
  separatorText ? text.slice(separatorText.start, separatorText.end) : ''
