import { defineRule } from './rule.ts'
import { faults, parentSpan } from './structure.ts'

/** `<TOKEN>`, which a script fills in. */
const placeholder = /<[^<>\s]+>/

export default defineRule({
  id: 'schema-metadata',
  kind: 'Resource',
  severity: 'error',
  summary: 'Names, labels and annotations are what Kubernetes accepts.',
  source: 'apimachinery pkg/api/validation/objectmeta.go ValidateObjectMeta',

  *check(manifest, ctx) {
    for (const fault of faults(ctx, 'metadata')) {
      if (placeholder.test(fault.value)) continue
      // A base may leave its name to the overlay.
      if (fault.node === undefined && !fault.atKey && ctx.fileClass === 'kustomize') continue
      const span = fault.atKey ? fault.entry?.keySpan : fault.node?.span
      yield { message: fault.apiServer, span: span ?? parentSpan(fault, manifest) }
    }
  },
})
