import { problems } from './problems.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  id: 'yaml-tab-indent',
  kind: 'Document',
  severity: 'error',
  summary: 'Indentation is made of spaces.',
  source: 'YAML 1.2 §6.1',
  check: (_, ctx) => problems(ctx, 'yaml-tab-indent'),
})
