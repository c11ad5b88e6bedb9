import { compareBytes, type GoObject, getKey, isGoObject } from '../go/kinds/index.ts'
import type { Application } from '../model/index.ts'
import { normalizeApplicationSpec } from './normalize-spec.ts'
import { objectOf, qualifiedName, stringAt } from './objects.ts'

/** An Application as one reconcile writes it into an empty cluster; `like` is its index among the generated ones. */
export interface CreatedObject {
  readonly name: string
  readonly like: number
  /** Without the owner reference, which every one of them gets. */
  readonly object: GoObject
}

/** What one reconcile creates when nothing exists yet: the valid Applications, normalised, in byte order of their names. */
export function createdObjects(
  applications: readonly Application[],
  validationErrors: readonly { readonly application: string }[],
): readonly CreatedObject[] {
  const invalid = new Set(validationErrors.map(entry => entry.application))
  const created = new Map<string, CreatedObject>()
  applications.forEach((application, like) => {
    const app = objectOf(application)
    const key = qualifiedName(app)
    if (!invalid.has(key))
      created.set(key, { name: stringAt(app, 'metadata', 'name'), like, object: createdObject(app) })
  })
  return [...created.values()].sort((a, b) => compareBytes(a.name, b.name))
}

/** Only these parts of a generated Application reach the cluster: templatePatch may have set others. */
// Argo CD: applicationset/controllers/applicationset_controller.go createOrUpdateInCluster.
export function createdObject(app: GoObject): GoObject {
  const metadata = getKey(app, 'metadata')
  const meta: GoObject = {}
  if (isGoObject(metadata)) {
    for (const field of ['name', 'namespace', 'labels', 'annotations', 'finalizers']) {
      const value = getKey(metadata, field)
      if (value !== undefined) meta[field] = value
    }
  }
  const spec = getKey(app, 'spec')
  const out: GoObject = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: meta,
    spec: normalizeApplicationSpec(isGoObject(spec) ? spec : { destination: {} }),
  }
  const operation = getKey(app, 'operation')
  if (operation !== undefined && operation !== null) out.operation = operation
  return out
}
