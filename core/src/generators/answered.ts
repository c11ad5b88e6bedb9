import type { GoObject } from '../go/kinds/index.ts'
import { appendTemplatedValues } from '../template/index.ts'
import { wrapped } from './failure.ts'
import type { GeneratorContext, ParameterSet } from './generator.ts'
import { originOf, sourcesInValues } from './origin.ts'

/**
 * The parameter set number `index` that a provider's answer gives, with the generator's `values` appended. Where the answer's parameters come from
 * is no file: the generator itself.
 */
// Argo CD: applicationset/generators/scm_provider.go, pull_request.go GenerateParams.
export async function answeredSet(
  index: number,
  params: GoObject,
  values: Readonly<Record<string, string>> | undefined,
  { place, renderer }: Pick<GeneratorContext, 'place' | 'renderer'>,
): Promise<ParameterSet> {
  const names = Object.keys(params)
  try {
    await renderer.run(() => appendTemplatedValues(values as GoObject | undefined, params, renderer))
  } catch (error) {
    throw wrapped(place.located(error), 'failed to append templated values: ')
  }
  return {
    values: params,
    origin: originOf([index], () => [
      ...names.map(parameter => ({ parameter, span: place.at() })),
      ...sourcesInValues(place, values),
    ]),
  }
}
