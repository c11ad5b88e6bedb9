import { type GoObject, isNilContainer } from '../go/kinds/index.ts'
import type { LabelSelector, MatrixGenerator, MergeGenerator } from '../model/index.ts'
import { decodeGo } from '../model/index.ts'
import { mergeTemplates, type ObjectTemplate, objectTemplate, type Renderer } from '../template/index.ts'
import { ArgoError, ArgoPanic } from '../text/index.ts'
import { wrapped } from './failure.ts'
import { flattenParameters } from './flatten.ts'
import type {
  Generator,
  GeneratorContext,
  GeneratorElement,
  GeneratorKey,
  GeneratorSpec,
  ParameterSet,
} from './generator.ts'
import { generators } from './index.ts'
import { generatorKeys } from './keys.ts'
import { postSelector } from './labels.ts'
import type { Place } from './place.ts'
import type { World } from './world.ts'

/** What is the same for all generators of one ApplicationSet. */
export interface Expansion {
  readonly set: GeneratorContext['set']
  readonly renderer: Renderer
  readonly world: World
  readonly signal: AbortSignal
  readonly pause: GeneratorContext['pause']
}

/** The parameter sets of one generator kind in an element, and the template they are for. */
export interface Transformed {
  readonly key: GeneratorKey
  readonly place: Place
  readonly sets: readonly ParameterSet[]
  /** Decoded: the set's template completed by the generator's own. */
  readonly template: GoObject
  /** The generator's own template, decoded. */
  readonly ownTemplate: GoObject | undefined
}

export interface TransformAnswer {
  readonly results: readonly Transformed[]
  /** The first error; what the other kinds gave stays. */
  readonly error?: ArgoError
}

/** Expands one element of spec.generators, decoded. Throws only ArgoPanic, an abort, or a fault of ours. */
// Argo CD: applicationset/generators/generator_spec_processor.go Transform.
export async function transform(
  element: GeneratorElement,
  template: GoObject,
  place: Place,
  expansion: Expansion,
): Promise<TransformAnswer> {
  return new Element(element, place, expansion).transform(template, undefined)
}

/** One element, prepared for any number of expansions: the second child of a matrix has one for each set of the first. */
class Element {
  readonly #element: GeneratorElement
  readonly #place: Place
  readonly #expansion: Expansion
  #prepared: ObjectTemplate | undefined
  readonly #children = new Map<string, Element>()

  constructor(element: GeneratorElement, place: Place, expansion: Expansion) {
    this.#element = element
    this.#place = place
    this.#expansion = expansion
  }

