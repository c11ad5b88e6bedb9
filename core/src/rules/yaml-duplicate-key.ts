import { problems } from './problems.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  id: 'yaml-duplicate-key',
  kind: 'Document',
  severity: 'error',
  summary: 'A key is written once in a mapping.',
  source: 'sigs.k8s.io/yaml: the last value wins, the earlier is lost',
  check: (_, ctx) => problems(ctx, 'yaml-duplicate-key'),
})
