import { defineRule } from './rule.ts'
import { faults } from './structure.ts'

const article: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  integer: 'an integer',
  boolean: 'a boolean',
}

export default defineRule({
  id: 'tmpl-non-string-field',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'Templates stand where a string is wanted.',
  source: 'manifests/crds/applicationset-crd.yaml: a template gives a string',

  *check(_, ctx) {
    for (const { field, expected, node } of faults(ctx, 'type')) {
      if (node.kind !== 'scalar' || typeof node.value !== 'string' || !node.value.includes('{{')) continue
      const what = article[expected] ?? expected
      const message = `${field} is ${what}; a template gives a string, so the API server refuses the ApplicationSet. Use templatePatch for this field.`
      yield { message, span: node.span }
    }
  },
})
