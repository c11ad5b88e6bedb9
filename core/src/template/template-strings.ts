import { type LooseTemplate, parseTemplateLoose } from '../go/template/index.ts'
import type { Span } from '../text/index.ts'
import type { MappingNode, Path, ScalarNode, YamlNode } from '../yaml/index.ts'
import { argoFunctions } from './argo-functions.ts'
import { isTemplated } from './fasttemplate.ts'
import type { KnownParameters } from './known-parameters.ts'
import { type TemplateUse, useOf } from './references.ts'

/** A tag of the old syntax: `{{ name }}`. */
export interface FastTag {
  readonly name: string
  /** UTF-16 offsets of the name in the text, and of the whole tag with its braces. */
  readonly start: number
  readonly end: number
  readonly outerStart: number
  readonly outerEnd: number
}

interface Common {
  readonly path: Path
  readonly node: ScalarNode
  readonly text: string
  readonly parameters: KnownParameters
  /** The text is for another tool (Helm values, patches), which may have a template syntax of its own. */
  readonly foreign: boolean
  /** Where characters of the text stand in the file. */
  span(start: number, end: number): Span
}

/** A string of an ApplicationSet that Argo CD renders with parameters. */
export type TemplateString =
  | (Common & { readonly mode: 'fast'; readonly tags: readonly FastTag[] })
  | (Common & { readonly mode: 'go'; readonly loose: LooseTemplate; readonly use: TemplateUse })

/** A part of an ApplicationSet whose strings are templates, and the parameters they can meet. */
export interface TemplateScope {
  readonly path: Path
  readonly node: YamlNode
  readonly parameters: KnownParameters
}

/** Every string with a template action below these parts. */
export function templateStrings(scopes: Iterable<TemplateScope>, goTemplate: boolean): TemplateString[] {
  const found: TemplateString[] = []
  for (const { path, node, parameters } of scopes) {
    for (const { path: at, scalar } of scalars(node, path)) {
      const text = scalar.value
      if (typeof text !== 'string' || !text.includes('{{')) continue
      const common: Common = {
        path: at,
        node: scalar,
        text,
        parameters,
        foreign: isForeign(at),
        span: (start, end) => scalar.spanOf(start, end),
      }
      if (goTemplate) {
        const loose = parseTemplateLoose(text, argoFunctions)
        found.push({ ...common, mode: 'go', loose, use: useOf(loose.tree.root) })
      } else if (isTemplated(text)) {
        found.push({ ...common, mode: 'fast', tags: tagsOf(text) })
      }
    }
  }
  return found
}

function* scalars(node: YamlNode, path: Path): Generator<{ path: Path; scalar: ScalarNode }> {
  if (node.kind === 'scalar') yield { path, scalar: node }
  else if (node.kind === 'sequence') {
    for (const [i, item] of node.items.entries()) yield* scalars(item, [...path, i])
  } else {
    for (const { key, value } of (node as MappingNode).entries) yield* scalars(value, [...path, key])
  }
}

/** Below these keys stands what Helm, Kustomize or a plugin reads. */
const foreignKeys = new Set(['values', 'valuesObject', 'patches', 'patch', 'parameters', 'env', 'commonAnnotations'])

function isForeign(path: Path): boolean {
  const spec = path.findIndex(segment => segment === 'source' || segment === 'sources')
  return spec >= 0 && path.slice(spec + 1).some(segment => foreignKeys.has(String(segment)))
}

function tagsOf(text: string): FastTag[] {
  const tags: FastTag[] = []
  for (let open = text.indexOf('{{'); open >= 0; ) {
    const close = text.indexOf('}}', open + 2)
    if (close < 0) break
    const inner = text.slice(open + 2, close)
    const start = open + 2 + (inner.length - inner.trimStart().length)
    const name = inner.trim()
    tags.push({ name, start, end: start + name.length, outerStart: open, outerEnd: close + 2 })
    open = text.indexOf('{{', close + 2)
  }
  return tags
}
