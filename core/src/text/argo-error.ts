import type { Span } from './span.ts'

/** Where Argo CD itself gives up: its own words, and the place that made it do so when one is known. */
export class ArgoError extends Error {
  override readonly name = 'ArgoError'
  readonly span: Span | undefined

  constructor(message: string, span?: Span, options?: { cause?: unknown }) {
    super(message, options)
    this.span = span
  }
}

/** A panic of Go code inside Argo CD: the controller logs it and sets no condition. */
export class ArgoPanic extends ArgoError {}
