import type { Entry, YamlNode } from '../../core/src/yaml/node.ts'

const span = { uri: 'test:', start: 0, end: 0 }

/** A JSON value as a syntax node that was written nowhere; nulls are spelt out. */
export function nodeOf(value: unknown): YamlNode {
  if (Array.isArray(value)) {
    return { kind: 'sequence', items: value.map(nodeOf), written: value.map(() => span), flow: true, span }
  }
  if (typeof value === 'object' && value !== null) {
    const entries: Entry[] = Object.entries(value).map(([key, child]) => ({
      key,
      keySpan: span,
      value: nodeOf(child),
      written: span,
    }))
    return {
      kind: 'mapping',
      entries,
      get: key => entries.find(entry => entry.key === key),
      merges: [],
      flow: true,
      span,
    }
  }
  const scalar = value as string | number | boolean | null
  const written = { raw: String(scalar), style: 'plain', inFlow: true, span, content: span } as const
  return { kind: 'scalar', value: scalar, ...written, spanOf: () => span }
}
