import { modelKinds } from '../model/index.ts'
import { nearest } from '../schema/index.ts'
import { defineRule } from './rule.ts'
import { either } from './structure.ts'

/** Kinds of the other projects that share the group. */
const cousins = new Set([
  ...['Rollout', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'AnalysisRun', 'Experiment'],
  ...['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow', 'WorkflowEventBinding'],
  ...['WorkflowArtifactGCTask', 'WorkflowTaskResult', 'WorkflowTaskSet'],
  ...['EventBus', 'EventSource', 'Sensor', 'ArgoCD', 'NotificationsConfiguration', 'RolloutManager', 'ArgoCDExport'],
  ...['NamespaceManagement', 'ImageUpdater'],
])

export default defineRule({
  id: 'schema-unknown-kind',
  kind: 'Document',
  severity: 'error',
  summary: 'A kind of the group argoproj.io exists.',
  source: 'manifests/crds',

  *check({ root }) {
    if (root?.kind !== 'mapping') return
    const apiVersion = root.get('apiVersion')?.value
    const kind = root.get('kind')?.value
    if (apiVersion?.kind !== 'scalar' || apiVersion.value !== 'argoproj.io/v1alpha1') return
    if (kind?.kind !== 'scalar' || typeof kind.value !== 'string' || kind.value.includes('{{')) return
    if (modelKinds.some(known => known === kind.value) || cousins.has(kind.value)) return
    const near = nearest(kind.value, modelKinds)
    const meant = near === undefined ? either(modelKinds) : near
    yield {
      message: `Argo CD has no kind "${kind.value}" in argoproj.io/v1alpha1. Did you mean ${meant}?`,
      span: kind.content,
    }
  },
})
