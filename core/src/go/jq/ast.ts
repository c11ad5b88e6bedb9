/** A pipeline, or an operator between two. Definitions in front of it are visible in it. */
export interface Query {
  readonly defs: readonly FuncDef[]
  readonly body: Body | undefined
}

export type Body =
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Query; readonly right: Query }
  | { readonly kind: 'bind'; readonly source: Query; readonly patterns: readonly Pattern[]; readonly body: Query }

export interface FuncDef {
  readonly name: string
  readonly params: readonly string[]
  readonly body: Query
}

export type Pattern =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly Pattern[] }
  | { readonly kind: 'object'; readonly entries: readonly PatternEntry[] }

export interface PatternEntry {
  readonly key: Key
  readonly value: Pattern | undefined
}

/** A key of an object or of an object pattern. */
export type Key =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'string'; readonly text: Text }
  | { readonly kind: 'query'; readonly query: Query }

/** A string: its text, or with interpolation the parts that are added up. */
export type Text = string | readonly (string | Query)[]

export interface Term {
  readonly head: Head
  readonly suffixes: readonly Suffix[]
}

export type Head =
  | { readonly kind: 'identity' | 'recurse' | 'null' | 'true' | 'false' }
  | { readonly kind: 'index'; readonly index: Index }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Query[] }
  | { readonly kind: 'object'; readonly entries: readonly { readonly key: Key; readonly value: Query | undefined }[] }
  | { readonly kind: 'array'; readonly query: Query | undefined }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'unary'; readonly operator: '+' | '-'; readonly term: Term }
  | { readonly kind: 'format'; readonly format: string; readonly text: Text | undefined }
  | { readonly kind: 'string'; readonly text: Text }
  | {
      readonly kind: 'if'
      readonly branches: readonly (readonly [Query, Query])[]
      readonly otherwise: Query | undefined
    }
  | { readonly kind: 'try'; readonly body: Query; readonly handler: Query | undefined }
  | {
      readonly kind: 'reduce' | 'foreach'
      readonly source: Query
      readonly pattern: Pattern
      readonly start: Query
      readonly update: Query
      readonly extract: Query | undefined
    }
  | { readonly kind: 'label'; readonly name: string; readonly body: Query }
  | { readonly kind: 'break'; readonly name: string }
  | { readonly kind: 'query'; readonly query: Query }

export type Suffix =
  | { readonly kind: 'index'; readonly index: Index }
  | { readonly kind: 'iterate' }
  | { readonly kind: 'optional' }

export type Index =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'string'; readonly text: Text }
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'slice'; readonly start: Query | undefined; readonly end: Query | undefined }

export const termQuery = (head: Head, suffixes: readonly Suffix[] = []): Query => ({
  defs: [],
  body: { kind: 'term', term: { head, suffixes } },
})

export const binaryQuery = (operator: string, left: Query, right: Query): Query => ({
  defs: [],
  body: { kind: 'binary', operator, left, right },
})

export const callQuery = (name: string, args: readonly Query[] = []): Query => termQuery({ kind: 'call', name, args })
