import { fieldPath } from '../schema/index.ts'
import { defineRule } from './rule.ts'
import { faults, parentSpan } from './structure.ts'

/** What a required field is for, where its name does not say it. */
const meanings: Readonly<Record<string, string>> = {
  destination: 'It says which cluster and namespace the objects go to.',
  project: 'It names the AppProject that permits sources and destinations; "default" permits all.',
  repoURL: 'It is the Git, Helm or OCI repository to read.',
  generators: 'They yield the parameters, one Application for each set.',
  template: 'It is the Application that is written for each parameter set.',
  spec: 'It holds everything the object is for.',
  metadata: 'It holds the name.',
}

export default defineRule({
  id: 'schema-required',
  kind: 'Resource',
  severity: 'error',
  summary: 'Fields the CRD requires are there.',
  source: 'manifests/crds, `required`',

  *check(manifest, ctx) {
    // What another file completes may lack anything here.
    if (ctx.fileClass === 'kustomize') return
    for (const fault of faults(ctx, 'required')) {
      const parent = fieldPath(fault.path.slice(0, -1)) || String(manifest.object.kind)
      const meaning = meanings[fault.key]
      const sentence = meaning === undefined ? '' : ` ${meaning}`
      yield {
        message: `"${parent}" lacks required "${fault.key}".${sentence} The API server answers: ${fault.field}: Required value`,
        span: parentSpan(fault, manifest),
      }
    }
  },
})
