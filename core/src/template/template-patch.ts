import { quote } from '../go/fmt/index.ts'
import { decodeJSON } from '../go/json/index.ts'
import { GoError, type GoObject, type GoValue, isGoObject } from '../go/kinds/index.ts'
import { trimSpace } from '../go/strings/index.ts'
import { yamlToJSON } from '../go/yaml/index.ts'
import { decodeGo, encodeGo, strategicMergePatch } from '../model/index.ts'
import { ArgoError } from '../text/index.ts'

/** What an Application becomes by a rendered templatePatch, in the form Go writes it. Throws ArgoError. */
// Argo CD: applicationset/controllers/template/patch.go applyTemplatePatch.
export function applyTemplatePatch(app: GoObject, patchText: string): GoObject {
  const isJSON = trimSpace(patchText).startsWith('{')
  const json = isJSON
    ? patchText
    : failingAs(
        () => yamlToJSON(patchText),
        () => `error while converting template to json ${quote(patchText)}`,
      )
  const invalid = (): string => `invalid templatePatch ${quote(json)}`
  const patch = failingAs(() => {
    const decoded = decodeJSON(json)
    decodeGo('Application', decoded, isJSON ? 'written' : 'sorted')
    return decoded
  }, invalid)
  const merged = failingAs(
    () => merge(app, patch),
    () => `error while applying templatePatch template to json ${quote(json)}`,
  )
  const decoded = failingAs(
    () => decodeGo('Application', merged),
    () => 'error while unmarhsalling patched application',
  )
  const spec = isGoObject(decoded.spec) ? decoded.spec : {}
  const project = isGoObject(app.spec) ? (app.spec.project ?? '') : ''
  const patched = encodeGo('Application', { ...decoded, spec: { ...spec, project } })
  delete patched.status
  if (isGoObject(patched.metadata)) delete patched.metadata.creationTimestamp
  return patched
}

/** null is a patch without content. */
function merge(app: GoObject, patch: GoValue): GoObject {
  return patch === null ? app : strategicMergePatch('Application', app, patch)
}

function failingAs<T>(work: () => T, prefix: () => string): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    throw new ArgoError(`${prefix()}: ${error.message}`, undefined, { cause: error })
  }
}
