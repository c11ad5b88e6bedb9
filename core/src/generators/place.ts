import { RenderError } from '../template/index.ts'
import type { Span } from '../text/index.ts'
import { ArgoError } from '../text/index.ts'
import type { Manifest, Path } from '../yaml/manifest.ts'
import type { YamlNode } from '../yaml/node.ts'

/** Where a part of an ApplicationSet is written. */
export class Place {
  readonly written: Manifest<unknown>
  readonly path: Path

  constructor(written: Manifest<unknown>, path: Path) {
    this.written = written
    this.path = path
  }

  /** spec.generators[0].matrix.generators[1].git */
  get name(): string {
    return this.path.reduce<string>(
      (name, step) => (typeof step === 'number' ? `${name}[${step}]` : name === '' ? step : `${name}.${step}`),
      '',
    )
  }

  in(...path: (string | number)[]): Place {
    return new Place(this.written, [...this.path, ...path])
  }

  at(...path: (string | number)[]): Span {
    return this.written.at(...this.path, ...path)
  }

  node(...path: (string | number)[]): YamlNode | undefined {
    return this.written.node(...this.path, ...path)
  }

  /** Where a template failed; within the text when it is written as it was rendered. */
  spanOf(error: RenderError): Span {
    const path = [...this.path, ...error.path]
    if (error.isKey) return this.written.keyAt(...path)
    const node = this.written.node(...path)
    if (node?.kind === 'scalar' && node.value === error.template) return node.spanOf(error.start, error.end)
    return this.written.at(...path)
  }

  /** The same error, knowing where it comes from. */
  located(error: unknown): unknown {
    if (error instanceof RenderError) return new ArgoError(error.message, this.spanOf(error), { cause: error })
    return error
  }
}
