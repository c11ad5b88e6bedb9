import { type Place, parserError, YamlError } from './errors.ts'
import { readable } from './reader.ts'
import { Scanner } from './scanner.ts'
import type { SyntaxAlias, SyntaxMapping, SyntaxNode, SyntaxSequence } from './syntax.ts'
import { type Token, tokenKind as token } from './tokens.ts'

export interface Parsed {
  /** The first document; undefined for a text without any. */
  readonly root: SyntaxNode | undefined
  /** Why the reading stopped; `root` then holds what had been read. */
  readonly error: YamlError | undefined
  /** Start and end of each comment up to there. */
  readonly comments: readonly number[]
}

/** An alias without an anchor. */
export interface UnknownAlias {
  readonly name: string
  readonly start: number
  readonly end: number
}

/**
 * Reads the first document of a text, as go-yaml's Unmarshal does (Go: go.yaml.in/yaml/v2 parserc.go, decode.go parser). With
 * `unknownAliases` an alias without an anchor is null and noted there instead of ending the reading.
 */
export function parseYAML(text: string, unknownAliases?: UnknownAlias[]): Parsed {
  const { text: sound, fault } = readable(text)
  const scanner = new Scanner(sound, fault)
  const parser = new Parser(scanner, unknownAliases)
  try {
    parser.parse()
    return { root: parser.root, error: undefined, comments: scanner.comments }
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    return { root: parser.abandon(), error, comments: scanner.comments }
  }
}

type State =
  | 'documentContent'
  | 'documentEnd'
  | 'blockNode'
  | 'blockSequenceEntry'
  | 'indentlessSequenceEntry'
  | 'blockMappingKey'
  | 'blockMappingValue'
  | 'flowSequenceFirstEntry'
  | 'flowSequenceEntry'
  | 'flowPairKey'
  | 'flowPairValue'
  | 'flowPairEnd'
  | 'flowMappingFirstKey'
  | 'flowMappingKey'
  | 'flowMappingValue'
  | 'flowMappingEmptyValue'

/** Anchor and tag before a node. */
interface Properties {
  readonly from: number
  readonly anchor: string | undefined
  readonly tag: string
}

const coreTags = 'tag:yaml.org,2002:'

class Parser {
  root: SyntaxNode | undefined
  readonly #scanner: Scanner
  readonly #states: State[] = []
  /** Where each open collection began, for errors. */
  readonly #marks: Place[] = []
  readonly #open: (SyntaxMapping | SyntaxSequence)[] = []
  readonly #anchors = new Map<string, SyntaxNode>()
  readonly #tagPrefixes = new Map<string, string>()
  #state: State = 'blockNode'

  readonly #unknownAliases: UnknownAlias[] | undefined

  constructor(scanner: Scanner, unknownAliases?: UnknownAlias[]) {
    this.#scanner = scanner
    this.#unknownAliases = unknownAliases
  }

  parse(): void {
    this.#take()
    if (!this.#documentStart()) return
    while (this.#state !== 'documentEnd') this.#step()
    // The document's end is an event of its own: a fault right behind it still counts.
    this.#scanner.peek()
  }

  /** Ends what is open where its last child ends. */
  abandon(): SyntaxNode | undefined {
    while (this.#open.length > 0) this.#close(undefined)
    return this.root
  }

  #peek(): Token {
    return this.#scanner.peek()
  }

  #take() {
    this.#scanner.peek()
    this.#scanner.take()
  }

  #documentStart(): boolean {
    let next = this.#peek()
    if (next.kind === token.streamEnd) return false
    const explicit =
      next.kind === token.versionDirective || next.kind === token.tagDirective || next.kind === token.documentStart
    this.#directives()
    if (explicit) {
      next = this.#peek()
      if (next.kind !== token.documentStart) throw parserError('did not find expected <document start>', place(next))
      this.#take()
    }
    this.#states.push('documentEnd')
    this.#state = explicit ? 'documentContent' : 'blockNode'
    return true
  }

