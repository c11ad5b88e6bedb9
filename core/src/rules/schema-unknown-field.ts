import { fieldPath } from '../schema/index.ts'
import { defineRule } from './rule.ts'
import { either, faults } from './structure.ts'

const listed = 12

export default defineRule({
  id: 'schema-unknown-field',
  kind: 'Resource',
  severity: 'error',
  summary: 'Every field is in the CRD of its kind.',
  source: 'manifests/crds; apiextensions-apiserver prunes what the schema lacks',

  *check(_, ctx) {
    for (const { entry, key, field: path, suggestion, elsewhere, allowed } of faults(ctx, 'unknown-field')) {
      // $patch and its like are for Kustomize.
      if (ctx.fileClass === 'kustomize' && key.startsWith('$')) continue
      const advice =
        suggestion !== undefined
          ? `Did you mean "${suggestion}"?`
          : elsewhere.length > 0
            ? `It is valid under ${either(elsewhere.slice(0, 3).map(place => fieldPath(place.slice(0, -1)) || 'the root'))}.`
            : `Allowed here: ${allowed.slice(0, listed).join(', ')}${allowed.length > listed ? ', …' : ''}.`
      const strict = `strict decoding error: unknown field "${path}"`
      const message = `Unknown field "${path}". ${advice} The API server drops it (kubectl without strict validation) or refuses with: ${strict}.`
      yield { message, span: entry.keySpan, covers: { ...entry.keySpan, end: entry.value.span.end } }
    }
  },
})
