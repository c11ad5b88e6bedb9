import { defineRule } from './rule.ts'

const served = 'argoproj.io/v1alpha1'

/** Fields by which a manifest shows that it is meant for Argo CD, whatever its apiVersion says. */
const marks: Readonly<Record<string, readonly string[]>> = {
  Application: ['source', 'sources'],
  ApplicationSet: ['generators'],
  AppProject: ['sourceRepos'],
}

export default defineRule({
  id: 'schema-api-version',
  kind: 'Document',
  severity: 'error',
  summary: 'Argo CD’s kinds are argoproj.io/v1alpha1.',
  source: 'manifests/crds, `versions`',

  *check({ root }) {
    if (root?.kind !== 'mapping') return
    const apiVersion = root.get('apiVersion')?.value
    const kind = root.get('kind')?.value
    const spec = root.get('spec')?.value
    if (apiVersion?.kind !== 'scalar' || kind?.kind !== 'scalar' || spec?.kind !== 'mapping') return
    if (apiVersion.value === served || typeof kind.value !== 'string') return
    const own = Object.hasOwn(marks, kind.value) ? marks[kind.value] : undefined
    if (!own?.some(key => spec.get(key) !== undefined)) return
    const found = String(apiVersion.value)
    // Kubernetes' own kind of that name (app.k8s.io) has neither of these fields.
    yield { message: `${kind.value} of Argo CD is served as ${served}, not ${found}.`, span: apiVersion.content }
  },
})
