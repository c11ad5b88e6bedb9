import { knownOf, knownOfAll } from '../generators/known-parameters.ts'
import type { ApplicationSet } from '../model/index.ts'
import { type KnownParameters, nothingKnown, oneOf, type TemplateScope, together } from '../template/index.ts'
import type { MappingNode, Path, YamlNode } from '../yaml/index.ts'

/** The parts of an ApplicationSet that Argo CD renders, each with the parameters it renders them with. */
export function templateScopes(root: YamlNode, set: ApplicationSet): TemplateScope[] {
  const goTemplate = set.spec?.goTemplate === true
  const scopes: TemplateScope[] = []
  const spec = child(root, 'spec')
  const generators = child(spec, 'generators')
  const all = knownOfAll(set.spec?.generators, goTemplate)
  for (const key of ['template', 'templatePatch']) add(child(spec, key), ['spec', key], all)
  if (generators?.kind === 'sequence') {
    for (const [i, item] of generators.items.entries()) generator(item, ['spec', 'generators', i], undefined, 0)
  }
  return scopes

  function add(node: YamlNode | undefined, path: Path, parameters: KnownParameters): void {
    if (node !== undefined) scopes.push({ path, node, parameters })
  }

  /** `outer`: the parameters of the first child of a matrix, with which its second child is rendered. */
  function generator(item: YamlNode, path: Path, outer: KnownParameters | undefined, depth: number): void {
    if (item.kind !== 'mapping' || depth > 2) return
    const own = knownOf(valueAt(set, path), goTemplate)
    for (const { key, value } of item.entries) {
      if (value.kind !== 'mapping' || key === 'selector') continue
      const at = [...path, key]
      for (const field of value.entries) {
        const fieldPath = [...at, field.key]
        if (field.key === 'template') add(field.value, fieldPath, outer === undefined ? own : together([outer, own]))
        else if (field.key === 'values')
          add(field.value, fieldPath, together([outer ?? knownNothing, withoutValues(own)]))
        else if (field.key === 'generators' && field.value.kind === 'sequence')
          children(field.value.items, key, fieldPath)
        else if (outer !== undefined) add(field.value, fieldPath, outer)
      }
    }

    function children(items: readonly YamlNode[], kind: string, at: Path): void {
      for (const [i, inner] of items.entries()) {
        const first = kind === 'matrix' && i === 1 ? knownOf(valueAt(set, [...at, 0]), goTemplate) : undefined
        const seen = first === undefined ? outer : outer === undefined ? first : oneOf([together([outer, first])])
        generator(inner, [...at, i], seen, depth + 1)
      }
    }
  }
}

const knownNothing: KnownParameters = { ...nothingKnown, open: false }

/** The `values` of a generator do not see each other. */
function withoutValues(parameters: KnownParameters): KnownParameters {
  const fields = new Map([...parameters.fields].filter(([name]) => name !== 'values' && !name.startsWith('values.')))
  return { ...parameters, fields }
}

const child = (node: YamlNode | undefined, key: string): YamlNode | undefined =>
  node?.kind === 'mapping' ? (node as MappingNode).get(key)?.value : undefined

function valueAt(object: unknown, path: Path): unknown {
  let value = object
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined
    value = (value as Record<string | number, unknown>)[segment]
  }
  return value
}
