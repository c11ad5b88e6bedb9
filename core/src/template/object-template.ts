import { quote } from '../go/fmt/index.ts'
import {
  compareBytes,
  GoNumber,
  type GoObject,
  type GoValue,
  getKey,
  isGoObject,
  setKey,
  TypedMap,
  TypedSlice,
} from '../go/kinds/index.ts'
import { type GoShape, type StructShape, structOf } from '../model/go-types.ts'
import { ArgoError, ArgoPanic } from '../text/index.ts'
import type { Path } from '../yaml/manifest.ts'
import { RenderError } from './render-error.ts'
import type { Compiled, Renderer } from './renderer.ts'

/** An object whose strings and map keys are templates, prepared once and rendered for any number of parameter sets. */
export interface ObjectTemplate {
  /**
   * Parts without templates are shared between all results, so results are never to be changed. Throws RenderError with the
   * path of the first field that fails, in the order of Go's struct.
   */
  render(params: GoObject): GoObject
  /** The key as rendered of a map's key as written, and the other way about, for who looks for the place of a value. */
  keyAsWritten(path: Path, rendered: string, params: GoObject): string | undefined
}

/**
 * `encoded` objects come from encodeGo and give its form: fields Go leaves out when empty are left out when they become empty.
 * `decoded` objects come from decodeGo.
 */
export type ObjectForm = 'encoded' | 'decoded'

/** Prepares an object of the Go struct of that name. */
// Argo CD: applicationset/utils/utils.go deeplyReplaceWithFilter.
export function objectTemplate(
  typeName: string,
  value: GoObject,
  renderer: Renderer,
  form: ObjectForm,
): ObjectTemplate {
  const root = new Compiler(renderer, form).node(structOf(typeName), value, [], 0)
  return {
    render: params => render(root, params) as GoObject,
    keyAsWritten: (path, rendered, params) => {
      const node = nodeAt(root, path)
      if (node?.kind !== 'map') return undefined
      for (const entry of node.entries) {
        if (entry.text === undefined ? entry.key === rendered : entry.text.render(params) === rendered) return entry.key
      }
      return undefined
    },
  }
}

type Node =
  | { readonly kind: 'constant'; readonly value: GoValue }
  | { readonly kind: 'text'; readonly text: Compiled; readonly path: Path }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'struct'; readonly fields: readonly { key: string; node: Node; leftOutEmpty: boolean }[] }
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[]; readonly path: Path }
  | { readonly kind: 'values'; readonly entries: readonly { key: string; value: string; text: Compiled }[]; path: Path }
  | { readonly kind: 'raw'; readonly node: Node }

interface MapEntry {
  readonly key: string
  /** Undefined when the key holds no template. */
  readonly text: Compiled | undefined
  readonly node: Node
}

/** Types whose `values` are rendered leniently: what the parameters at hand cannot resolve is left for the generator itself. */
// Argo CD: applicationset/utils/utils.go filteredGeneratorTypes.
const typesWithValues = new Set(
  structOf('ApplicationSetGenerator').fields.flatMap(({ shape }) => {
    if (shape.kind !== 'pointer' || shape.element.kind !== 'struct') return []
    const { go, byName } = shape.element
    return go.endsWith('Generator') && byName.get('values')?.shape.go === 'map[string]string' ? [go] : []
  }),
)

const maximumDepth = 1000

class Compiler {
  readonly #renderer: Renderer
  readonly #form: ObjectForm

  constructor(renderer: Renderer, form: ObjectForm) {
    this.#renderer = renderer
    this.#form = form
  }

  node(shape: GoShape, value: GoValue, path: Path, depth: number): Node {
    if (depth > maximumDepth) throw new ArgoError(`the template is nested deeper than ${maximumDepth} levels`)
    switch (shape.kind) {
      case 'pointer':
        return this.node(shape.element, value, path, depth)
      case 'string':
        return this.#text(value, path)
      case 'intstr':
        // Go: intstr.IntOrString is a struct; its StrVal is a string like any other.
        return this.#text(value, path)
      case 'struct':
        return isGoObject(value) ? this.#struct(shape, value, path, depth) : { kind: 'constant', value }
      case 'slice':
        if (!Array.isArray(value)) return { kind: 'constant', value }
        return list(
          value.map((item, index) =>
            // An empty raw value is written as null, which decodes into an object without keys.
            item === null && shape.element.kind === 'raw'
              ? { kind: 'constant', value: {} }
              : this.node(shape.element, item, [...path, index], depth + 1),
          ),
        )
      case 'map':
        return isGoObject(value) ? this.#map(shape.element, value, path, depth) : { kind: 'constant', value }
      case 'raw':
        return this.#rawField(value, path, depth)
      default:
        return { kind: 'constant', value }
    }
  }

