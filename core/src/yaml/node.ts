import type { Span } from '../text/span.ts'

/**
 * A YAML value after aliases and merges are resolved, by the rules of sigs.k8s.io/yaml, and where it was written. An aliased or
 * merged node is the anchor's own node (same identity, same spans); the alias token is in `Entry.via` or `SequenceNode.written`.
 */
export type YamlNode = ScalarNode | MappingNode | SequenceNode

export interface ScalarNode {
  readonly kind: 'scalar'
  /** As encoding/json sees it after YAMLToJSON; an integer that a double cannot hold is a bigint. */
  readonly value: string | number | bigint | boolean | null
  /** The characters in the file, quotes and block header included; '' for a value left empty. */
  readonly raw: string
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded'
  readonly span: Span
  /** Does it stand inside `[]` or `{}`? */
  readonly inFlow: boolean
  /** The span without quotes; for block scalars the lines below the header. */
  readonly content: Span
  /** The span of the characters [start, end) of a string value in the file: maps through quotes, escapes and block indentation. */
  spanOf(start: number, end: number): Span
}

export interface Entry {
  /** The key as JSON has it: `on:` is "true". */
  readonly key: string
  readonly keySpan: Span
  readonly value: YamlNode
  /** The value's place in this mapping: its own span, or the `*alias` that stands for it. */
  readonly written: Span
  /** The `*alias` or `<<` token through which this entry came, when it was not written here. */
  readonly via?: Span
}

export interface MappingNode {
  readonly kind: 'mapping'
  /** In writing order, merged entries after the written ones; of duplicate keys only the last (the value YAML keeps). */
  readonly entries: readonly Entry[]
  get(key: string): Entry | undefined
  /** Each `<<: ...` written here, key and value. */
  readonly merges: readonly Span[]
  readonly flow: boolean
  readonly span: Span
}

export interface SequenceNode {
  readonly kind: 'sequence'
  readonly items: readonly YamlNode[]
  /** Each item's place in this sequence: its own span, or the `*alias` that stands for it. */
  readonly written: readonly Span[]
  readonly flow: boolean
  readonly span: Span
}

/** What the YAML text itself has wrong. Codes are the rule ids yaml-syntax, yaml-duplicate-key, ... */
export interface YamlProblem {
  readonly code: string
  readonly message: string
  readonly span: Span
  readonly related?: readonly { readonly message: string; readonly span: Span }[]
  /** Argo CD (go-yaml) refuses the document for this; its own text when known. */
  readonly fatal: boolean
  readonly goError?: string
}

/** One document of a stream. `root` keeps everything that can be known of a half-written one. */
export interface YamlDocument {
  readonly uri: string
  /** Position in the stream, from 0. */
  readonly index: number
  readonly span: Span
  readonly root: YamlNode | undefined
  readonly problems: readonly YamlProblem[]
  /** Comments with their spans, for suppression comments and editor features. */
  readonly comments: readonly Span[]
}
