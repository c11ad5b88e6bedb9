import { problems } from './problems.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  id: 'yaml-alias-undefined',
  kind: 'Document',
  severity: 'error',
  summary: 'An alias has an anchor in its own document.',
  source: 'YAML 1.2 §7.1',
  check: (_, ctx) => problems(ctx, 'yaml-alias-undefined'),
})
