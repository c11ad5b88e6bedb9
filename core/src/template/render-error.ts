import { ArgoError } from '../text/index.ts'
import type { Path } from '../yaml/manifest.ts'

/** A template Argo CD could not render: which text, and where in it. The object it stands in is named by whoever knows it. */
export class RenderError extends ArgoError {
  /** The template's text. */
  readonly template: string
  /** UTF-16 offsets of the fault in it. */
  readonly start: number
  readonly end: number
  /** Where the text stands in the object that was rendered; empty until that is known. */
  readonly path: Path
  /** It is the key at the end of the path, not the value. */
  readonly isKey: boolean

  constructor(
    message: string,
    fault: {
      readonly template: string
      readonly start: number
      readonly end: number
      readonly path?: Path
      readonly isKey?: boolean
    },
    options?: { cause?: unknown },
  ) {
    super(message, undefined, options)
    this.template = fault.template
    this.start = fault.start
    this.end = fault.end
    this.path = fault.path ?? []
    this.isKey = fault.isKey ?? false
  }

  /** The same fault, in the object at `path`. */
  at(path: Path, isKey = false): RenderError {
    return new RenderError(this.message, { ...this.fault(), path, isKey }, { cause: this })
  }

  /** The same fault with Argo CD's words around it. */
  wrapped(prefix: string): RenderError {
    return new RenderError(`${prefix}${this.message}`, this.fault(), { cause: this })
  }

  private fault() {
    const { template, start, end, path, isKey } = this
    return { template, start, end, path, isKey }
  }
}
