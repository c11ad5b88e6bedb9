import { problems } from './problems.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  id: 'yaml-unquoted-template',
  kind: 'Document',
  severity: 'error',
  summary: 'A template action stands in a quoted string.',
  source: 'go.yaml.in/yaml/v2 reads {{ }} as a mapping in a mapping',
  check: (_, ctx) => problems(ctx, 'yaml-unquoted-template'),
})
