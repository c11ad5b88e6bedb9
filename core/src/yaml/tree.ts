import { GoError } from '../go/kinds/index.ts'
import {
  isMergeKey,
  keyText,
  resolveScalar,
  type SyntaxMapping,
  type SyntaxNode,
  type SyntaxScalar,
  type SyntaxSequence,
} from '../go/yaml/index.ts'
import type { Span } from '../text/index.ts'
import type { Entry, MappingNode, ScalarNode, SequenceNode, YamlNode } from './node.ts'
import { type SourceMap, sourceMapOf } from './source-map.ts'

/** A stretch of the text that is taken as it stands: the value or key of a line that YAML cannot read. */
export interface Verbatim {
  readonly start: number
  readonly end: number
}

/** What the nodes of one document share: its text, and how its offsets become spans of the file. */
export interface TreeSource {
  readonly text: string
  /** The text as the parser read it: a broken line in it may have been mended. */
  readonly mended: string
  readonly verbatim: readonly Verbatim[]
  /** Aliases stand for null, because following them has no end or takes too long. */
  readonly cutAliases: boolean
  span(start: number, end: number): Span
}

/** Deeper nodes are cut off, so that no walk over a tree can exhaust the call stack. */
const maxDepth = 500

/** Makes nodes of syntax, each when it is first asked for; one node per place, so that aliases share the anchor's. */
export class Tree {
  readonly source: TreeSource
  readonly #nodes = new Map<SyntaxNode, YamlNode>()

  constructor(source: TreeSource) {
    this.source = source
  }

  node(syntax: SyntaxNode, depth: number, inFlow = false): YamlNode {
    const known = this.#nodes.get(syntax)
    if (known) return known
    const node = this.#make(syntax, depth, inFlow)
    this.#nodes.set(syntax, node)
    return node
  }

  #make(syntax: SyntaxNode, depth: number, inFlow: boolean): YamlNode {
    if (syntax.kind === 'alias') {
      const { target } = syntax
      // An anchor whose value holds an alias to itself has no value; neither has what lies too deep.
      const within = target.start <= syntax.start && syntax.end <= target.end && target.kind !== 'alias'
      return within || this.source.cutAliases
        ? new Scalar(this, emptyAt(syntax.start, syntax.end), inFlow)
        : this.node(target, depth)
    }
    if (syntax.kind === 'scalar') return new Scalar(this, syntax, inFlow)
    if (depth > maxDepth) return new Scalar(this, emptyAt(syntax.start, syntax.start), inFlow)
    if (syntax.kind === 'sequence') return new Sequence(this, syntax, depth)
    return isBareTemplate(this.source.text, syntax)
      ? new Scalar(this, plainAt(this.source.text, syntax.start, syntax.end), inFlow)
      : new Mapping(this, syntax, depth)
  }
}

/** A flow mapping that begins with `{{` was meant as a template. */
export const isBareTemplate = (text: string, node: SyntaxNode): boolean =>
  node.kind === 'mapping' && node.flow && text.startsWith('{{', node.start)

const plainAt = (text: string, start: number, end: number): SyntaxScalar => ({
  kind: 'scalar',
  start,
  end,
  from: start,
  anchor: undefined,
  value: text.slice(start, end),
  style: 'plain',
  tag: '',
  implicit: false,
})

const emptyAt = (start: number, end: number): SyntaxScalar => ({ ...plainAt('', start, end), implicit: true })

class Scalar implements ScalarNode {
  readonly kind = 'scalar'
  readonly value: ScalarNode['value']
  readonly style: ScalarNode['style']
  readonly inFlow: boolean
  readonly #tree: Tree
  readonly #start: number
  readonly #end: number
  /** The value is what is written, not what a tag makes of it. */
  readonly #isText: boolean
  #span: Span | undefined
  #map: SourceMap | undefined

  constructor(tree: Tree, syntax: SyntaxScalar, inFlow: boolean) {
    this.inFlow = inFlow
    const { text, verbatim } = tree.source
    const kept = verbatim.find(({ start, end }) => syntax.start >= start && syntax.start < end)
    this.#tree = tree
    this.#start = kept?.start ?? syntax.start
    this.#end = kept?.end ?? endOf(text, syntax)
    this.style = kept ? 'plain' : syntax.style
    this.value = kept ? text.slice(kept.start, kept.end) : scalarValue(syntax)
    this.#isText = kept !== undefined || this.value === syntax.value
  }

