import { problems } from './problems.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  id: 'yaml-syntax',
  kind: 'Document',
  severity: 'error',
  summary: 'A manifest is YAML that Argo CD can read.',
  source: 'reposerver/repository/repository.go getObjsFromYAMLOrJSON; go.yaml.in/yaml/v2',
  check: (_, ctx) => problems(ctx, 'yaml-syntax'),
})
