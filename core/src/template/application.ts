import { type GoObject, isGoObject } from '../go/kinds/index.ts'
import { encodeGo } from '../model/index.ts'
import type { Path } from '../yaml/manifest.ts'
import { type ObjectTemplate, objectTemplate } from './object-template.ts'
import type { Renderer } from './renderer.ts'

export const resourcesFinalizer = 'resources-finalizer.argocd.argoproj.io'

export interface ApplicationTemplate {
  /** The Application of one parameter set, in the form Go writes it. Shares what holds no template with all others. */
  render(params: GoObject): GoObject
  /** How the key of a map at `path` (as written) is written that was rendered to `key`. */
  keyAsWritten(path: Path, key: string, params: GoObject): string | undefined
}

/** Prepares a decoded ApplicationSetTemplate. */
// Argo CD: applicationset/utils/utils.go RenderTemplateParams; applicationset/controllers/template/template.go GetTempApplication.
export function applicationTemplate(
  template: GoObject,
  renderer: Renderer,
  preserveResourcesOnDeletion: boolean,
): ApplicationTemplate {
  const written = encodeGo('Application', template)
  delete written.status
  const metadata = isGoObject(written.metadata) ? { ...written.metadata } : {}
  delete metadata.creationTimestamp
  written.metadata = metadata
  const prepared: ObjectTemplate = objectTemplate('Application', written, renderer, 'encoded')
  return {
    render(params) {
      // Without a single parameter Argo CD returns the template itself: tags stay, and no finalizer is added.
      if (Object.keys(params).length === 0) return written
      renderer.ready()
      const app = prepared.render(params)
      return preserveResourcesOnDeletion ? app : withFinalizer(app)
    },
    keyAsWritten: (path, key, params) =>
      Object.keys(params).length === 0 ? key : prepared.keyAsWritten(path, key, params),
  }
}

function withFinalizer(app: GoObject): GoObject {
  const metadata = isGoObject(app.metadata) ? app.metadata : {}
  if (Array.isArray(metadata.finalizers) && metadata.finalizers.length > 0) return app
  return { ...app, metadata: { ...metadata, finalizers: [resourcesFinalizer] } }
}
