import { problems } from './problems.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  id: 'yaml-missing-document-separator',
  kind: 'Document',
  severity: 'error',
  summary: 'Objects of one file are separated by ---.',
  source: 'sigs.k8s.io/yaml reads one object a document: the last apiVersion and kind win',
  check: (_, ctx) => problems(ctx, 'yaml-missing-document-separator'),
})
