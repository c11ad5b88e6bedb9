import { GoError } from '../kinds/index.ts'
import { type CharSet, parseClass, parseEscapedClass } from './classes.ts'

/** A node of a pattern in .NET's syntax. */
export type Node =
  | { readonly kind: 'char'; readonly char: string; readonly ignoreCase: boolean }
  | { readonly kind: 'set'; readonly has: CharSet }
  | { readonly kind: 'start' | 'end' | 'line-start' | 'line-end' | 'last-end' | 'boundary' | 'no-boundary' }
  | { readonly kind: 'sequence' | 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly max: number; readonly lazy: boolean }
  | { readonly kind: 'group'; readonly node: Node; readonly index: number }
  | { readonly kind: 'ahead' | 'behind'; readonly node: Node; readonly not: boolean }
  | { readonly kind: 'atomic'; readonly node: Node }
  | { readonly kind: 'back'; readonly group: number | string; readonly ignoreCase: boolean }

export interface Parsed {
  readonly node: Node
  readonly names: ReadonlyMap<string, number>
}

/** Parses a pattern as dlclark/regexp2 does without options. Throws GoError for a malformed one and for what is not supported here. */
export function parse(pattern: string): Parsed {
  return new Parser(pattern).run()
}

interface Flags {
  readonly ignoreCase: boolean
  readonly multiline: boolean
  readonly singleline: boolean
  readonly extended: boolean
  readonly explicit: boolean
}

const noFlags: Flags = { ignoreCase: false, multiline: false, singleline: false, extended: false, explicit: false }

const flagNames: Readonly<Record<string, keyof Flags>> = {
  i: 'ignoreCase',
  m: 'multiline',
  s: 'singleline',
  x: 'extended',
  n: 'explicit',
}

/** A pattern is one line of a configuration: deeper nesting is an accident or an attack. */
const maximumDepth = 200

class Parser {
  readonly #chars: readonly string[]
  readonly #names = new Map<string, number>()
  readonly #back: { readonly group: number | string }[] = []
  #at = 0
  #groups = 0
  #depth = 0
  #flags = noFlags

  constructor(pattern: string) {
    this.#chars = [...pattern]
  }