  #text(value: GoValue, path: Path): Node {
    if (typeof value !== 'string') return { kind: 'constant', value }
    const text = this.#renderer.compile(value)
    return text.constant === undefined ? { kind: 'text', text, path } : { kind: 'constant', value: text.constant }
  }

  #struct(shape: StructShape, value: GoObject, path: Path, depth: number): Node {
    const fields: { key: string; node: Node; leftOutEmpty: boolean }[] = []
    for (const field of shape.fields) {
      const held = getKey(value, field.name)
      if (held === undefined) continue
      const at = [...path, field.name]
      const node =
        field.name === 'values' && typesWithValues.has(shape.go)
          ? this.#values(held, at)
          : this.node(field.shape, held, at, depth + 1)
      const leftOutEmpty = field.shape.kind === 'string' && (this.#form === 'decoded' || field.omitEmpty)
      fields.push({ key: field.name, node, leftOutEmpty })
    }
    const constants = fields.flatMap(({ key, node }) => (node.kind === 'constant' ? [[key, node.value] as const] : []))
    if (constants.length < fields.length) return { kind: 'struct', fields }
    const isSame = constants.every(([key, constant]) => constant === value[key])
    return { kind: 'constant', value: isSame ? value : Object.fromEntries(constants) }
  }

  #map(element: GoShape, value: GoObject, path: Path, depth: number): Node {
    return this.#entries(value, path, key => this.node(element, value[key]!, [...path, key], depth + 1))
  }

  /** Keys are templates too. Go visits them in random order; here they are sorted, which decides only which fault is told. */
  #entries(value: GoObject, path: Path, nodeOf: (key: string) => Node): Node {
    let constant = true
    const entries: MapEntry[] = []
    const written = Object.keys(value)
    for (const key of written.toSorted(compareBytes)) {
      const node = nodeOf(key)
      const text = this.#renderer.compile(key)
      if (node.kind !== 'constant' || text.constant === undefined) constant = false
      entries.push({ key, text: text.constant === undefined ? text : undefined, node })
    }
    if (!constant) return { kind: 'map', entries, path }
    const out: GoObject = {}
    const nodes = new Map(entries.map(entry => [entry.key, entry.node]))
    for (const key of written) setKey(out, key, (nodes.get(key) as { value: GoValue }).value)
    return { kind: 'constant', value: out }
  }

  /** Raw JSON in a typed field is decoded, rendered and encoded again: null members go, large numbers lose digits. */
  #rawField(value: GoValue, path: Path, depth: number): Node {
    const node = this.#raw(value, path, depth)
    return node.kind === 'constant' ? node : { kind: 'raw', node }
  }

  #raw(value: GoValue, path: Path, depth: number): Node {
    if (depth > maximumDepth) throw new ArgoError(`the template is nested deeper than ${maximumDepth} levels`)
    if (typeof value === 'string') return this.#text(value, path)
    if (value instanceof GoNumber) return { kind: 'constant', value: Number(value.value) }
    if (value instanceof TypedSlice) return this.#raw(value.items, path, depth)
    if (value instanceof TypedMap) return this.#raw(Object.fromEntries(value.entries), path, depth)
    if (Array.isArray(value)) {
      return list(value.map((item, index) => this.#raw(item, [...path, index], depth + 1)))
    }
    if (!isGoObject(value)) return { kind: 'constant', value }
    const kept: GoObject = {}
    for (const key of Object.keys(value)) if (value[key] !== null) setKey(kept, key, value[key]!)
    return this.#entries(kept, path, key => this.#raw(kept[key]!, [...path, key], depth + 1))
  }

  #values(value: GoValue, path: Path): Node {
    if (!isGoObject(value)) return { kind: 'constant', value }
    const entries = Object.keys(value)
      .sort(compareBytes)
      .map(key => {
        const written = String(value[key])
        return { key, value: written, text: this.#renderer.compile(written) }
      })
    if (entries.every(entry => entry.text.constant !== undefined)) return { kind: 'constant', value }
    return { kind: 'values', entries, path }
  }
}

function list(items: readonly Node[]): Node {
  const constants = items.flatMap(item => (item.kind === 'constant' ? [item.value] : []))
  return constants.length < items.length ? { kind: 'list', items } : { kind: 'constant', value: constants }
}

function render(node: Node, params: GoObject): GoValue {
  switch (node.kind) {
    case 'constant':
      return node.value
    case 'text':
      return rendered(node.text, params, node.path, false)
    case 'list':
      return node.items.map(item => render(item, params))
    case 'struct': {
      const out: GoObject = {}
      for (const { key, node: field, leftOutEmpty } of node.fields) {
        const value = render(field, params)
        if (value !== '' || !leftOutEmpty) out[key] = value
      }
      return out
    }
    case 'map': {
      const out: GoObject = {}
      for (const { key, text, node: value } of node.entries) {
        const content = render(value, params)
        setKey(out, text === undefined ? key : rendered(text, params, [...node.path, key], true), content)
      }
      return out
    }
    case 'raw':
      try {
        return render(node.node, params)
      } catch (error) {
        if (error instanceof RenderError) throw error.wrapped('failed to deeply replace JSON field contents: ')
        throw error
      }
    case 'values':
      return resolveValues(node, params)
  }
}

function rendered(text: Compiled, params: GoObject, path: Path, isKey: boolean): string {
  if (text.constant !== undefined) return text.constant
  try {
    return text.render(params)
  } catch (error) {
    if (error instanceof RenderError) throw error.at(path, isKey)
    throw error
  }
}

// Argo CD: applicationset/utils/utils.go RenderGeneratorParams, isMissingKeyError.
function resolveValues({ entries, path }: Extract<Node, { kind: 'values' }>, params: GoObject): GoObject {
  const out: GoObject = {}
  for (const { key, value, text } of entries) {
    try {
      setKey(out, key, text.renderStrictly(params))
    } catch (error) {
      if (error instanceof ArgoPanic || !(error instanceof RenderError)) throw error
      if (!/map has no entry for key|can't evaluate field/.test(error.message)) {
        throw error.at([...path, key]).wrapped(`failed to pre-resolve Values key ${quote(key)}: `)
      }
      setKey(out, key, value)
    }
  }
  return out
}

function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root
  for (const step of path) {
    if (node?.kind === 'raw') node = node.node
    if (node?.kind === 'list') node = typeof step === 'number' ? node.items[step] : undefined
    else if (node?.kind === 'struct') node = node.fields.find(field => field.key === step)?.node
    else if (node?.kind === 'map') node = node.entries.find(entry => entry.key === step)?.node
    else return undefined
  }
  return node?.kind === 'raw' ? node.node : node
}
