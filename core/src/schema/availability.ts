/**
 * The minor version of Argo CD each field came with, where it is later than 2.0: from the CRDs in argo-cd's manifests at the last
 * patch of each minor. The key is the Go struct and the field, so one row stands for every place the struct appears. Fields of
 * versions later than the bundled one are here as well.
 */
const since: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '2.1': {
    ResourceIgnoreDifferences: ['jqPathExpressions'],
    ApplicationSourceKustomize: ['forceCommonLabels', 'forceCommonAnnotations'],
  },
  '2.2': { ApplicationSourceHelm: ['passCredentials'], SyncWindow: ['timeZone'] },
  '2.3': {
    ResourceIgnoreDifferences: ['managedFieldsManagers'],
    ApplicationSourceHelm: ['ignoreMissingValueFiles', 'skipCrds'],
  },
  '2.5': {
    ApplicationStatus: ['resourceHealthSource'],
    ResourceStatus: ['syncWave'],
    AppProjectSpec: ['sourceNamespaces', 'permitOnlyProjectScopedClusters'],
    ApplicationSetSpec: ['goTemplate'],
    ApplicationSetGenerator: ['selector'],
    ApplicationSetNestedGenerator: ['selector'],
    PullRequestGenerator: ['gitlab'],
    SCMProviderGenerator: ['azureDevOps'],
    SCMProviderGeneratorGithub: ['appSecretName'],
    PullRequestGeneratorGithub: ['appSecretName'],
  },
  '2.6': {
    ApplicationSpec: ['sources'],
    ApplicationSource: ['ref'],
    ApplicationSourcePlugin: ['parameters'],
    SyncPolicy: ['managedNamespaceMetadata'],
    SyncOperation: ['sources', 'revisions'],
    ApplicationSetSpec: ['strategy'],
    GitGenerator: ['pathParamPrefix'],
  },
  '2.7': {
    ApplicationSourceKustomize: ['namespace', 'replicas', 'commonAnnotationsEnvsubst'],
    ApplicationSetSpec: ['preservedFields'],
    ListGenerator: ['elementsYaml'],
  },
  '2.8': {
    ApplicationSourceHelm: ['valuesObject'],
    ApplicationStatus: ['controllerNamespace'],
    ComparedTo: ['ignoreDifferences'],
    ApplicationSetSpec: ['goTemplateOptions', 'applyNestedSelectors'],
    ApplicationSetSyncPolicy: ['applicationsSync'],
    ApplicationSetGenerator: ['plugin'],
    ApplicationSetNestedGenerator: ['plugin'],
    GitGenerator: ['values'],
    SCMProviderGenerator: ['values', 'awsCodeCommit'],
    SCMProviderGeneratorGitlab: ['insecure'],
    PullRequestGenerator: ['azuredevops', 'bitbucket'],
    PullRequestGeneratorFilter: ['targetBranchMatch'],
    PullRequestGeneratorGitLab: ['insecure'],
  },
  '2.9': {
    ApplicationSourceKustomize: ['patches'],
    ApplicationSetSpec: ['ignoreApplicationDifferences'],
    ApplicationPreservedFields: ['labels'],
    SCMProviderGeneratorGitlab: ['includeSharedProjects', 'topic'],
  },
  '2.10': { ApplicationSourceKustomize: ['components'], ApplicationSetSpec: ['templatePatch'] },
  '2.11': { ApplicationSourceKustomize: ['labelWithoutSelector'], RevisionHistory: ['initiatedBy'] },
  '2.12': { ApplicationSetStatus: ['resources'], ApplicationSetApplicationStatus: ['targetRevisions'] },
  '2.13': {
    ApplicationSourceHelm: ['namespace', 'kubeVersion', 'apiVersions'],
    ApplicationSourceKustomize: ['kubeVersion', 'apiVersions'],
    SyncOperation: ['autoHealAttemptsCount'],
    AppProjectSpec: ['destinationServiceAccounts'],
    SCMProviderGeneratorBitbucketServer: ['bearerToken', 'insecure', 'caRef'],
    PullRequestGeneratorBitbucketServer: ['bearerToken', 'insecure', 'caRef'],
    SCMProviderGeneratorGitlab: ['caRef'],
    PullRequestGeneratorGitLab: ['caRef'],
  },
  '2.14': {
    ApplicationSpec: ['sourceHydrator'],
    ApplicationSource: ['name'],
    ApplicationSourceHelm: ['skipTests', 'skipSchemaValidation'],
    AppHealthStatus: ['lastTransitionTime'],
    ResourceStatus: ['requiresDeletionConfirmation'],
    ClusterGenerator: ['flatList'],
  },
  '3.0': {
    ApplicationSourceKustomize: ['ignoreMissingComponents', 'labelIncludeTemplates'],
    SyncWindow: ['andOperator'],
    PullRequestGenerator: ['values'],
  },
  '3.1': {
    SyncPolicyAutomated: ['enabled'],
    ResourceResult: ['images'],
    SyncWindow: ['description'],
    GitFileGeneratorItem: ['exclude'],
    PullRequestGeneratorGitea: ['labels'],
  },
  '3.2': {
    RetryStrategy: ['refresh'],
    ApplicationSetStrategy: ['deletionOrder'],
    PullRequestGenerator: ['continueOnRepoNotFoundError'],
    PullRequestGeneratorFilter: ['titleMatch'],
    ApplicationSetStatus: ['resourcesCount'],
  },
  '3.3': { DrySource: ['helm', 'kustomize', 'directory', 'plugin'], ClusterResourceRestrictionItem: ['name'] },
  '3.4': { ApplicationSetStatus: ['health'] },
  '3.5': {
    ApplicationSource: ['tagPrefix'],
    SyncSource: ['repoURL'],
    ApplicationSummary: ['isAppOfApps'],
    AppProjectSpec: ['sourceIntegrity'],
    SyncWindow: ['syncOverrun'],
    SCMProviderGeneratorGithub: ['excludeArchivedRepos'],
    SCMProviderGeneratorGitea: ['excludeArchivedRepos'],
    SCMProviderGeneratorGitlab: ['includeArchivedRepos'],
  },
  '3.6': {
    ApplicationSourceDirectory: ['disableExtensionFilter'],
    ApplicationSetGenerator: ['oci'],
    ApplicationSetNestedGenerator: ['oci'],
  },
}

const table: ReadonlyMap<string, string> = new Map(
  Object.entries(since).flatMap(([version, structs]) =>
    Object.entries(structs).flatMap(([struct, fields]) =>
      fields.map(field => [`${struct}.${field}`, version] as const),
    ),
  ),
)

/** The minor version ('3.2') a field of a struct came with; undefined when it has been there since 2.0. */
export function sinceOfField(struct: string, field: string): string | undefined {
  return table.get(`${struct}.${field}`)
}

/** Whether a version has what came with a minor. */
export function hasMinor(version: { readonly major: number; readonly minor: number }, minor: string): boolean {
  const [major = 0, least = 0] = minor.split('.').map(Number)
  return version.major > major || (version.major === major && version.minor >= least)
}