  #directives() {
    let hasVersion = false
    for (;;) {
      const next = this.#peek()
      if (next.kind === token.versionDirective) {
        if (hasVersion) throw parserError('found duplicate %YAML directive', place(next))
        if (next.value !== '1.1') throw parserError('found incompatible YAML document', place(next))
        hasVersion = true
      } else if (next.kind === token.tagDirective) {
        if (this.#tagPrefixes.has(next.value)) throw parserError('found duplicate %TAG directive', place(next))
        this.#tagPrefixes.set(next.value, next.suffix)
      } else {
        break
      }
      this.#take()
    }
    if (!this.#tagPrefixes.has('!')) this.#tagPrefixes.set('!', '!')
    if (!this.#tagPrefixes.has('!!')) this.#tagPrefixes.set('!!', coreTags)
  }

  #step() {
    switch (this.#state) {
      case 'documentContent':
        return this.#documentContent()
      case 'blockNode':
        return this.#node(true, false)
      case 'blockSequenceEntry':
        return this.#blockSequenceEntry()
      case 'indentlessSequenceEntry':
        return this.#indentlessSequenceEntry()
      case 'blockMappingKey':
        return this.#blockMappingKey()
      case 'blockMappingValue':
        return this.#blockMappingValue()
      case 'flowSequenceFirstEntry':
        return this.#flowSequenceEntry(true)
      case 'flowSequenceEntry':
        return this.#flowSequenceEntry(false)
      case 'flowPairKey':
        return this.#flowPairKey()
      case 'flowPairValue':
        return this.#flowPairValue()
      case 'flowPairEnd':
        this.#state = 'flowSequenceEntry'
        return this.#close(undefined)
      case 'flowMappingFirstKey':
        return this.#flowMappingKey(true)
      case 'flowMappingKey':
        return this.#flowMappingKey(false)
      case 'flowMappingValue':
        return this.#flowMappingValue()
      case 'flowMappingEmptyValue':
        this.#state = 'flowMappingKey'
        return this.#empty(this.#peek().offset)
    }
  }

  #documentContent() {
    const next = this.#peek()
    switch (next.kind) {
      case token.versionDirective:
      case token.tagDirective:
      case token.documentStart:
      case token.documentEnd:
      case token.streamEnd:
        this.#state = this.#popState()
        return this.#empty(next.offset)
      default:
        return this.#node(true, false)
    }
  }

