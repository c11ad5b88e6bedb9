import type { ScalarStyle } from './tokens.ts'

/** One document's tree as go-yaml's parser sees it: nothing resolved, with the offsets of everything. */
export type SyntaxNode = SyntaxScalar | SyntaxMapping | SyntaxSequence | SyntaxAlias

interface Written {
  readonly start: number
  /** Behind the last character; for block collections that of the last child. */
  end: number
  /** Where the node's anchor or tag begins, else its own start. */
  readonly from: number
  readonly anchor: string | undefined
}

export interface SyntaxScalar extends Written {
  readonly kind: 'scalar'
  readonly value: string
  readonly style: ScalarStyle
  /** The whole tag, '' without one. */
  readonly tag: string
  /** May be resolved to something other than a string: plain without a tag, or tagged `!`. */
  readonly implicit: boolean
}

export interface SyntaxMapping extends Written {
  readonly kind: 'mapping'
  /** Key, value, key, value, ... */
  readonly children: SyntaxNode[]
  readonly flow: boolean
}

export interface SyntaxSequence extends Written {
  readonly kind: 'sequence'
  readonly children: SyntaxNode[]
  readonly flow: boolean
}

export interface SyntaxAlias extends Written {
  readonly kind: 'alias'
  readonly name: string
  readonly target: SyntaxNode
}
