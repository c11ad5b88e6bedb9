import { defineRule } from './rule.ts'
import { faults } from './structure.ts'

export default defineRule({
  id: 'yaml-null-section',
  kind: 'Resource',
  severity: 'warning',
  summary: 'A section that is written has a value.',
  source: 'apiextensions-apiserver pkg/apiserver/schema/defaulting PruneNonNullableNullsWithoutDefaults',

  *check(_, ctx) {
    for (const { entry, expected } of faults(ctx, 'null')) {
      if (expected !== 'object' && expected !== 'array') continue
      const empty = `${entry.key}: ${expected === 'array' ? '[]' : '{}'}`
      const message = `"${entry.key}" has no value. Kubernetes drops it, so it counts as absent. Write ${empty} (or a value), or remove the line.`
      yield { message, span: entry.keySpan }
    }
  },
})