  #node(block: boolean, indentlessSequence: boolean) {
    let next = this.#peek()
    if (next.kind === token.alias) {
      this.#state = this.#popState()
      this.#alias(next)
      return this.#take()
    }
    const start = place(next)
    const properties = this.#properties(next)
    next = this.#peek()
    if (indentlessSequence && next.kind === token.blockEntry) {
      this.#state = 'indentlessSequenceEntry'
      return this.#openSequence(next, properties, false)
    }
    switch (next.kind) {
      case token.scalar: {
        const { tag } = properties
        this.#state = this.#popState()
        this.#add({
          kind: 'scalar',
          start: next.offset,
          end: next.end,
          from: properties.from,
          anchor: properties.anchor,
          value: next.value,
          style: next.style,
          tag,
          implicit: tag === '' ? next.style === 'plain' : tag === '!',
        })
        return this.#take()
      }
      case token.flowSequenceStart:
        this.#state = 'flowSequenceFirstEntry'
        return this.#openSequence(next, properties, true)
      case token.flowMappingStart:
        this.#state = 'flowMappingFirstKey'
        return this.#openMapping(next, properties, true)
      case token.blockSequenceStart:
        if (!block) break
        this.#state = 'blockSequenceEntry'
        return this.#openSequence(next, properties, false)
      case token.blockMappingStart:
        if (!block) break
        this.#state = 'blockMappingKey'
        return this.#openMapping(next, properties, false)
    }
    if (properties.anchor === undefined && properties.tag === '') {
      throw parserError('did not find expected node content', place(next), start)
    }
    this.#state = this.#popState()
    this.#empty(properties.from, properties)
  }

  #properties(first: Token): Properties {
    let anchor: string | undefined
    let tag = ''
    let next = first
    const takeAnchor = (): void => {
      if (next.kind !== token.anchor) return
      anchor = next.value
      this.#take()
      next = this.#peek()
    }
    const startedWithAnchor = next.kind === token.anchor
    takeAnchor()
    if (next.kind === token.tag) {
      const written = next
      this.#take()
      next = this.#peek()
      if (!startedWithAnchor) takeAnchor()
      tag = this.#tagOf(written, first)
    }
    return { from: first.offset, anchor, tag }
  }

  #tagOf(written: Token, first: Token): string {
    if (written.value === '') return written.suffix
    const prefix = this.#tagPrefixes.get(written.value) ?? ''
    const tag = this.#tagPrefixes.has(written.value) ? prefix + written.suffix : ''
    if (tag === '') throw parserError('found undefined tag handle', place(written), place(first))
    return tag
  }

  #blockSequenceEntry() {
    let next = this.#peek()
    if (next.kind === token.blockEntry) {
      const { end } = next
      this.#take()
      next = this.#peek()
      if (next.kind !== token.blockEntry && next.kind !== token.blockEnd) {
        this.#states.push('blockSequenceEntry')
        return this.#node(true, false)
      }
      return this.#empty(end)
    }
    if (next.kind !== token.blockEnd) {
      throw parserError("did not find expected '-' indicator", place(next), this.#marks.at(-1))
    }
    this.#endCollection(undefined)
  }

  #indentlessSequenceEntry() {
    let next = this.#peek()
    if (next.kind === token.blockEntry) {
      const { end } = next
      this.#take()
      next = this.#peek()
      if (
        next.kind !== token.blockEntry &&
        next.kind !== token.key &&
        next.kind !== token.value &&
        next.kind !== token.blockEnd
      ) {
        this.#states.push('indentlessSequenceEntry')
        return this.#node(true, false)
      }
      return this.#empty(end)
    }
    this.#state = this.#popState()
    this.#close(undefined)
  }

  #blockMappingKey() {
    let next = this.#peek()
    if (next.kind === token.key) {
      const { end } = next
      this.#take()
      next = this.#peek()
      if (next.kind !== token.key && next.kind !== token.value && next.kind !== token.blockEnd) {
        this.#states.push('blockMappingValue')
        return this.#node(true, true)
      }
      this.#state = 'blockMappingValue'
      return this.#empty(end)
    }
    if (next.kind !== token.blockEnd) throw parserError('did not find expected key', place(next), this.#marks.at(-1))
    this.#endCollection(undefined)
  }

  #blockMappingValue() {
    let next = this.#peek()
    if (next.kind === token.value) {
      const { end } = next
      this.#take()
      next = this.#peek()
      if (next.kind !== token.key && next.kind !== token.value && next.kind !== token.blockEnd) {
        this.#states.push('blockMappingKey')
        return this.#node(true, true)
      }
      this.#state = 'blockMappingKey'
      return this.#empty(end)
    }
    this.#state = 'blockMappingKey'
    this.#empty(next.offset)
  }

  #flowSequenceEntry(first: boolean) {
    let next = this.#peek()
    if (next.kind !== token.flowSequenceEnd) {
      if (!first) {
        if (next.kind !== token.flowEntry) {
          throw parserError("did not find expected ',' or ']'", place(next), this.#marks.at(-1))
        }
        this.#take()
        next = this.#peek()
      }
      if (next.kind === token.key) {
        this.#state = 'flowPairKey'
        const pair = { kind: 'mapping', children: [], flow: true, start: next.offset, end: next.offset } as const
        this.#push({ ...pair, from: next.offset, anchor: undefined, children: [] })
        return this.#take()
      }
      if (next.kind !== token.flowSequenceEnd) {
        this.#states.push('flowSequenceEntry')
        return this.#node(false, false)
      }
    }
    this.#endCollection(next.end)
  }

  #flowPairKey() {
    const next = this.#peek()
    if (next.kind !== token.value && next.kind !== token.flowEntry && next.kind !== token.flowSequenceEnd) {
      this.#states.push('flowPairValue')
      return this.#node(false, false)
    }
    // libyaml takes this token, and with it the `:` that the next state looks for.
    this.#take()
    this.#state = 'flowPairValue'
    this.#empty(next.end)
  }

  #flowPairValue() {
    const next = this.#peek()
    if (next.kind === token.value) {
      this.#take()
      const after = this.#peek()
      if (after.kind !== token.flowEntry && after.kind !== token.flowSequenceEnd) {
        this.#states.push('flowPairEnd')
        return this.#node(false, false)
      }
    }
    this.#state = 'flowPairEnd'
    this.#empty(next.offset)
  }

  #flowMappingKey(first: boolean) {
    let next = this.#peek()
    if (next.kind !== token.flowMappingEnd) {
      if (!first) {
        if (next.kind !== token.flowEntry) {
          throw parserError("did not find expected ',' or '}'", place(next), this.#marks.at(-1))
        }
        this.#take()
        next = this.#peek()
      }
      if (next.kind === token.key) {
        this.#take()
        next = this.#peek()
        if (next.kind !== token.value && next.kind !== token.flowEntry && next.kind !== token.flowMappingEnd) {
          this.#states.push('flowMappingValue')
          return this.#node(false, false)
        }
        this.#state = 'flowMappingValue'
        return this.#empty(next.offset)
      }
      if (next.kind !== token.flowMappingEnd) {
        this.#states.push('flowMappingEmptyValue')
        return this.#node(false, false)
      }
    }
    this.#endCollection(next.end)
  }

  #flowMappingValue() {
    let next = this.#peek()
    if (next.kind === token.value) {
      this.#take()
      next = this.#peek()
      if (next.kind !== token.flowEntry && next.kind !== token.flowMappingEnd) {
        this.#states.push('flowMappingKey')
        return this.#node(false, false)
      }
    }
    this.#state = 'flowMappingKey'
    this.#empty(next.offset)
  }

  /** Takes the token that ends a collection. */
  #endCollection(end: number | undefined) {
    this.#state = this.#popState()
    this.#marks.pop()
    this.#close(end)
    this.#take()
  }

  #popState(): State {
    return this.#states.pop() ?? 'documentEnd'
  }

  #openSequence(next: Token, { from, anchor }: Properties, flow: boolean) {
    this.#push({ kind: 'sequence', children: [], flow, start: next.offset, end: next.offset, from, anchor })
    // The entries of an indentless sequence begin with the token that shows it.
    if (next.kind === token.blockEntry) return
    this.#marks.push(place(next))
    this.#take()
  }

  #openMapping(next: Token, { from, anchor }: Properties, flow: boolean) {
    this.#push({ kind: 'mapping', children: [], flow, start: next.offset, end: next.offset, from, anchor })
    this.#marks.push(place(next))
    this.#take()
  }

  #push(node: SyntaxMapping | SyntaxSequence) {
    this.#add(node)
    this.#open.push(node)
  }

  #close(end: number | undefined) {
    const node = this.#open.pop()
    if (node) node.end = end ?? node.children.at(-1)?.end ?? node.end
  }

  #alias(next: Token) {
    const target = this.#anchors.get(next.value)
    if (target === undefined) {
      if (!this.#unknownAliases) throw unknownAnchor(next.value, next.offset)
      this.#unknownAliases.push({ name: next.value, start: next.offset, end: next.end })
      return this.#empty(next.offset, undefined, next.end)
    }
    const alias: SyntaxAlias = {
      kind: 'alias',
      start: next.offset,
      end: next.end,
      from: next.offset,
      anchor: undefined,
      name: next.value,
      target,
    }
    this.#add(alias)
  }

  #empty(offset: number, properties?: Properties, end = offset) {
    this.#add({
      kind: 'scalar',
      start: offset,
      end,
      from: offset,
      anchor: properties?.anchor,
      value: '',
      style: 'plain',
      tag: properties?.tag ?? '',
      implicit: (properties?.tag ?? '') === '',
    })
  }

  #add(node: SyntaxNode) {
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node)
    const parent = this.#open[this.#open.length - 1]
    if (parent) parent.children.push(node)
    else this.root = node
  }
}

/** Go: go.yaml.in/yaml/v2 decode.go parser.alias */
export const unknownAnchor = (name: string, at: number): YamlError =>
  new YamlError(`unknown anchor '${name}' referenced`, at, at, 0)

const place = ({ offset, line }: Token): Place => ({ offset, line })
