import type { YamlNode } from '../yaml/node.ts'
import type { ParameterOrigin, ParameterSource } from './generator.ts'
import type { Place } from './place.ts'

export const originOf = (element: readonly number[], sources: () => readonly ParameterSource[]): ParameterOrigin => ({
  element,
  sources,
})

const maximumDepth = 100

/** Each key of a mapping, at every depth, as a parameter: `a`, `a.b`, `a.b.0`. */
export function sourcesInNode(node: YamlNode | undefined, prefix = ''): ParameterSource[] {
  const sources: ParameterSource[] = []
  visit(node, prefix, 0)
  return sources

  function visit(value: YamlNode | undefined, path: string, depth: number): void {
    if (depth > maximumDepth || value === undefined) return
    const step = (key: string): string => (path === '' ? key : `${path}.${key}`)
    if (value.kind === 'mapping') {
      for (const entry of value.entries) {
        sources.push({ parameter: step(entry.key), span: entry.value.span })
        visit(entry.value, step(entry.key), depth + 1)
      }
    } else if (value.kind === 'sequence') {
      value.items.forEach((item, index) => {
        sources.push({ parameter: step(String(index)), span: item.span })
        visit(item, step(String(index)), depth + 1)
      })
    }
  }
}

/** The entries of a generator's `values`. */
export function sourcesInValues(place: Place, values: Readonly<Record<string, string>> | undefined): ParameterSource[] {
  return Object.keys(values ?? {}).map(key => ({ parameter: `values.${key}`, span: place.at('values', key) }))
}
