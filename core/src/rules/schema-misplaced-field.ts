import { fieldPath } from '../schema/index.ts'
import { defineRule } from './rule.ts'
import { faults } from './structure.ts'

export default defineRule({
  id: 'schema-misplaced-field',
  kind: 'Resource',
  severity: 'error',
  summary: 'A field stands in the object it belongs to.',
  source: 'manifests/crds; apiextensions-apiserver prunes what the schema lacks',

  *check(_, ctx) {
    for (const { entry, key, target } of faults(ctx, 'misplaced-field')) {
      const message = `"${key}" does not exist here; it belongs to ${fieldPath(target)}. Move it.`
      yield { message, span: entry.keySpan, covers: { ...entry.keySpan, end: entry.value.span.end } }
    }
  },
})
