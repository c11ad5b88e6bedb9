import { GoError } from '../kinds/index.ts'

/**
 * A template that cannot be parsed or executed, in Go's words. 'panic' is a wrong option, which Go does not return but panics
 * with; 'limit' is a bound of ours that keeps a template from running or growing without end.
 */
export class TemplateError extends GoError {
  readonly kind: 'parse' | 'execute' | 'panic' | 'limit'
  /** The text without Go's `template: base:1:2: ...` in front. */
  readonly detail: string
  /** UTF-16 offsets in the template's text. */
  readonly start: number
  readonly end: number

  constructor(
    kind: TemplateError['kind'],
    message: string,
    place: { readonly detail: string; readonly start: number; readonly end: number },
  ) {
    super(message)
    this.kind = kind
    this.detail = place.detail
    this.start = place.start
    this.end = place.end
  }
}
