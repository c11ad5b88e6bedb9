import type { GoValue } from '../go/kinds/index.ts'
import type { SourceFile, Span } from '../text/index.ts'
import { type Chunk, chunksOf } from './chunks.ts'
import { type Fault, placeText, syntaxFault } from './faults.ts'
import { anchorsOf } from './inspect.ts'
import { jsonOf } from './json.ts'
import type { ScalarNode, YamlDocument, YamlNode, YamlProblem } from './node.ts'
import { type Reading, read } from './reading.ts'
import { Tree } from './tree.ts'

/**
 * The documents of a file, divided at `---`. Documents of an earlier parse whose text is unchanged are taken over: the very
 * same when they have not moved, else their reading with new spans.
 */
export function parseDocuments(file: SourceFile, previous: readonly YamlDocument[] = []): readonly YamlDocument[] {
  const known = new Map<string, Document>()
  for (const document of previous) if (document instanceof Document) known.set(document.reading.text, document)
  return placed(file, file.text, placeIn(file.uri), (text, index) => {
    const same = previous[index]
    return same instanceof Document && same.reading.text === text ? same : known.get(text)
  })
}

/** Apart, because closures of one function share what they hold: documents would keep all earlier versions of their file alive. */
const placeIn =
  (uri: string): Place =>
  (start, end) => ({ uri, start, end })

const shifted =
  (place: Place, by: number): Place =>
  (start, end) =>
    place(by + start, by + end)

/** The documents of YAML that stands in a string (`templatePatch`, Helm values), with spans in the file that holds it. */
export function parseEmbedded(file: SourceFile, scalar: ScalarNode): readonly YamlDocument[] {
  const text = typeof scalar.value === 'string' ? scalar.value : ''
  return placed(
    file,
    text,
    (start, end) => scalar.spanOf(start, end),
    () => undefined,
  )
}

/** A document's value as Argo CD decodes it, with plain objects; of a document it refuses, what can be known. */
export function documentValue(document: YamlDocument): GoValue {
  if (document instanceof Document && document.reading.value !== undefined) return document.reading.value
  return document.root ? jsonOf(document.root) : null
}

type Place = (start: number, end: number) => Span

function placed(
  file: SourceFile,
  text: string,
  place: Place,
  earlier: (text: string, index: number) => Document | undefined,
): readonly YamlDocument[] {
  const chunks = chunksOf(text)
  const found = chunks.map(({ start, end }, index) => earlier(text.slice(start, end), index))
  const readings = chunks.map(({ start, end }, index) => found[index]?.reading ?? read(copied(text.slice(start, end))))
  const anchors = new Anchors(chunks, readings)
  return chunks.map((chunk, index) => {
    const reading = readings[index] as Reading
    const problems = problemsOf(file, text, chunk, index, reading, anchors, place)
    const old = found[index]
    if (old?.isAt(place(chunk.start, chunk.end), index) && old.saysTheSame(problems)) return old
    return new Document(index, reading, shifted(place, chunk.start), problems)
  })
}

/** A slice keeps the whole text it was cut from alive, and documents outlive many versions of their file. */
const copied = (text: string): string => ` ${text}`.slice(1)

class Document implements YamlDocument {
  readonly uri: string
  readonly index: number
  readonly span: Span
  readonly reading: Reading
  readonly problems: readonly YamlProblem[]
  readonly #place: Place
  #root: YamlNode | undefined
  #comments: readonly Span[] | undefined

  constructor(index: number, reading: Reading, place: Place, problems: readonly YamlProblem[]) {
    this.index = index
    this.reading = reading
    this.span = place(0, reading.text.length)
    this.uri = this.span.uri
    this.problems = problems
    this.#place = place
  }

  isAt({ uri, start, end }: Span, index: number): boolean {
    const { span } = this
    return uri === span.uri && index === this.index && span.start === start && span.end === end
  }

  /** Messages name lines and other documents, so they can change around a document that stays. */
  saysTheSame(problems: readonly YamlProblem[]): boolean {
    if (problems.length === 0 && this.problems.length === 0) return true
    return JSON.stringify(problems) === JSON.stringify(this.problems)
  }

  get root(): YamlNode | undefined {
    const { root, text, mended, verbatim, cutAliases } = this.reading
    if (root && !this.#root) {
      this.#root = new Tree({ text, mended, verbatim, cutAliases, span: this.#place }).node(root, 0)
    }
    return this.#root
  }

  get comments(): readonly Span[] {
    this.#comments ??= this.#readComments()
    return this.#comments
  }

  #readComments(): readonly Span[] {
    const { comments } = this.reading
    const spans: Span[] = []
    for (let i = 0; i + 1 < comments.length; i += 2) spans.push(this.#place(comments[i] ?? 0, comments[i + 1] ?? 0))
    return spans
  }
}

function problemsOf(
  file: SourceFile,
  text: string,
  chunk: Chunk,
  index: number,
  reading: Reading,
  anchors: Anchors,
  place: Place,
): readonly YamlProblem[] {
  const { separatorText } = chunk
  if (reading.faults.length === 0 && !separatorText) return none
  const at: Place = (start, end) => place(chunk.start + start, chunk.start + end)
  const lineOf = (offset: number): string => placeText(file.lines, at(offset, offset).start)

  const elsewhere = (name: string): { message: string; span: Span }[] => {
    const other = anchors.outside(index, name)
    return other ? [{ message: `&${name} is in another document`, span: place(other.start, other.end) }] : []
  }

  const problem = ({ code, message, start, end, related, fatal, goError, anchor }: Fault): YamlProblem => ({
    code,
    message: typeof message === 'string' ? message : message(lineOf),
    span: at(start, end),
    ...(related && { related: related.map(item => ({ message: item.message, span: at(item.start, item.end) })) }),
    ...(anchor !== undefined && { related: elsewhere(anchor) }),
    fatal,
    ...(goError !== undefined && { goError }),
  })

  const problems = reading.faults.map(problem)
  if (separatorText) {
    const message = `invalid Yaml document separator: ${text.slice(separatorText.start, separatorText.end)}`
    const { start, end } = separatorText
    problems.unshift(
      problem({ ...syntaxFault(message, start - chunk.start, end - chunk.start, false), goError: message }),
    )
  }
  return problems
}

const none: readonly YamlProblem[] = []

interface AnchorPlace {
  readonly index: number
  readonly start: number
  readonly end: number
}

/** Where the anchors of a stream are written; read when the first alias lacks its own. */
class Anchors {
  readonly #chunks: readonly Chunk[]
  readonly #readings: readonly Reading[]
  /** Of each name the first two documents that have it: one of them is another than the one that asks. */
  #places: Map<string, readonly AnchorPlace[]> | undefined

  constructor(chunks: readonly Chunk[], readings: readonly Reading[]) {
    this.#chunks = chunks
    this.#readings = readings
  }

  /** The first anchor of this name in another document. */
  outside(index: number, name: string): AnchorPlace | undefined {
    this.#places ??= this.#read()
    return this.#places.get(name)?.find(place => place.index !== index)
  }

  #read(): Map<string, readonly AnchorPlace[]> {
    const places = new Map<string, readonly AnchorPlace[]>()
    for (const [index, { root }] of this.#readings.entries()) {
      if (root === undefined) continue
      const base = this.#chunks[index]?.start ?? 0
      for (const [name, { start, end }] of anchorsOf(root)) {
        const known = places.get(name) ?? []
        if (known.length < 2) places.set(name, [...known, { index, start: base + start, end: base + end }])
      }
    }
    return places
  }
}