  run(): Parsed {
    const node = this.#choice()
    if (this.#at < this.#chars.length) throw new GoError("too many )'s")
    for (const { group } of this.#back) {
      const known = typeof group === 'number' ? group <= this.#groups : this.#names.has(group)
      if (!known) throw new GoError(`reference to undefined group ${group}`)
    }
    return { node, names: this.#names }
  }

  /** Alternatives up to a closing parenthesis or the end; flags that are set inside end with it. */
  #choice(): Node {
    if (++this.#depth > maximumDepth) throw new GoError('the pattern is nested too deeply')
    const flags = this.#flags
    const nodes: Node[] = [this.#sequence()]
    while (this.#peek() === '|') {
      this.#at++
      nodes.push(this.#sequence())
    }
    this.#flags = flags
    this.#depth--
    return nodes.length === 1 ? nodes[0]! : { kind: 'choice', nodes }
  }

  #sequence(): Node {
    const nodes: Node[] = []
    for (;;) {
      this.#skipBlanks()
      const char = this.#peek()
      if (char === undefined || char === '|' || char === ')') return { kind: 'sequence', nodes }
      const node = this.#item(char)
      if (node !== undefined) nodes.push(this.#quantified(node))
    }
  }

  /** Comments, and white space where the flag x says so. */
  #skipBlanks(): void {
    for (let char = this.#peek(); char !== undefined; char = this.#peek()) {
      if (char === '(' && this.#chars[this.#at + 1] === '?' && this.#chars[this.#at + 2] === '#') {
        const close = this.#chars.indexOf(')', this.#at)
        if (close === -1) throw new GoError('unterminated comment')
        this.#at = close + 1
      } else if (!this.#flags.extended) return
      else if (char === '#') while (this.#peek() !== undefined && this.#peek() !== '\n') this.#at++
      else if (/\s/.test(char)) this.#at++
      else return
    }
  }

  #item(char: string): Node | undefined {
    this.#at++
    const { ignoreCase, multiline, singleline } = this.#flags
    switch (char) {
      case '(':
        return this.#group()
      case '[': {
        const { has, end } = parseClass(this.#chars, this.#at, ignoreCase)
        this.#at = end
        return { kind: 'set', has }
      }
      case '.':
        return { kind: 'set', has: singleline ? () => true : char => char !== '\n' }
      case '^':
        return { kind: multiline ? 'line-start' : 'start' }
      case '$':
        return { kind: multiline ? 'line-end' : 'last-end' }
      case '\\':
        return this.#escape()
      case '*':
      case '+':
      case '?':
        throw new GoError('quantifier {x,y} following nothing')
      case '{':
        this.#at--
        if (this.#bounds() !== undefined) throw new GoError('quantifier {x,y} following nothing')
        this.#at++
        return { kind: 'char', char, ignoreCase }
      default:
        return { kind: 'char', char, ignoreCase }
    }
  }

  #quantified(node: Node): Node {
    this.#skipBlanks()
    const bounds = this.#bounds()
    if (bounds === undefined) return node
    const lazy = this.#peek() === '?'
    if (lazy) this.#at++
    const start = this.#at
    if (this.#bounds() !== undefined) throw new GoError(`nested quantifier '${this.#chars[start]}'`)
    return { kind: 'repeat', node, ...bounds, lazy }
  }

  /** A quantifier at this place, read over; a brace that is none is left. */
  #bounds(): { readonly min: number; readonly max: number } | undefined {
    const char = this.#peek()
    const simple = char === '*' ? [0, Infinity] : char === '+' ? [1, Infinity] : char === '?' ? [0, 1] : undefined
    if (simple !== undefined) {
      this.#at++
      return { min: simple[0]!, max: simple[1]! }
    }
    if (char !== '{') return undefined
    const close = this.#chars.indexOf('}', this.#at)
    const found = close === -1 ? null : /^(\d{1,9})(,(\d{0,9}))?$/.exec(this.#chars.slice(this.#at + 1, close).join(''))
    if (found === null) return undefined
    const min = Number(found[1])
    const max = found[2] === undefined ? min : found[3] === '' ? Infinity : Number(found[3])
    if (max < min) throw new GoError('illegal {x,y} with x > y')
    this.#at = close + 1
    return { min, max }
  }

  #group(): Node | undefined {
    if (this.#peek() !== '?') {
      if (this.#flags.explicit) return this.#closed()
      const index = ++this.#groups
      return { kind: 'group', node: this.#closed(), index }
    }
    this.#at++
    const rest = this.#chars.slice(this.#at, this.#at + 2).join('')
    for (const [opening, make] of groupKinds) {
      if (!rest.startsWith(opening)) continue
      this.#at += opening.length
      return make(this.#closed())
    }
    const named = /^(?:<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/.exec(this.#chars.slice(this.#at, this.#at + 80).join(''))
    if (named !== null) {
      this.#at += named[0].length
      const name = named[1] ?? named[2]!
      const index = this.#names.get(name) ?? ++this.#groups
      this.#names.set(name, index)
      return { kind: 'group', node: this.#closed(), index }
    }
    return this.#flagGroup()
  }

  /** `(?i)` up to the end of the group around it, `(?i:…)`. */
  #flagGroup(): Node | undefined {
    if (this.#peek() === ')') throw new GoError('missing argument to repetition operator')
    const flags = { ...this.#flags }
    let on = true
    for (let char = this.#peek(); char !== ')' && char !== ':'; char = this.#peek()) {
      const flag = char === undefined ? undefined : flagNames[char]
      if (char === '-') on = false
      else if (flag === undefined) throw new GoError(`unrecognized grouping construct: (?${char ?? ''}`)
      else flags[flag] = on
      this.#at++
    }
    if (this.#peek() === ')') {
      this.#at++
      this.#flags = flags
      return undefined
    }
    this.#at++
    const outer = this.#flags
    this.#flags = flags
    const node = this.#closed()
    this.#flags = outer
    return node
  }

  #closed(): Node {
    const node = this.#choice()
    if (this.#peek() !== ')') throw new GoError('missing closing )')
    this.#at++
    return node
  }

  #escape(): Node {
    const char = this.#chars[this.#at++]
    const { ignoreCase } = this.#flags
    if (char === undefined) throw new GoError('illegal \\ at end of pattern')
    const anchor = anchors[char]
    if (anchor !== undefined) return { kind: anchor }
    if (char === 'k') return this.#namedReference()
    if (/[1-9]/.test(char)) {
      let digits = char
      while (/\d/.test(this.#peek() ?? '') && digits.length < 3) digits += this.#chars[this.#at++]
      return this.#reference(Number(digits))
    }
    const escaped = parseEscapedClass(this.#chars, this.#at - 1)
    this.#at = escaped.end
    if (escaped.has !== undefined) return { kind: 'set', has: escaped.has }
    return { kind: 'char', char: escaped.char, ignoreCase }
  }

  #namedReference(): Node {
    const named = /^(?:<(\w+)>|'(\w+)')/.exec(this.#chars.slice(this.#at, this.#at + 80).join(''))
    if (named === null) throw new GoError('malformed \\k<...> named back reference')
    this.#at += named[0].length
    const name = named[1] ?? named[2]!
    return this.#reference(/^\d+$/.test(name) ? Number(name) : name)
  }

  #reference(group: number | string): Node {
    this.#back.push({ group })
    return { kind: 'back', group, ignoreCase: this.#flags.ignoreCase }
  }

  #peek(): string | undefined {
    return this.#chars[this.#at]
  }
}

const groupKinds: readonly (readonly [string, (node: Node) => Node])[] = [
  [':', node => node],
  ['>', node => ({ kind: 'atomic', node })],
  ['=', node => ({ kind: 'ahead', node, not: false })],
  ['!', node => ({ kind: 'ahead', node, not: true })],
  ['<=', node => ({ kind: 'behind', node, not: false })],
  ['<!', node => ({ kind: 'behind', node, not: true })],
]

const anchors: Readonly<Record<string, 'start' | 'end' | 'last-end' | 'boundary' | 'no-boundary' | undefined>> = {
  __proto__: null as never,
  A: 'start',
  G: 'start',
  z: 'end',
  Z: 'last-end',
  b: 'boundary',
  B: 'no-boundary',
}
