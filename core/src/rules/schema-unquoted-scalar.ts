import { defineRule } from './rule.ts'
import { faults } from './structure.ts'

export default defineRule({
  id: 'schema-unquoted-scalar',
  kind: 'Resource',
  severity: 'error',
  summary: 'What must be a string is quoted where YAML would read a number, boolean or null.',
  source: 'sigs.k8s.io/yaml resolves plain scalars by YAML 1.1; manifests/crds, `type: string`',

  *check(_, ctx) {
    for (const { field, node, found, canonical } of faults(ctx, 'unquoted-scalar')) {
      const { raw } = node
      const digits = canonical === undefined ? '' : ` As a number it would also lose digits: ${raw} → ${canonical}.`
      const message = `"${field}" must be a string but ${raw} is a ${found}. Quote it: "${raw}".${digits}`
      yield { message, span: node.span }
    }
  },
})
