import type { GoFunction, GoFunctions } from '../go/kinds/index.ts'
import { type Clock, sprigFunctionsAt } from '../go/sprig/index.ts'
import { templateFunctions } from './functions/index.ts'

/**
 * What a Go template of an ApplicationSet may call beside the functions of text/template, read from this clock. `has` answers whether
 * Argo CD has what came with a minor later than the bundled one.
 */
export const argoFunctionsAt = (clock: Clock, has: (minor: string) => boolean = () => false): GoFunctions => ({
  ...sprigFunctionsAt(clock),
  ...Object.fromEntries(
    templateFunctions
      .filter(({ since }) => since === undefined || has(since))
      .map(({ name, function: fn }): [string, GoFunction] => [name, fn]),
  ),
})

/** The same at the bundled version, read from the host's clock. */
export const argoFunctions: GoFunctions = argoFunctionsAt(Date.now)

/** The minor version a function of Argo CD's came with, where that is later than the bundled one. */
export const sinceOfFunction = (name: string): string | undefined =>
  templateFunctions.find(each => each.name === name)?.since