  async transform(base: GoObject, params: GoObject | undefined): Promise<TransformAnswer> {
    const { selector } = this.#element
    let accepts: (set: ParameterSet) => boolean
    try {
      accepts = selector === undefined ? () => true : accepting(selector)
    } catch (error) {
      return {
        results: [],
        error: asArgoError(wrapped(error, 'error parsing label selector: ', this.#place.at('selector'))),
      }
    }
    const results: Transformed[] = []
    let first: ArgoError | undefined
    for (const key of generatorKeys) {
      if (this.#element[key] === undefined) continue
      try {
        const element = this.#interpolated(params)
        const sets = await this.#generate(key, await element)
        const ownTemplate = this.#element[key]?.template as GoObject | undefined
        results.push({
          key,
          place: this.#place.in(key),
          sets: sets.filter(accepts),
          template: mergeTemplates(ownTemplate, base),
          ownTemplate,
        })
      } catch (error) {
        const problem = asArgoError(wrapped(error, '', this.#place.at(key)))
        first ??= problem
      }
    }
    return first === undefined ? { results } : { results, error: first }
  }

  /** Every string of the element rendered with the parameters of a matrix's first child. */
  // Argo CD: applicationset/generators/generator_spec_processor.go InterpolateGenerator.
  async #interpolated(params: GoObject | undefined): Promise<GeneratorElement> {
    if (params === undefined || isNilContainer(params) || Object.keys(params).length === 0) return this.#element
    const { renderer } = this.#expansion
    this.#prepared ??= objectTemplate('ApplicationSetGenerator', asGoObject(this.#element), renderer, 'decoded')
    const prepared = this.#prepared
    renderer.ready()
    try {
      return (await renderer.run(() => prepared.render(params))) as GeneratorElement
    } catch (error) {
      throw wrapped(this.#place.located(error), 'failed to replace parameters in generator: ')
    }
  }

  #generate(key: GeneratorKey, element: GeneratorElement): Promise<readonly ParameterSet[]> {
    const place = this.#place.in(key)
    const ctx: GeneratorContext = {
      ...this.#expansion,
      place,
      expand: (index, params) => this.#expand(key, element, index, params),
    }
    return run(key, element, ctx)
  }

  // Argo CD: applicationset/generators/matrix.go and merge.go getParams.
  async #expand(
    key: GeneratorKey,
    element: GeneratorElement,
    index: number,
    params: GoObject | undefined,
  ): Promise<readonly ParameterSet[]> {
    const place = this.#place.in(key, 'generators', index)
    const spec = element[key] as MatrixGenerator | MergeGenerator
    const child = this.#childOf(element, key, index, () =>
      typedChild(
        asGoObject(spec.generators[index]!),
        key === 'matrix' ? 'error retrieving merge generator: ' : '',
        place,
      ),
    )
    const { results, error } = await child.transform({}, params)
    if (error !== undefined) {
      throw wrapped(error, 'child generator returned an error on parameter generation: ', place.at())
    }
    const [only, another] = results
    if (only === undefined) throw new ArgoError('child generator generated no parameters', place.at())
    if (another !== undefined) throw new ArgoError('found more than one generator in matrix.Generators', place.at())
    return only.sets
  }

  /** A child of what was written is prepared once; an interpolated one is another each time. */
  #childOf(element: GeneratorElement, key: GeneratorKey, index: number, decode: () => GeneratorElement): Element {
    const id = `${key} ${index}`
    const known = this.#children.get(id)
    if (known !== undefined && known.#from === element) return known
    const child = new Element(decode(), this.#place.in(key, 'generators', index), this.#expansion)
    child.#from = element
    this.#children.set(id, child)
    return child
  }

  #from: GeneratorElement | undefined
}

// The compiler does not see that the spec of a key fits the generator of that key.
const run = <K extends GeneratorKey>(key: K, element: GeneratorElement, ctx: GeneratorContext) =>
  (generators as { readonly [Key in GeneratorKey]: Generator<Key> } as Readonly<Record<K, Generator<K>>>)[key].generate(
    element[key] as GeneratorSpec<K>,
    ctx,
  )

/** A child's own matrix or merge is raw JSON until it is looked at; what stands below that has none. */
function typedChild(child: GoObject, mergePrefix: string, place: Place): GeneratorElement {
  const out: GoObject = { ...child }
  for (const [key, type, prefix] of [
    ['matrix', 'NestedMatrixGenerator', ''],
    ['merge', 'NestedMergeGenerator', `${mergePrefix}error converting to nested merge generator: `],
  ] as const) {
    const raw = child[key]
    if (raw === undefined) continue
    try {
      // Argo CD: pkg/apis/application/v1alpha1/applicationset_types.go ToNestedMatrixGenerator.
      out[key] = decodeGo(type, raw)
    } catch (error) {
      throw wrapped(error, prefix, place.at(key))
    }
  }
  return out as GeneratorElement
}

function accepting(selector: LabelSelector): (set: ParameterSet) => boolean {
  const wanted = postSelector(selector)
  return ({ values }) => {
    const flat = flattenParameters(values)
    return wanted.matches(key => flat.get(key))
  }
}

/** An error Argo CD would report; a panic or a fault of ours is thrown on. */
function asArgoError(error: unknown): ArgoError {
  if (error instanceof ArgoError && !(error instanceof ArgoPanic)) return error
  throw error
}

// Typed objects are JSON objects.
const asGoObject = (value: object): GoObject => value as GoObject
