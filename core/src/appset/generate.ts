import { jsonOf } from '../generators/decode.ts'
import type { ParameterSet } from '../generators/generator.ts'
import { Place } from '../generators/place.ts'
import { type Expansion, type Transformed, transform } from '../generators/transform.ts'
import { type GoObject, isGoObject } from '../go/kinds/index.ts'
import type { Application, ApplicationSet } from '../model/index.ts'
import {
  type ApplicationTemplate,
  applicationTemplate,
  applyTemplatePatch,
  RenderError,
  type Renderer,
} from '../template/index.ts'
import { ArgoError, ArgoPanic } from '../text/index.ts'
import type { Manifest } from '../yaml/manifest.ts'
import type { GenerationFailure } from './conditions.ts'
import type { GeneratedApplication } from './generated.ts'
import { objectAt } from './objects.ts'
import { type TemplateSource, templatePlace, Written } from './written.ts'

/** What one generator kind of an element of spec.generators answered. */
export interface ExpandedGenerator {
  /** Index in spec.generators. */
  readonly element: number
  /** spec.generators[0].list */
  readonly generator: string
  /** The parameter sets as JSON; computed when asked for. */
  readonly sets: readonly unknown[]
  readonly error?: string
}

/** Everything the generators and the template of one ApplicationSet give. */
export interface Generation {
  readonly generators: readonly ExpandedGenerator[]
  /** In Argo CD's order; with an error those that could be generated, which Argo CD discards. */
  readonly applications: readonly GeneratedApplication[]
  /** The first error. */
  readonly error?: { readonly reason: GenerationFailure; readonly error: ArgoError }
  /** Argo CD panics: there are no Applications then. */
  readonly panic?: ArgoPanic
}

/** Generates the Applications of a decoded ApplicationSet. Throws only an abort, or a fault of ours. */
// Argo CD: applicationset/controllers/template/template.go GenerateApplications.
export async function generateApplications(
  set: GoObject,
  written: Manifest<ApplicationSet>,
  namespace: string,
  expansion: Expansion,
): Promise<Generation> {
  const generation = new Generating(set, written, namespace, expansion)
  await generation.run()
  return generation.answer()
}

class Generating {
  readonly #spec: GoObject
  readonly #written: Manifest<ApplicationSet>
  readonly #namespace: string
  readonly #expansion: Expansion
  readonly #generators: ExpandedGenerator[] = []
  readonly #applications: GeneratedApplication[] = []
  #error: { readonly reason: GenerationFailure; readonly error: ArgoError } | undefined
  #panic: ArgoPanic | undefined

  constructor(set: GoObject, written: Manifest<ApplicationSet>, namespace: string, expansion: Expansion) {
    this.#spec = objectAt(set, 'spec') ?? {}
    this.#written = written
    this.#namespace = namespace
    this.#expansion = expansion
  }

  answer(): Generation {
    const generators = this.#generators
    if (this.#panic !== undefined) return { generators, applications: [], panic: this.#panic }
    return { generators, applications: this.#applications, ...(this.#error && { error: this.#error }) }
  }

  async run(): Promise<void> {
    const elements = Array.isArray(this.#spec.generators) ? this.#spec.generators : []
    const template = objectAt(this.#spec, 'template') ?? {}
    for (const [index, element] of elements.entries()) {
      const place = new Place(this.#written, ['spec', 'generators', index])
      try {
        const { results, error } = await transform(isGoObject(element) ? element : {}, template, place, this.#expansion)
        const answers = results.map(({ place: at, sets }) => new Answer(index, at.name, sets))
        this.#generators.push(...answers)
        if (error !== undefined) {
          this.#generators.push({ element: index, generator: place.name, sets: [], error: error.message })
          this.#error ??= { reason: 'ApplicationGenerationFromParamsError', error }
        } else if (this.#panic === undefined) {
          for (const [at, result] of results.entries()) await this.#render(result, answers[at]!)
        }
      } catch (error) {
        if (!(error instanceof ArgoPanic)) throw error
        // The other elements are asked all the same, for what they would have answered.
        if (!this.#generators.some(answer => answer.element === index)) {
          this.#generators.push({ element: index, generator: place.name, sets: [], error: error.message })
        }
        this.#panic ??= error
      }
    }
  }

  async #render(result: Transformed, answer: Answer): Promise<void> {
    const { renderer, pause } = this.#expansion
    const preserves = objectAt(this.#spec, 'syncPolicy')?.preserveResourcesOnDeletion === true
    const patch = typeof this.#spec.templatePatch === 'string' ? this.#spec.templatePatch : undefined
    let template: ApplicationTemplate
    try {
      template = applicationTemplate(result.template, renderer, preserves)
    } catch (error) {
      if (!(error instanceof ArgoError)) throw error
      this.#error ??= { reason: 'RenderTemplateParamsError', error: this.#placed(error, 'template') }
      return
    }
    if (patch !== undefined) renderer.compile(patch)
    if (renderer.changesParameters) answer.keep()
    const source: TemplateSource = { set: this.#written, generator: result, template, patch, renderer }
    for (const set of result.sets) {
      try {
        const app = await renderer.run(() => rendered(template, patch, set.values, renderer))
        this.#applications.push(new Written(this.#identified(app), set, source))
      } catch (error) {
        const located = this.#located(error, source)
        if (!(located instanceof ArgoError) || located instanceof ArgoPanic) throw located
        this.#error ??= { reason: 'RenderTemplateParamsError', error: located }
      }
      const turn = pause()
      if (turn) await turn
    }
  }

  /** The namespace is the set's, whatever template and patch say. */
  #identified(app: GoObject): Application {
    const metadata: GoObject = { ...objectAt(app, 'metadata') }
    if (this.#namespace === '') delete metadata.namespace
    else metadata.namespace = this.#namespace
    return { ...app, apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata } as unknown as Application
  }

  #located(error: unknown, source: TemplateSource): unknown {
    if (error instanceof RenderError) {
      if (error.path[0] === patchPath) return new Place(source.set, ['spec']).located(error)
      return templatePlace(source, error.path).located(error)
    }
    if (error instanceof ArgoError && !(error instanceof ArgoPanic) && error.span === undefined) {
      return this.#placed(error, 'templatePatch')
    }
    return error
  }

  #placed(error: ArgoError, field: 'template' | 'templatePatch'): ArgoError {
    return new ArgoError(error.message, this.#written.at('spec', field), { cause: error })
  }
}

const patchPath = 'templatePatch'

function rendered(
  template: ApplicationTemplate,
  patch: string | undefined,
  params: GoObject,
  renderer: Renderer,
): GoObject {
  const app = template.render(params)
  if (patch === undefined) return app
  let text: string
  try {
    text = renderer.replace(patch, params)
  } catch (error) {
    if (error instanceof RenderError) throw error.at([patchPath]).wrapped('error replacing values in templatePatch: ')
    throw error
  }
  return applyTemplatePatch(app, text)
}

class Answer implements ExpandedGenerator {
  readonly element: number
  readonly generator: string
  readonly #sets: readonly ParameterSet[]
  #json: readonly unknown[] | undefined

  constructor(element: number, generator: string, sets: readonly ParameterSet[]) {
    this.element = element
    this.generator = generator
    this.#sets = sets
  }

  /** Before templates change the parameters. */
  keep(): void {
    this.#json ??= this.sets
  }

  get sets(): readonly unknown[] {
    this.#json ??= this.#sets.map(({ values }) => jsonOf(values))
    return this.#json
  }
}
