import { problems } from './problems.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  id: 'yaml-template-quote-clash',
  kind: 'Document',
  severity: 'error',
  summary: 'A template action does not end the string it stands in.',
  source: 'applicationset/utils/utils.go Replace receives the cut text',
  check: (_, ctx) => problems(ctx, 'yaml-template-quote-clash'),
})