  get raw(): string {
    return this.#tree.source.text.slice(this.#start, this.#end)
  }

  get span(): Span {
    this.#span ??= this.#tree.source.span(this.#start, this.#end)
    return this.#span
  }

  get content(): Span {
    const { start, end } = this.#contentOffsets()
    return this.#tree.source.span(start, end)
  }

  #contentOffsets(): { start: number; end: number } {
    if (this.style === 'plain') return { start: this.#start, end: this.#end }
    if (this.style === 'single' || this.style === 'double') return { start: this.#start + 1, end: this.#end - 1 }
    const header = /^.*(\r\n|[\n\r\u0085\u2028\u2029])?/.exec(this.raw)?.[0] ?? ''
    return { start: this.#start + header.length, end: this.#end }
  }

  spanOf(start: number, end: number): Span {
    const { span } = this.#tree.source
    const content = this.#contentOffsets()
    const { value } = this
    if (typeof value !== 'string' || !this.#isText) return span(content.start, content.end)
    if (content.end - content.start === value.length && this.style !== 'literal' && this.style !== 'folded') {
      const last = content.start + value.length
      return span(Math.min(content.start + start, last), Math.min(content.start + Math.max(end, start), last))
    }
    this.#map ??= sourceMapOf(this.#tree.source.mended.slice(this.#start, this.#end), value, this.style)
    const { starts, ends } = this.#map
    const tail = (ends.at(-1) ?? content.start - this.#start) + this.#start
    const from = starts[start]
    const first = from === undefined ? tail : this.#start + from
    const to = end > start ? ends[Math.min(end, ends.length) - 1] : undefined
    return span(first, to === undefined ? first : Math.max(first, this.#start + to))
  }
}

/** Block scalars run up to the next node; their span ends with their last line of text. */
function endOf(text: string, syntax: SyntaxScalar): number {
  if (syntax.style !== 'literal' && syntax.style !== 'folded') return syntax.end
  // Blanks at the end of the last line are text, and a line of nothing else is when the value ends with them.
  const endsBlank = /[ \t][\n\u2028\u2029]*$/.test(syntax.value.slice(-200))
  let { end } = syntax
  for (;;) {
    while (end > syntax.start && isBreakCode(text.charCodeAt(end - 1))) end--
    let at = end
    while (at > syntax.start && isBlankCode(text.charCodeAt(at - 1))) at--
    if (endsBlank || at === end || !isBreakCode(text.charCodeAt(at - 1))) return end
    end = at
  }
}

const isBlankCode = (code: number): boolean => code === 0x20 || code === 0x09
const isBreakCode = (code: number): boolean => code === 0x0a || code === 0x0d

/** What cannot be resolved keeps its text; that it cannot is a problem of its own. */
function scalarValue(syntax: SyntaxScalar): ScalarNode['value'] {
  try {
    const value = resolveScalar(syntax)
    if (typeof value === 'number') return Number.isFinite(value) ? value : syntax.value
    if (typeof value !== 'bigint') return value
    const rounded = Number(value)
    return Number.isSafeInteger(rounded) ? rounded : value
  } catch (error) {
    if (error instanceof GoError) return syntax.value
    throw error
  }
}

class Mapping implements MappingNode {
  readonly kind = 'mapping'
  readonly flow: boolean
  readonly #tree: Tree
  readonly #syntax: SyntaxMapping
  readonly #depth: number
  #span: Span | undefined
  #entries: readonly Entry[] | undefined
  #index: Map<string, Entry> | undefined

  constructor(tree: Tree, syntax: SyntaxMapping, depth: number) {
    this.#tree = tree
    this.#syntax = syntax
    this.#depth = depth
    this.flow = syntax.flow
  }

  get span(): Span {
    this.#span ??= this.#tree.source.span(this.#syntax.start, lastOffset(this.#tree.source.text, this.#syntax))
    return this.#span
  }

  get entries(): readonly Entry[] {
    this.#entries ??= this.#read()
    return this.#entries
  }

  get(key: string): Entry | undefined {
    const { entries } = this
    if (entries.length < 8) return entries.find(entry => entry.key === key)
    this.#index ??= new Map(entries.map(entry => [entry.key, entry]))
    return this.#index.get(key)
  }

  get merges(): readonly Span[] {
    const { children } = this.#syntax
    const spans: Span[] = []
    for (let i = 0; i + 1 < children.length; i += 2) {
      const key = children[i] as SyntaxNode
      const value = children[i + 1] as SyntaxNode
      if (key.kind !== 'scalar' || !isMergeKey(key)) continue
      spans.push(this.#tree.source.span(key.start, lastOffset(this.#tree.source.text, value)))
    }
    return spans
  }

  /** go-yaml takes entries and merges in writing order, each overriding what was there. */
  #read(): readonly Entry[] {
    const { children } = this.#syntax
    const written = new Map<string, Entry>()
    const merged = new Map<string, Entry>()
    for (let i = 0; i + 1 < children.length; i += 2) {
      const key = children[i] as SyntaxNode
      const value = children[i + 1] as SyntaxNode
      if (key.kind === 'scalar' && isMergeKey(key)) {
        for (const entry of this.#merged(key, value)) {
          if (merged.has(entry.key) || !written.has(entry.key)) merged.set(entry.key, entry)
          else written.set(entry.key, entry)
        }
        continue
      }
      const entry = this.#entry(key, value)
      merged.delete(entry.key)
      written.delete(entry.key)
      written.set(entry.key, entry)
    }
    return [...written.values(), ...merged.values()]
  }

  #entry(keySyntax: SyntaxNode, valueSyntax: SyntaxNode): Entry {
    const { source } = this.#tree
    const keyNode = this.#tree.node(keySyntax, this.#depth + 1, this.flow)
    const value = this.#tree.node(valueSyntax, this.#depth + 1, this.flow)
    const isAlias = valueSyntax.kind === 'alias'
    return {
      key: keyNode.kind === 'scalar' ? keyOf(keySyntax, keyNode) : source.text.slice(keySyntax.start, keySyntax.end),
      keySpan: keyNode.span,
      value,
      written: isAlias ? source.span(valueSyntax.start, valueSyntax.end) : value.span,
      ...(isAlias && { via: source.span(valueSyntax.start, valueSyntax.end) }),
    }
  }

  #merged(key: SyntaxScalar, value: SyntaxNode): Entry[] {
    const sources = value.kind === 'sequence' ? value.children.toReversed() : [value]
    const entries: Entry[] = []
    for (const source of sources) {
      const node = this.#tree.node(source, this.#depth + 1)
      if (node.kind !== 'mapping' || node === this) continue
      const token = source.kind === 'alias' ? source : key
      const via = this.#tree.source.span(token.start, token.end)
      for (const entry of node.entries) entries.push({ ...entry, via })
    }
    return entries
  }
}

function keyOf(syntax: SyntaxNode, node: ScalarNode): string {
  if (typeof node.value === 'string') return node.value
  const target = syntax.kind === 'alias' ? syntax.target : syntax
  if (target.kind !== 'scalar') return String(node.value)
  try {
    return keyText(resolveScalar(target), null)
  } catch (error) {
    if (error instanceof GoError) return target.value
    throw error
  }
}

class Sequence implements SequenceNode {
  readonly kind = 'sequence'
  readonly flow: boolean
  readonly #tree: Tree
  readonly #syntax: SyntaxSequence
  readonly #depth: number
  #span: Span | undefined
  #items: readonly YamlNode[] | undefined

  constructor(tree: Tree, syntax: SyntaxSequence, depth: number) {
    this.#tree = tree
    this.#syntax = syntax
    this.#depth = depth
    this.flow = syntax.flow
  }

  get span(): Span {
    this.#span ??= this.#tree.source.span(this.#syntax.start, lastOffset(this.#tree.source.text, this.#syntax))
    return this.#span
  }

  get items(): readonly YamlNode[] {
    this.#items ??= this.#syntax.children.map(child => this.#tree.node(child, this.#depth + 1, this.flow))
    return this.#items
  }

  get written(): readonly Span[] {
    const { source } = this.#tree
    return this.#syntax.children.map((child, i) =>
      child.kind === 'alias' ? source.span(child.start, child.end) : (this.items[i] as YamlNode).span,
    )
  }
}

function lastOffset(text: string, syntax: SyntaxNode): number {
  let node = syntax
  while ((node.kind === 'mapping' || node.kind === 'sequence') && !node.flow) {
    const last = node.children.at(-1)
    if (last === undefined) break
    node = last
  }
  return node.kind === 'scalar' ? endOf(text, node) : node.end
}
