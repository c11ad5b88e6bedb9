import { GoError } from '../kinds/index.ts'
import { isWordChar } from './classes.ts'
import { type Node, type Parsed, parse } from './parse.ts'

/**
 * Whether a pattern in .NET's syntax matches anywhere in a text (dlclark/regexp2 without options, as Argo CD's util/regex uses
 * it). Throws GoError for a malformed pattern, and where backtracking does not come to an end: upstream would go on.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  if (text.length > maximumText) throw new GoError('the text is too long for a pattern with backtracking')
  return new Run(parse(pattern), [...text]).any()
}

/** Names and namespaces are shorter; the depth of backtracking grows with the text. */
const maximumText = 1000

const maximumSteps = 1_000_000

type Continue = (at: number) => boolean

class Run {
  readonly #parsed: Parsed
  readonly #text: readonly string[]
  #groups = new Map<number, readonly [number, number]>()
  #steps = 0

  constructor(parsed: Parsed, text: readonly string[]) {
    this.#parsed = parsed
    this.#text = text
  }

  any(): boolean {
    for (let at = 0; at <= this.#text.length; at++) {
      this.#groups.clear()
      if (this.#match(this.#parsed.node, at, () => true)) return true
    }
    return false
  }

  /** Matches a node from a place on and then what follows; goes back to other ways when that fails. */
  #match(node: Node, at: number, next: Continue): boolean {
    if (++this.#steps > maximumSteps) throw new GoError('the pattern takes too long: it backtracks without end')
    const text = this.#text
    const char = text[at]
    switch (node.kind) {
      case 'char':
        return char !== undefined && isSame(char, node.char, node.ignoreCase) && next(at + 1)
      case 'set':
        return char !== undefined && node.has(char) && next(at + 1)
      case 'sequence':
        return this.#sequence(node.nodes, 0, at, next)
      case 'choice':
        return node.nodes.some(choice => this.#match(choice, at, next))
      case 'repeat':
        return this.#repeat(node, 0, at, -1, next)
      case 'group':
        return this.#group(node.node, node.index, at, next)
      case 'atomic': {
        const end = this.#endOf(node.node, at)
        return end !== undefined && next(end)
      }
      case 'ahead':
        return this.#look(node.not, () => this.#endOf(node.node, at) !== undefined) && next(at)
      case 'behind':
        return this.#look(node.not, () => this.#endsHere(node.node, at)) && next(at)
      case 'back':
        return this.#reference(node.group, node.ignoreCase, at, next)
      default:
        return this.#stands(node.kind, at) && next(at)
    }
  }

  #sequence(nodes: readonly Node[], index: number, at: number, next: Continue): boolean {
    const node = nodes[index]
    if (node === undefined) return next(at)
    return this.#match(node, at, end => this.#sequence(nodes, index + 1, end, next))
  }

  #repeat(node: Extract<Node, { kind: 'repeat' }>, count: number, at: number, before: number, next: Continue): boolean {
    // A round that took nothing would be followed by another one like it.
    const more = (): boolean =>
      count < node.max &&
      (at !== before || count < node.min) &&
      this.#match(node.node, at, end => this.#repeat(node, count + 1, end, at, next))
    if (count < node.min && at !== before) return more()
    return node.lazy ? next(at) || more() : more() || next(at)
  }

  #group(node: Node, index: number, at: number, next: Continue): boolean {
    const outer = this.#groups.get(index)
    if (
      this.#match(node, at, end => {
        const inner = this.#groups.get(index)
        this.#groups.set(index, [at, end])
        if (next(end)) return true
        this.#restore(index, inner)
        return false
      })
    ) {
      return true
    }
    this.#restore(index, outer)
    return false
  }

  #restore(index: number, value: readonly [number, number] | undefined): void {
    if (value === undefined) this.#groups.delete(index)
    else this.#groups.set(index, value)
  }

  #endOf(node: Node, at: number): number | undefined {
    let end: number | undefined
    this.#match(node, at, reached => {
      end = reached
      return true
    })
    return end
  }

  #endsHere(node: Node, at: number): boolean {
    for (let from = at; from >= 0; from--) if (this.#match(node, from, end => end === at)) return true
    return false
  }

  /** A negative look leaves no groups behind. */
  #look(not: boolean, look: () => boolean): boolean {
    const groups = new Map(this.#groups)
    const found = look()
    if (not || !found) this.#groups = groups
    return found !== not
  }

  #reference(group: number | string, ignoreCase: boolean, at: number, next: Continue): boolean {
    const captured = this.#groups.get(typeof group === 'number' ? group : (this.#parsed.names.get(group) ?? -1))
    if (captured === undefined) return false
    const wanted = this.#text.slice(...captured)
    return wanted.every((char, i) => isSame(this.#text[at + i] ?? '', char, ignoreCase)) && next(at + wanted.length)
  }

  #stands(
    kind: 'start' | 'end' | 'line-start' | 'line-end' | 'last-end' | 'boundary' | 'no-boundary',
    at: number,
  ): boolean {
    const text = this.#text
    switch (kind) {
      case 'start':
        return at === 0
      case 'end':
        return at === text.length
      case 'last-end':
        return at === text.length || (at === text.length - 1 && text[at] === '\n')
      case 'line-start':
        return at === 0 || text[at - 1] === '\n'
      case 'line-end':
        return at === text.length || text[at] === '\n'
      default:
        return (isWordChar(text[at - 1]) !== isWordChar(text[at])) === (kind === 'boundary')
    }
  }
}

const isSame = (left: string, right: string, ignoreCase: boolean): boolean =>
  left === right || (ignoreCase && left.toLowerCase() === right.toLowerCase())
