import { isAtLeast } from '../settings/version.ts'
import type { YamlNode } from '../yaml/index.ts'
import { defineRule } from './rule.ts'

interface Deprecated {
  readonly kind: string
  /** Ends of paths: each mapping at such a path is looked at. */
  readonly parent: string
  readonly key: string
  readonly since: string
  readonly state: 'is ignored' | 'deprecated'
  readonly instead: string
}

const table: readonly Deprecated[] = [
  {
    kind: '',
    parent: 'helm',
    key: 'version',
    since: '3.5',
    state: 'is ignored',
    instead: 'the Helm of the image renders everything',
  },
  {
    kind: 'AppProject',
    parent: 'spec',
    key: 'signatureKeys',
    since: '3.5',
    state: 'deprecated',
    instead: 'use sourceIntegrity',
  },
  {
    kind: 'ApplicationSet',
    parent: 'spec',
    key: 'applyNestedSelectors',
    since: '3.0',
    state: 'is ignored',
    instead: 'nested selectors are always applied',
  },
]

export default defineRule({
  id: 'schema-deprecated',
  kind: 'Resource',
  severity: 'warning',
  summary: 'No field that Argo CD ignores or will drop.',
  source: 'pkg/apis/application/v1alpha1, field comments',

  *check(manifest, ctx) {
    const rows = table.filter(
      row => (row.kind === '' || row.kind === manifest.object.kind) && isAtLeast(ctx.argocdVersion, row.since),
    )
    for (const { path, node } of mappings(ctx.document.root, '')) {
      for (const { parent, key, since, state, instead } of rows) {
        if (path !== parent && !path.endsWith(`.${parent}`)) continue
        const entry = node.get(key)
        if (entry === undefined) continue
        yield { message: `"${path}.${key}" ${state} since ${since}: ${instead}.`, span: entry.keySpan }
      }
    }
  },
})

type Mapping = Extract<YamlNode, { readonly kind: 'mapping' }>

/** Every mapping of typed fields; what Helm and plugins read themselves is not looked into. */
function* mappings(node: YamlNode | undefined, path: string): Generator<{ path: string; node: Mapping }> {
  if (node?.kind === 'sequence') {
    for (const [i, item] of node.items.entries()) yield* mappings(item, `${path}[${i}]`)
  } else if (node?.kind === 'mapping') {
    yield { path, node }
    for (const { key, value } of node.entries) {
      if (key === 'valuesObject' || key === 'elements') continue
      yield* mappings(value, path === '' ? key : `${path}.${key}`)
    }
  }
}
