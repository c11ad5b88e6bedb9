import { structOf } from '../model/go-types.ts'
import type { GeneratorKey } from './generator.ts'
import { generators } from './index.ts'

/** Every generator's key, in the order of the fields of Argo CD's struct: the order in which it looks for them. */
export const generatorKeys: readonly GeneratorKey[] = structOf('ApplicationSetGenerator')
  .fields.map(field => field.name)
  .filter((name): name is GeneratorKey => Object.hasOwn(generators, name))
