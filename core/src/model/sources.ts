import type { ApplicationSource, ApplicationSpec, SourceHydrator, SyncPolicy } from './crd-types.ts'

/** Whether the list under `sources` is what counts. Argo CD: ApplicationSpec.HasMultipleSources. */
export function hasMultipleSources(spec: ApplicationSpec): boolean {
  return !spec.sourceHydrator && (spec.sources?.length ?? 0) > 0
}

/** The sources Argo CD renders: sourceHydrator beats sources beats source. Argo CD: ApplicationSpec.GetSources. */
export function sourcesOf(spec: ApplicationSpec): readonly ApplicationSource[] {
  if (spec.sourceHydrator) return [syncSourceOf(spec.sourceHydrator)]
  if (hasMultipleSources(spec)) return spec.sources ?? []
  return spec.source ? [spec.source] : []
}

/** The first source; an empty one when there is none. Argo CD: ApplicationSpec.GetSource. */
export function sourceOf(spec: ApplicationSpec): ApplicationSource {
  return sourcesOf(spec)[0] ?? { repoURL: '' }
}

/** Where hydrated manifests are synced from. Argo CD: SourceHydrator.GetSyncSource. */
export function syncSourceOf(hydrator: SourceHydrator): ApplicationSource {
  const { syncSource, drySource } = hydrator
  return {
    repoURL: syncSource?.repoURL || (drySource?.repoURL ?? ''),
    path: syncSource?.path,
    targetRevision: syncSource?.targetBranch,
  }
}

/** What is rendered before it is hydrated. Argo CD: SourceHydrator.GetDrySource. */
export function drySourceOf(hydrator: SourceHydrator): ApplicationSource {
  return hydrator.drySource
}

/** The project an Application belongs to. Argo CD: ApplicationSpec.GetProject. */
export const projectOf = (spec: ApplicationSpec): string => spec.project || 'default'

/** Argo CD: SyncPolicy.IsAutomatedSyncEnabled. */
export const isAutomated = (policy: SyncPolicy | undefined): boolean =>
  Boolean(policy?.automated) && policy?.automated?.enabled !== false
