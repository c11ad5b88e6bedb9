import type { Place } from '../generators/place.ts'
import type { GoObject } from '../go/kinds/index.ts'
import type { Renderer } from '../template/index.ts'
import { SourceFile, type Span } from '../text/index.ts'
import { parseDocuments } from '../yaml/index.ts'
import type { Path } from '../yaml/manifest.ts'
import type { Entry, YamlNode } from '../yaml/node.ts'

/** Where a field of a rendered templatePatch comes from. */
export interface PatchedField {
  readonly span: Span
  readonly keySpan: Span
  /** The text of the patch that wrote it. */
  readonly template: string
}

interface Piece {
  readonly outputStart: number
  readonly outputEnd: number
  readonly start: number
  readonly end: number
}

/** A templatePatch rendered for one parameter set, with the way back to its text. */
export class RenderedPatch {
  readonly #text: string
  readonly #place: Place
  readonly #pieces: Piece[] = []
  readonly #root: YamlNode | undefined
  readonly #output: string

  constructor(text: string, params: GoObject, renderer: Renderer, place: Place) {
    this.#text = text
    this.#place = place
    this.#output = renderer.replace(text, params, (outputStart, outputEnd, start, end) => {
      this.#pieces.push({ outputStart, outputEnd, start, end })
    })
    const documents = parseDocuments(new SourceFile('templatePatch', this.#output))
    this.#root = documents.find(document => document.root !== undefined)?.root
  }

  /** Undefined when the patch does not write that field. */
  at(path: Path): PatchedField | undefined {
    let node = this.#root
    let entry: Entry | undefined
    for (const step of path) {
      if (node?.kind === 'mapping') {
        entry = node.get(String(step))
        node = entry?.value
      } else if (node?.kind === 'sequence') {
        entry = undefined
        node = node.items[Number(step)]
      } else return undefined
    }
    if (node === undefined) return undefined
    const [start, end] = this.#inTemplate(node.span)
    const keySpan = entry === undefined ? node.span : entry.keySpan
    return {
      span: this.#spanOf(start, end),
      keySpan: this.#spanOf(...this.#inTemplate(keySpan)),
      template: this.#text.slice(start, end),
    }
  }

  /** A range of the output as a range of the template: exact where text was copied, the whole action where one wrote it. */
  #inTemplate({ start, end }: Span): [number, number] {
    const last = Math.max(start, end - 1)
    const first = this.#pieceAt(start)
    const final = this.#pieceAt(last)
    if (first === undefined || final === undefined) return [0, this.#text.length]
    const from = this.#isCopied(first) ? first.start + start - first.outputStart : first.start
    const to = this.#isCopied(final) ? final.start + Math.max(end, start) - final.outputStart : final.end
    return [from, Math.max(from, to)]
  }

  #pieceAt(offset: number): Piece | undefined {
    let low = 0
    let high = this.#pieces.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#pieces[middle]!.outputEnd > offset) high = middle
      else low = middle + 1
    }
    return this.#pieces[low]
  }

  #isCopied({ outputStart, outputEnd, start, end }: Piece): boolean {
    return (
      outputEnd - outputStart === end - start &&
      this.#output.slice(outputStart, outputEnd) === this.#text.slice(start, end)
    )
  }

  #spanOf(start: number, end: number): Span {
    const node = this.#place.node()
    return node?.kind === 'scalar' && node.value === this.#text ? node.spanOf(start, end) : this.#place.at()
  }
}
