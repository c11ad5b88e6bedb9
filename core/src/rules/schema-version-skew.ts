import { formatVersion } from '../settings/version.ts'
import { defineRule } from './rule.ts'
import { faults } from './structure.ts'

export default defineRule({
  id: 'schema-version-skew',
  kind: 'Resource',
  severity: 'warning',
  summary: 'Every field exists in the Argo CD version that will read it.',
  source: 'manifests/crds of the releases; apiextensions-apiserver prunes what the schema lacks',

  *check(_, ctx) {
    for (const { entry, field, since } of faults(ctx, 'newer-field')) {
      const configured = formatVersion(ctx.argocdVersion)
      const message = `"${field}" exists from Argo CD ${since}; this workspace targets ${configured}. Older versions drop it silently.`
      yield { message, span: entry.keySpan }
    }
  },
})
