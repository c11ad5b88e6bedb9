/** Kinds of token; numbers, because the scanner compares them for each character of structure. */
export const tokenKind = {
  streamStart: 0,
  streamEnd: 1,
  versionDirective: 2,
  tagDirective: 3,
  documentStart: 4,
  documentEnd: 5,
  blockSequenceStart: 6,
  blockMappingStart: 7,
  blockEnd: 8,
  flowSequenceStart: 9,
  flowSequenceEnd: 10,
  flowMappingStart: 11,
  flowMappingEnd: 12,
  blockEntry: 13,
  flowEntry: 14,
  key: 15,
  value: 16,
  alias: 17,
  anchor: 18,
  tag: 19,
  scalar: 20,
} as const

export type TokenKind = (typeof tokenKind)[keyof typeof tokenKind]

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded'

export interface Token {
  readonly kind: TokenKind
  readonly offset: number
  readonly line: number
  readonly end: number
  /** A scalar's text, the name of an anchor or alias, a tag's handle. */
  readonly value: string
  /** A tag's suffix or the prefix of a %TAG directive. */
  readonly suffix: string
  readonly style: ScalarStyle
}
