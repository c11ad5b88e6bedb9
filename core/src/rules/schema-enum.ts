import { defineRule } from './rule.ts'
import { faults } from './structure.ts'

export default defineRule({
  id: 'schema-enum',
  kind: 'Resource',
  severity: 'error',
  summary: 'A value is one of those the CRD lists.',
  source: 'manifests/crds, `enum`',

  *check(_, ctx) {
    for (const { node, value, allowed } of faults(ctx, 'enum')) {
      yield { message: `"${value}" is not one of ${allowed.join(', ')}.`, span: node.span }
    }
  },
})
