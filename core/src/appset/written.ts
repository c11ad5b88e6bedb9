import { jsonOf } from '../generators/decode.ts'
import type { ParameterSet, ParameterSource } from '../generators/generator.ts'
import { Place } from '../generators/place.ts'
import type { Transformed } from '../generators/transform.ts'
import type { GoObject, GoValue } from '../go/kinds/index.ts'
import { isGoObject } from '../go/kinds/index.ts'
import type { Application, ApplicationSet } from '../model/index.ts'
import { type ApplicationTemplate, isOwnField, type Renderer } from '../template/index.ts'
import type { Span } from '../text/index.ts'
import type { Manifest, Path } from '../yaml/manifest.ts'
import type { YamlNode } from '../yaml/node.ts'
import type { FieldOrigin, GeneratedApplication, Origin } from './generated.ts'
import { RenderedPatch } from './rendered-patch.ts'

/** What all Applications of one template share. */
export interface TemplateSource {
  readonly set: Manifest<ApplicationSet>
  readonly generator: Transformed
  readonly template: ApplicationTemplate
  readonly patch: string | undefined
  readonly renderer: Renderer
}

/** Where a field of the template is written: in the generator's own template, or in the set's. The path is as written. */
export function templatePlace({ set, generator }: TemplateSource, path: Path): Place {
  return isOwnField(generator.ownTemplate, path) ? generator.place.in('template') : new Place(set, ['spec', 'template'])
}

/** A generated Application. Where it comes from is worked out when asked. */
export class Written implements GeneratedApplication, Origin {
  readonly object: Application
  readonly #set: ParameterSet
  readonly #source: TemplateSource
  #patch: RenderedPatch | undefined

  constructor(object: Application, set: ParameterSet, source: TemplateSource) {
    this.object = object
    this.#set = set
    this.#source = source
  }

  get uri(): string {
    return this.#source.set.uri
  }

  get origin(): Origin {
    return this
  }

  get generator(): string {
    return this.#source.generator.place.name
  }

  get element(): readonly number[] {
    return this.#set.origin.element
  }

  get params(): GoObject {
    return jsonOf(this.#set.values) as GoObject
  }

  sources(): readonly ParameterSource[] {
    return this.#set.origin.sources()
  }

  at(...path: (string | number)[]): Span {
    if (path[0] === 'metadata' && path[1] === 'namespace') return this.#source.set.at(...path)
    const patched = this.#patched(path)
    if (patched) return patched.span
    const written = this.#asWritten(path)
    return templatePlace(this.#source, written).at(...written)
  }

  keyAt(...path: (string | number)[]): Span {
    if (path[0] === 'metadata' && path[1] === 'namespace') return this.#source.set.keyAt(...path)
    const patched = this.#patched(path)
    if (patched) return patched.keySpan
    const written = this.#asWritten(path)
    const place = templatePlace(this.#source, written)
    return place.written.keyAt(...place.path, ...written)
  }

  /** The text of a generated field is not the text that is written. */
  node(): YamlNode | undefined {
    return undefined
  }

  fields(): readonly FieldOrigin[] {
    const fields: FieldOrigin[] = []
    for (const path of leaves(this.object as unknown as GoValue, [])) {
      const patched = this.#patched(path)
      if (patched) {
        fields.push({ path: pointer(path), span: patched.span, template: patched.template })
        continue
      }
      const written = this.#asWritten(path)
      const place = templatePlace(this.#source, written)
      const node = place.node(...written)
      if (node?.kind !== 'scalar') continue
      fields.push({ path: pointer(path), span: node.span, template: String(node.value ?? '') })
    }
    return fields
  }

  #patched(path: Path) {
    const { patch, renderer, set } = this.#source
    // The patch may not move an Application to another project.
    if (patch === undefined || (path[0] === 'spec' && path[1] === 'project')) return undefined
    this.#patch ??= new RenderedPatch(patch, this.#set.values, renderer, new Place(set, ['spec', 'templatePatch']))
    return this.#patch.at(path)
  }

  /** Keys of maps may be templates themselves. */
  #asWritten(path: Path): Path {
    const written: (string | number)[] = []
    for (const step of path) {
      const key =
        typeof step === 'string' ? this.#source.template.keyAsWritten(written, step, this.#set.values) : undefined
      written.push(key ?? step)
    }
    return written
  }
}

const maximumDepth = 200

function* leaves(value: GoValue, path: Path): Generator<Path> {
  if (path.length > maximumDepth) return
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* leaves(item, [...path, index])
  else if (isGoObject(value)) for (const key of Object.keys(value)) yield* leaves(value[key]!, [...path, key])
  else yield path
}

const pointer = (path: Path): string =>
  path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
