import type { GoFunction } from '../../go/kinds/index.ts'

/** A function Argo CD adds to sprig's. */
export interface TemplateFunction {
  readonly name: string
  /** The minor version of Argo CD it came with, where that is later than the bundled one. */
  readonly since?: string
  readonly function: GoFunction
}

export function defineFunction(definition: TemplateFunction): TemplateFunction {
  return definition
}
