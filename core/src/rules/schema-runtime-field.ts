import type { Span } from '../text/index.ts'
import { defineRule } from './rule.ts'

const metadata = ['resourceVersion', 'uid', 'managedFields', 'creationTimestamp', 'generation', 'selfLink']

export default defineRule({
  id: 'schema-runtime-field',
  kind: 'Resource',
  severity: 'warning',
  summary: 'A manifest in Git holds what a person writes, not what Argo CD and Kubernetes write.',
  source: 'pkg/apis/application/v1alpha1/types.go Application (Operation, Status)',

  *check(_, { document: { root } }) {
    if (root?.kind !== 'mapping') return
    const status = root.get('status')
    if (status !== undefined) yield finding('status', 'is ignored', status.keySpan)
    const operation = root.get('operation')
    if (operation !== undefined) {
      yield finding('operation', 'starts a sync at every apply and keeps the parent OutOfSync', operation.keySpan)
    }
    const meta = root.get('metadata')?.value
    if (meta?.kind !== 'mapping') return
    for (const key of metadata) {
      const entry = meta.get(key)
      // `creationTimestamp: null` is what kubectl's generators print; it does nothing.
      if (entry === undefined || (entry.value.kind === 'scalar' && entry.value.value === null)) continue
      yield finding(`metadata.${key}`, 'is ignored', entry.keySpan)
    }
  },
})

const finding = (field: string, effect: string, span: Span) => ({
  message: `"${field}" is written by ${field.startsWith('metadata') ? 'Kubernetes' : 'Argo CD'}; in Git it ${effect}. Remove it.`,
  span,
})
