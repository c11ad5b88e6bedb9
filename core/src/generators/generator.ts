import type { GoObject } from '../go/kinds/index.ts'
import type { ApplicationSetGenerator, LaterGenerators } from '../model/index.ts'
import type { Renderer } from '../template/index.ts'
import type { ObjectRef, Span } from '../text/index.ts'
import type { Place } from './place.ts'
import type { World } from './world.ts'

/** An element of spec.generators, with what later versions than the bundled one have in it. */
export type GeneratorElement = ApplicationSetGenerator & LaterGenerators

/** selector filters, it generates nothing. */
type BundledKey = Exclude<keyof ApplicationSetGenerator, 'selector'>

export type GeneratorKey = BundledKey | keyof LaterGenerators

export type GeneratorSpec<K extends GeneratorKey> = NonNullable<GeneratorElement[K]>

/** Where a parameter's value came from: a place in a file, or an object of the cluster. */
export type ParameterSource =
  | { readonly parameter: string; readonly span: Span }
  | { readonly parameter: string; readonly object: ObjectRef }

/** How one parameter set came to be. */
export interface ParameterOrigin {
  /** The element of each generator on the way, outermost first: for a matrix the one of each child. */
  readonly element: readonly number[]
  /** Where each parameter was written; computed when asked for. */
  sources(): readonly ParameterSource[]
}

/** One parameter set and how it came to be. */
export interface ParameterSet {
  readonly values: GoObject
  readonly origin: ParameterOrigin
}

/** What a generator knows beside its own spec. */
export interface GeneratorContext {
  readonly set: {
    readonly name: string
    /** spec.template.spec.project as written. */
    readonly project: string
    readonly goTemplate: boolean
  }
  /** Where the generator's spec is written. */
  readonly place: Place
  readonly renderer: Renderer
  readonly world: World
  readonly signal: AbortSignal
  /** To be awaited, when there is something to await, in loops over elements: lets others run, and ends when told. */
  pause(): Promise<void> | undefined
  /** The parameter sets of child generator number `index`, interpolated with the parameters of the first child of a matrix. */
  expand(index: number, params?: GoObject): Promise<readonly ParameterSet[]>
}

export interface Generator<K extends GeneratorKey> {
  /** The field of spec.generators[] it reads. */
  readonly key: K
  /** The minor version of Argo CD it came with, where that is later than the bundled one. */
  readonly since?: string
  /** Throws ArgoError where Argo CD gives up. What is not at hand the world notes, and the generator yields nothing. */
  generate(spec: GeneratorSpec<K>, ctx: GeneratorContext): Promise<readonly ParameterSet[]>
}

export function defineGenerator<K extends GeneratorKey>(generator: Generator<K>): Generator<K> {
  return generator
}

/** A key of the bundled version without a generator is a compile error. */
export type Generators = { readonly [K in BundledKey]: Generator<K> } & {
  readonly [K in keyof LaterGenerators]?: Generator<K>
}
