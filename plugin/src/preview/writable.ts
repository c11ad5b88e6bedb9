import type { GeneratedApplication, SetPreview } from '@kubectl-gitops/core'
import { nameOf } from './select.ts'

/** The Applications that Argo CD would write: none of a set with an error, and none that it refuses. */
export function writable(set: SetPreview): readonly GeneratedApplication[] {
  if (set.error !== null) return []
  const refused = new Set(set.validationErrors.map(({ application }) => application.split('/').at(-1)))
  return set.applications.filter(app => !refused.has(nameOf(app)))
}
