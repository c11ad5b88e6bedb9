/** A half-open range of UTF-16 offsets in one text. */
export interface Span {
  readonly uri: string
  readonly start: number
  readonly end: number
}
