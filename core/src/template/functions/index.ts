import type { GoFunctions } from '../../go/kinds/index.ts'
import { type Clock, sprigFunctionsAt } from '../../go/sprig/index.ts'
import fromYaml from './from-yaml.ts'
import fromYamlArray from './from-yaml-array.ts'
import normalize from './normalize.ts'
import slugify from './slugify.ts'
import toYaml from './to-yaml.ts'

export { sanitizeName } from './normalize.ts'
export { branchSlug } from './slugify.ts'

/** What a Go template of an ApplicationSet may call beside the functions of text/template, read from this clock. */
export const argoFunctionsAt = (clock: Clock): GoFunctions => ({
  ...sprigFunctionsAt(clock),
  fromYaml,
  fromYamlArray,
  normalize,
  slugify,
  toYaml,
})

/** The same, read from the host's clock. */
export const argoFunctions: GoFunctions = argoFunctionsAt(Date.now)
