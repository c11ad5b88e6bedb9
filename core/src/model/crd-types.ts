// Written by `npm run generate` from core/upstream/crds. Do not edit.
import type { ObjectMeta } from './object-meta.ts'

export interface Application {
  readonly apiVersion: string
  readonly kind: 'Application'
  readonly metadata: ObjectMeta
  readonly operation?: Operation
  readonly spec: ApplicationSpec
  readonly status?: ApplicationStatus
}

export interface ApplicationSet {
  readonly apiVersion: string
  readonly kind: 'ApplicationSet'
  readonly metadata: ObjectMeta
  readonly spec: ApplicationSetSpec
  readonly status?: ApplicationSetStatus
}

export interface AppProject {
  readonly apiVersion: string
  readonly kind: 'AppProject'
  readonly metadata: ObjectMeta
  readonly spec: AppProjectSpec
  readonly status?: AppProjectStatus
}

export interface AppHealthStatus {
  /** LastTransitionTime is the time the HealthStatus was set or updated */
  readonly lastTransitionTime?: string
  /** Message is a human-readable informational message describing the health status Deprecated: */
  readonly message?: string
  /** Status holds the status code of the application */
  readonly status?: string
}

export interface AppProjectSpec {
  /** ClusterResourceBlacklist contains list of blacklisted cluster level resources */
  readonly clusterResourceBlacklist?: readonly ClusterResourceRestrictionItem[]
  /** ClusterResourceWhitelist contains list of whitelisted cluster level resources */
  readonly clusterResourceWhitelist?: readonly ClusterResourceRestrictionItem[]
  /** Description contains optional project description */
  readonly description?: string
  /** DestinationServiceAccounts holds information about the service accounts to be impersonated for the ... */
  readonly destinationServiceAccounts?: readonly ApplicationDestinationServiceAccount[]
  /** Destinations contains list of destinations available for deployment */
  readonly destinations?: readonly ApplicationDestination[]
  /** NamespaceResourceBlacklist contains list of blacklisted namespace level resources */
  readonly namespaceResourceBlacklist?: readonly GroupKind[]
  /** NamespaceResourceWhitelist contains list of whitelisted namespace level resources */
  readonly namespaceResourceWhitelist?: readonly GroupKind[]
  /** OrphanedResources specifies if controller should monitor orphaned resources of apps in this project */
  readonly orphanedResources?: OrphanedResourcesMonitorSettings
  /** PermitOnlyProjectScopedClusters determines whether destinations can only reference clusters which are ... */
  readonly permitOnlyProjectScopedClusters?: boolean
  /** Roles are user defined RBAC roles associated with this project */
  readonly roles?: readonly ProjectRole[]
  /** SignatureKeys contains a list of PGP key IDs that commits in Git must be signed with in order to be ... */
  readonly signatureKeys?: readonly SignatureKey[]
  /** SourceIntegrity represents a constraint on manifest sources integrity to be met before they can be used. */
  readonly sourceIntegrity?: SourceIntegrity
  /** SourceNamespaces defines the namespaces application resources are allowed to be created in */
  readonly sourceNamespaces?: readonly string[]
  /** SourceRepos contains list of repository URLs which can be used for deployment */
  readonly sourceRepos?: readonly string[]
  /** SyncWindows controls when syncs can be run for apps in this project */
  readonly syncWindows?: readonly SyncWindow[]
}

export interface AppProjectStatus {
  /** JWTTokensByRole contains a list of JWT tokens issued for a given role */
  readonly jwtTokensByRole?: Readonly<Record<string, JWTTokens>>
}

export interface ApplicationCondition {
  /** LastTransitionTime is the time the condition was last observed */
  readonly lastTransitionTime?: string
  /** Message contains human-readable message indicating details about condition */
  readonly message: string
  /** Type is an application condition type */
  readonly type: string
}

export interface ApplicationDestination {
  /** Name is an alternate way of specifying the target cluster by its symbolic name. */
  readonly name?: string
  /** Namespace specifies the target namespace for the application's resources. */
  readonly namespace?: string
  /** Server specifies the URL of the target cluster's Kubernetes control plane API. */
  readonly server?: string
}

export interface ApplicationDestinationServiceAccount {
  /** DefaultServiceAccount to be used for impersonation during the sync operation */
  readonly defaultServiceAccount: string
  /** Namespace specifies the target namespace for the application's resources. */
  readonly namespace?: string
  /** Server specifies the URL of the target cluster's Kubernetes control plane API. */
  readonly server: string
}

export interface ApplicationMatchExpression {
  readonly key?: string
  readonly operator?: string
  readonly values?: readonly string[]
}

export interface ApplicationPreservedFields {
  readonly annotations?: readonly string[]
  readonly labels?: readonly string[]
}

export interface ApplicationSetApplicationStatus {
  readonly application: string
  readonly lastTransitionTime?: string
  readonly message: string
  readonly status: string
  readonly step: string
  readonly targetRevisions: readonly string[]
}

export interface ApplicationSetCondition {
  readonly lastTransitionTime?: string
  readonly message: string
  readonly reason: string
  readonly status: string
  readonly type: string
}

export interface ApplicationSetGenerator {
  readonly clusterDecisionResource?: DuckTypeGenerator
  readonly clusters?: ClusterGenerator
  readonly git?: GitGenerator
  readonly list?: ListGenerator
  readonly matrix?: MatrixGenerator
  readonly merge?: MergeGenerator
  readonly plugin?: PluginGenerator
  readonly pullRequest?: PullRequestGenerator
  readonly scmProvider?: SCMProviderGenerator
  readonly selector?: LabelSelector
}

export interface ApplicationSetNestedGenerator {
  readonly clusterDecisionResource?: DuckTypeGenerator
  readonly clusters?: ClusterGenerator
  readonly git?: GitGenerator
  readonly list?: ListGenerator
  readonly matrix?: unknown
  readonly merge?: unknown
  readonly plugin?: PluginGenerator
  readonly pullRequest?: PullRequestGenerator
  readonly scmProvider?: SCMProviderGenerator
  readonly selector?: LabelSelector
}

export interface ApplicationSetResourceIgnoreDifferences {
  readonly jqPathExpressions?: readonly string[]
  readonly jsonPointers?: readonly string[]
  readonly name?: string
}

export interface ApplicationSetRolloutStep {
  readonly matchExpressions?: readonly ApplicationMatchExpression[]
  readonly maxUpdate?: number | string
}

export interface ApplicationSetRolloutStrategy {
  readonly steps?: readonly ApplicationSetRolloutStep[]
}

export interface ApplicationSetSpec {
  readonly applyNestedSelectors?: boolean
  readonly generators: readonly ApplicationSetGenerator[]
  readonly goTemplate?: boolean
  readonly goTemplateOptions?: readonly string[]
  readonly ignoreApplicationDifferences?: readonly ApplicationSetResourceIgnoreDifferences[]
  readonly preservedFields?: ApplicationPreservedFields
  readonly strategy?: ApplicationSetStrategy
  readonly syncPolicy?: ApplicationSetSyncPolicy
  readonly template: ApplicationSetTemplate
  readonly templatePatch?: string
}

export interface ApplicationSetStatus {
  readonly applicationStatus?: readonly ApplicationSetApplicationStatus[]
  readonly conditions?: readonly ApplicationSetCondition[]
  readonly health?: HealthStatus
  readonly resources?: readonly ResourceStatus[]
  readonly resourcesCount?: number
}

export interface ApplicationSetStrategy {
  readonly deletionOrder?: string
  readonly rollingSync?: ApplicationSetRolloutStrategy
  readonly type?: string
}

export interface ApplicationSetSyncPolicy {
  readonly applicationsSync?: 'create-only' | 'create-update' | 'create-delete' | 'sync'
  readonly preserveResourcesOnDeletion?: boolean
}

export interface ApplicationSetTemplate {
  readonly metadata: ApplicationSetTemplateMeta
  readonly spec: ApplicationSpec
}

export interface ApplicationSetTemplateMeta {
  readonly annotations?: Readonly<Record<string, string>>
  readonly finalizers?: readonly string[]
  readonly labels?: Readonly<Record<string, string>>
  readonly name?: string
  readonly namespace?: string
}

export interface ApplicationSource {
  /** Chart is a Helm chart name, and must be specified for applications sourced from a Helm repo. */
  readonly chart?: string
  /** Directory holds path/directory specific options */
  readonly directory?: ApplicationSourceDirectory
  /** Helm holds helm specific options */
  readonly helm?: ApplicationSourceHelm
  /** Kustomize holds kustomize specific options */
  readonly kustomize?: ApplicationSourceKustomize
  /** Name is used to refer to a source and is displayed in the UI. */
  readonly name?: string
  /** Path is a directory path within the Git repository, and is only valid for applications sourced from Git. */
  readonly path?: string
  /** Plugin holds config management plugin specific options */
  readonly plugin?: ApplicationSourcePlugin
  /** Ref is reference to another source within sources field. */
  readonly ref?: string
  /** RepoURL is the URL to the repository (Git or Helm) that contains the application manifests */
  readonly repoURL: string
  /** TagPrefix filters git tags to only those with this prefix before evaluating targetRevision as a semver ... */
  readonly tagPrefix?: string
  /** TargetRevision defines the revision of the source to sync the application to. */
  readonly targetRevision?: string
}

export interface ApplicationSourceDirectory {
  /** Exclude contains a glob pattern to match paths against that should be explicitly excluded from being used ... */
  readonly exclude?: string
  /** Include contains a glob pattern to match paths against that should be explicitly included during manifest ... */
  readonly include?: string
  /** Jsonnet holds options specific to Jsonnet */
  readonly jsonnet?: ApplicationSourceJsonnet
  /** Recurse specifies whether to scan a directory recursively for manifests */
  readonly recurse?: boolean
}

export interface ApplicationSourceHelm {
  /** APIVersions specifies the Kubernetes resource API versions to pass to Helm when templating manifests. */
  readonly apiVersions?: readonly string[]
  /** FileParameters are file parameters to the helm template */
  readonly fileParameters?: readonly HelmFileParameter[]
  /** IgnoreMissingValueFiles prevents helm template from failing when valueFiles do not exist locally by not ... */
  readonly ignoreMissingValueFiles?: boolean
  /** KubeVersion specifies the Kubernetes API version to pass to Helm when templating manifests. */
  readonly kubeVersion?: string
  /** Namespace is an optional namespace to template with. */
  readonly namespace?: string
  /** Parameters is a list of Helm parameters which are passed to the helm template command upon manifest generation */
  readonly parameters?: readonly HelmParameter[]
  /** PassCredentials pass credentials to all domains (Helm's --pass-credentials) */
  readonly passCredentials?: boolean
  /** ReleaseName is the Helm release name to use. */
  readonly releaseName?: string
  /** SkipCrds skips custom resource definition installation step (Helm's --skip-crds) */
  readonly skipCrds?: boolean
  /** SkipSchemaValidation skips JSON schema validation (Helm's --skip-schema-validation) */
  readonly skipSchemaValidation?: boolean
  /** SkipTests skips test manifest installation step (Helm's --skip-tests). */
  readonly skipTests?: boolean
  /** ValuesFiles is a list of Helm value files to use when generating a template */
  readonly valueFiles?: readonly string[]
  /** Values specifies Helm values to be passed to helm template, typically defined as a block. */
  readonly values?: string
  /** ValuesObject specifies Helm values to be passed to helm template, defined as a map. */
  readonly valuesObject?: Readonly<Record<string, unknown>>
  /** Version is the Helm version to use for templating ("3") */
  readonly version?: string
}

export interface ApplicationSourceJsonnet {
  /** ExtVars is a list of Jsonnet External Variables */
  readonly extVars?: readonly JsonnetVar[]
  /** Additional library search dirs */
  readonly libs?: readonly string[]
  /** TLAS is a list of Jsonnet Top-level Arguments */
  readonly tlas?: readonly JsonnetVar[]
}

export interface ApplicationSourceKustomize {
  /** APIVersions specifies the Kubernetes resource API versions to pass to Helm when templating manifests. */
  readonly apiVersions?: readonly string[]
  /** CommonAnnotations is a list of additional annotations to add to rendered manifests */
  readonly commonAnnotations?: Readonly<Record<string, string>>
  /** CommonAnnotationsEnvsubst specifies whether to apply env variables substitution for annotation values */
  readonly commonAnnotationsEnvsubst?: boolean
  /** CommonLabels is a list of additional labels to add to rendered manifests */
  readonly commonLabels?: Readonly<Record<string, string>>
  /** Components specifies a list of kustomize components to add to the kustomization before building */
  readonly components?: readonly string[]
  /** ForceCommonAnnotations specifies whether to force applying common annotations to resources for Kustomize apps */
  readonly forceCommonAnnotations?: boolean
  /** ForceCommonLabels specifies whether to force applying common labels to resources for Kustomize apps */
  readonly forceCommonLabels?: boolean
  /** IgnoreMissingComponents prevents kustomize from failing when components do not exist locally by not ... */
  readonly ignoreMissingComponents?: boolean
  /** Images is a list of Kustomize image override specifications */
  readonly images?: readonly string[]
  /** KubeVersion specifies the Kubernetes API version to pass to Helm when templating manifests. */
  readonly kubeVersion?: string
  /** LabelIncludeTemplates specifies whether to apply common labels to resource templates or not */
  readonly labelIncludeTemplates?: boolean
  /** LabelWithoutSelector specifies whether to apply common labels to resource selectors or not */
  readonly labelWithoutSelector?: boolean
  /** NamePrefix overrides the namePrefix in the kustomization.yaml for Kustomize apps */
  readonly namePrefix?: string
  /** NameSuffix overrides the nameSuffix in the kustomization.yaml for Kustomize apps */
  readonly nameSuffix?: string
  /** Namespace sets the namespace that Kustomize adds to all resources */
  readonly namespace?: string
  /** Patches is a list of Kustomize patches */
  readonly patches?: readonly KustomizePatch[]
  /** Replicas is a list of Kustomize Replicas override specifications */
  readonly replicas?: readonly KustomizeReplica[]
  /** Version controls which version of Kustomize to use for rendering manifests */
  readonly version?: string
}

export interface ApplicationSourcePlugin {
  /** Env is a list of environment variable entries */
  readonly env?: readonly EnvEntry[]
  readonly name?: string
  readonly parameters?: readonly ApplicationSourcePluginParameter[]
}

export interface ApplicationSourcePluginParameter {
  /** Array is the value of an array type parameter. */
  readonly array?: readonly string[]
  /** Map is the value of a map type parameter. */
  readonly map?: Readonly<Record<string, string>>
  /** Name is the name identifying a parameter. */
  readonly name?: string
  /** String_ is the value of a string type parameter. */
  readonly string?: string
}

export interface ApplicationSpec {
  /** Destination is a reference to the target Kubernetes server and namespace */
  readonly destination: ApplicationDestination
  /** IgnoreDifferences is a list of resources and their fields which should be ignored during comparison */
  readonly ignoreDifferences?: readonly ResourceIgnoreDifferences[]
  /** Info contains a list of information (URLs, email addresses, and plain text) that relates to the application */
  readonly info?: readonly Info[]
  /** Project is a reference to the project this application belongs to. */
  readonly project: string
  /** RevisionHistoryLimit limits the number of items kept in the application's revision history, which is used ... */
  readonly revisionHistoryLimit?: number
  /** Source is a reference to the location of the application's manifests or chart */
  readonly source?: ApplicationSource
  /** SourceHydrator provides a way to push hydrated manifests back to git before syncing them to the cluster. */
  readonly sourceHydrator?: SourceHydrator
  /** Sources is a reference to the location of the application's manifests or chart */
  readonly sources?: readonly ApplicationSource[]
  /** SyncPolicy controls when and how a sync will be performed */
  readonly syncPolicy?: SyncPolicy
}

export interface ApplicationStatus {
  /** Conditions is a list of currently observed application conditions */
  readonly conditions?: readonly ApplicationCondition[]
  /** ControllerNamespace indicates the namespace in which the application controller is located */
  readonly controllerNamespace?: string
  /** Health contains information about the application's current health status */
  readonly health?: AppHealthStatus
  /** History contains information about the application's sync history */
  readonly history?: readonly RevisionHistory[]
  /** ObservedAt indicates when the application state was updated without querying latest git state Deprecated: */
  readonly observedAt?: string
  /** OperationState contains information about any ongoing operations, such as a sync */
  readonly operationState?: OperationState
  /** ReconciledAt indicates when the application state was reconciled using the latest git version */
  readonly reconciledAt?: string
  /** ResourceHealthSource indicates where the resource health status is stored: */
  readonly resourceHealthSource?: string
  /** Resources is a list of Kubernetes resources managed by this application */
  readonly resources?: readonly ResourceStatus[]
  /** SourceHydrator stores information about the current state of source hydration */
  readonly sourceHydrator?: SourceHydratorStatus
  /** SourceType specifies the type of this application */
  readonly sourceType?: string
  /** SourceTypes specifies the type of the sources included in the application */
  readonly sourceTypes?: readonly string[]
  /** Summary contains a list of URLs and container images used by this application */
  readonly summary?: ApplicationSummary
  /** Sync contains information about the application's current sync status */
  readonly sync?: SyncStatus
}

export interface ApplicationSummary {
  /** ExternalURLs holds all external URLs of application child resources. */
  readonly externalURLs?: readonly string[]
  /** Images holds all images of application child resources. */
  readonly images?: readonly string[]
  /** IsAppOfApps holds true if the application has any application for child resource. */
  readonly isAppOfApps?: boolean
}

export interface Backoff {
  /** Duration is the amount to back off. */
  readonly duration?: string
  /** Factor is a factor to multiply the base duration after each failed retry */
  readonly factor?: number
  /** MaxDuration is the maximum amount of time allowed for the backoff strategy */
  readonly maxDuration?: string
}

export interface BasicAuthBitbucketServer {
  readonly passwordRef: SecretRef
  readonly username: string
}

export interface BearerTokenBitbucket {
  readonly tokenRef: SecretRef
}

export interface BearerTokenBitbucketCloud {
  readonly tokenRef: SecretRef
}

export interface ClusterGenerator {
  readonly flatList?: boolean
  readonly selector?: LabelSelector
  readonly template?: ApplicationSetTemplate
  readonly values?: Readonly<Record<string, string>>
}

export interface ClusterResourceRestrictionItem {
  readonly group: string
  readonly kind: string
  /** Name is the name of the restricted resource. */
  readonly name?: string
}

export interface ComparedTo {
  /** Destination is a reference to the application's destination used for comparison */
  readonly destination: ApplicationDestination
  /** IgnoreDifferences is a reference to the application's ignored differences used for comparison */
  readonly ignoreDifferences?: readonly ResourceIgnoreDifferences[]
  /** Source is a reference to the application's source used for comparison */
  readonly source?: ApplicationSource
  /** Sources is a reference to the application's multiple sources used for comparison */
  readonly sources?: readonly ApplicationSource[]
}

export interface ConfigMapKeyRef {
  readonly configMapName: string
  readonly key: string
}

export interface DrySource {
  /** Directory specifies path/directory specific options */
  readonly directory?: ApplicationSourceDirectory
  /** Helm specifies helm specific options */
  readonly helm?: ApplicationSourceHelm
  /** Kustomize specifies kustomize specific options */
  readonly kustomize?: ApplicationSourceKustomize
  /** Path is a directory path within the Git repository where the manifests are located */
  readonly path: string
  /** Plugin specifies config management plugin specific options */
  readonly plugin?: ApplicationSourcePlugin
  /** RepoURL is the URL to the git repository that contains the application manifests */
  readonly repoURL: string
  /** TargetRevision defines the revision of the source to hydrate */
  readonly targetRevision: string
}

export interface DuckTypeGenerator {
  readonly configMapRef: string
  readonly labelSelector?: LabelSelector
  readonly name?: string
  readonly requeueAfterSeconds?: number
  readonly template?: ApplicationSetTemplate
  readonly values?: Readonly<Record<string, string>>
}

export interface EnvEntry {
  /** Name is the name of the variable, usually expressed in uppercase */
  readonly name: string
  /** Value is the value of the variable */
  readonly value: string
}

export interface GitDirectoryGeneratorItem {
  readonly exclude?: boolean
  readonly path: string
}

export interface GitFileGeneratorItem {
  readonly exclude?: boolean
  readonly path: string
}

export interface GitGenerator {
  readonly directories?: readonly GitDirectoryGeneratorItem[]
  readonly files?: readonly GitFileGeneratorItem[]
  readonly pathParamPrefix?: string
  readonly repoURL: string
  readonly requeueAfterSeconds?: number
  readonly revision: string
  readonly template?: ApplicationSetTemplate
  readonly values?: Readonly<Record<string, string>>
}

export interface GroupKind {
  readonly group: string
  readonly kind: string
}

export interface HealthStatus {
  /** LastTransitionTime is the time the HealthStatus was set or updated Deprecated: */
  readonly lastTransitionTime?: string
  /** Message is a human-readable informational message describing the health status */
  readonly message?: string
  /** Status holds the status code of the resource */
  readonly status?: string
}

export interface HelmFileParameter {
  /** Name is the name of the Helm parameter */
  readonly name?: string
  /** Path is the path to the file containing the values for the Helm parameter */
  readonly path?: string
}

export interface HelmParameter {
  /** ForceString determines whether to tell Helm to interpret booleans and numbers as strings */
  readonly forceString?: boolean
  /** Name is the name of the Helm parameter */
  readonly name?: string
  /** Value is the value for the Helm parameter */
  readonly value?: string
}

export interface HydrateOperation {
  /** DrySHA holds the resolved revision (sha) of the dry source as of the most recent reconciliation */
  readonly drySHA?: string
  /** FinishedAt indicates when the hydrate operation finished */
  readonly finishedAt?: string
  /** HydratedSHA holds the resolved revision (sha) of the hydrated source as of the most recent reconciliation */
  readonly hydratedSHA?: string
  /** Message contains a message describing the current status of the hydrate operation */
  readonly message: string
  /** Phase indicates the status of the hydrate operation */
  readonly phase: 'Hydrating' | 'Failed' | 'Hydrated'
  /** SourceHydrator holds the hydrator config used for the hydrate operation */
  readonly sourceHydrator?: SourceHydrator
  /** StartedAt indicates when the hydrate operation started */
  readonly startedAt?: string
}

export interface HydrateTo {
  /** TargetBranch is the branch to which hydrated manifests should be committed */
  readonly targetBranch: string
}

export interface Info {
  readonly name: string
  readonly value: string
}

export interface JWTToken {
  readonly exp?: number
  readonly iat: number
  readonly id?: string
}

export interface JWTTokens {
  readonly items?: readonly JWTToken[]
}

export interface JsonnetVar {
  readonly code?: boolean
  readonly name: string
  readonly value: string
}

export interface KustomizePatch {
  readonly options?: Readonly<Record<string, boolean>>
  readonly patch?: string
  readonly path?: string
  readonly target?: KustomizeSelector
}

export interface KustomizeReplica {
  /** Number of replicas */
  readonly count: number | string
  /** Name of Deployment or StatefulSet */
  readonly name: string
}

export interface KustomizeSelector {
  readonly annotationSelector?: string
  readonly group?: string
  readonly kind?: string
  readonly labelSelector?: string
  readonly name?: string
  readonly namespace?: string
  readonly version?: string
}

export interface LabelSelector {
  readonly matchExpressions?: readonly LabelSelectorRequirement[]
  readonly matchLabels?: Readonly<Record<string, string>>
}

export interface LabelSelectorRequirement {
  readonly key: string
  readonly operator: string
  readonly values?: readonly string[]
}

export interface ListGenerator {
  readonly elements?: readonly unknown[]
  readonly elementsYaml?: string
  readonly template?: ApplicationSetTemplate
}

export interface ManagedNamespaceMetadata {
  readonly annotations?: Readonly<Record<string, string>>
  readonly labels?: Readonly<Record<string, string>>
}

export interface MatrixGenerator {
  readonly generators: readonly ApplicationSetNestedGenerator[]
  readonly template?: ApplicationSetTemplate
}

export interface MergeGenerator {
  readonly generators: readonly ApplicationSetNestedGenerator[]
  readonly mergeKeys: readonly string[]
  readonly template?: ApplicationSetTemplate
}

export interface Operation {
  /** Info is a list of informational items for this operation */
  readonly info?: readonly Info[]
  /** InitiatedBy contains information about who initiated the operations */
  readonly initiatedBy?: OperationInitiator
  /** Retry controls the strategy to apply if a sync fails */
  readonly retry?: RetryStrategy
  /** Sync contains parameters for the operation */
  readonly sync?: SyncOperation
}

export interface OperationInitiator {
  /** Automated is set to true if operation was initiated automatically by the application controller. */
  readonly automated?: boolean
  /** Username contains the name of a user who started operation */
  readonly username?: string
}

export interface OperationState {
  /** FinishedAt contains time of operation completion */
  readonly finishedAt?: string
  /** Message holds any pertinent messages when attempting to perform operation (typically errors). */
  readonly message?: string
  /** Operation is the original requested operation */
  readonly operation: Operation
  /** Phase is the current phase of the operation */
  readonly phase: string
  /** RetryCount contains time of operation retries */
  readonly retryCount?: number
  /** StartedAt contains time of operation start */
  readonly startedAt: string
  /** SyncResult is the result of a Sync operation */
  readonly syncResult?: SyncOperationResult
}

export interface OrphanedResourceKey {
  readonly group?: string
  readonly kind?: string
  readonly name?: string
}

export interface OrphanedResourcesMonitorSettings {
  /** Ignore contains a list of resources that are to be excluded from orphaned resources monitoring */
  readonly ignore?: readonly OrphanedResourceKey[]
  /** Warn indicates if warning condition should be created for apps which have orphaned resources */
  readonly warn?: boolean
}

export interface PluginConfigMapRef {
  readonly name: string
}

export interface PluginGenerator {
  readonly configMapRef: PluginConfigMapRef
  readonly input?: PluginInput
  readonly requeueAfterSeconds?: number
  readonly template?: ApplicationSetTemplate
  readonly values?: Readonly<Record<string, string>>
}

export interface PluginInput {
  readonly parameters?: Readonly<Record<string, unknown>>
}

export interface ProjectRole {
  /** Description is a description of the role */
  readonly description?: string
  /** Groups are a list of OIDC group claims bound to this role */
  readonly groups?: readonly string[]
  /** JWTTokens are a list of generated JWT tokens bound to this role */
  readonly jwtTokens?: readonly JWTToken[]
  /** Name is a name for this role */
  readonly name: string
  /** Policies Stores a list of casbin formatted strings that define access policies for the role in the project */
  readonly policies?: readonly string[]
}

export interface PullRequestGenerator {
  readonly azuredevops?: PullRequestGeneratorAzureDevOps
  readonly bitbucket?: PullRequestGeneratorBitbucket
  readonly bitbucketServer?: PullRequestGeneratorBitbucketServer
  readonly continueOnRepoNotFoundError?: boolean
  readonly filters?: readonly PullRequestGeneratorFilter[]
  readonly gitea?: PullRequestGeneratorGitea
  readonly github?: PullRequestGeneratorGithub
  readonly gitlab?: PullRequestGeneratorGitLab
  readonly requeueAfterSeconds?: number
  readonly template?: ApplicationSetTemplate
  readonly values?: Readonly<Record<string, string>>
}

export interface PullRequestGeneratorAzureDevOps {
  readonly api?: string
  readonly labels?: readonly string[]
  readonly organization: string
  readonly project: string
  readonly repo: string
  readonly tokenRef?: SecretRef
}

export interface PullRequestGeneratorBitbucket {
  readonly api?: string
  readonly basicAuth?: BasicAuthBitbucketServer
  readonly bearerToken?: BearerTokenBitbucketCloud
  readonly owner: string
  readonly repo: string
}

export interface PullRequestGeneratorBitbucketServer {
  readonly api: string
  readonly basicAuth?: BasicAuthBitbucketServer
  readonly bearerToken?: BearerTokenBitbucket
  readonly caRef?: ConfigMapKeyRef
  readonly insecure?: boolean
  readonly project: string
  readonly repo: string
}

export interface PullRequestGeneratorFilter {
  readonly branchMatch?: string
  readonly targetBranchMatch?: string
  readonly titleMatch?: string
}

export interface PullRequestGeneratorGitLab {
  readonly api?: string
  readonly caRef?: ConfigMapKeyRef
  readonly insecure?: boolean
  readonly labels?: readonly string[]
  readonly project: string
  readonly pullRequestState?: string
  readonly tokenRef?: SecretRef
}

export interface PullRequestGeneratorGitea {
  readonly api: string
  readonly insecure?: boolean
  readonly labels?: readonly string[]
  readonly owner: string
  readonly repo: string
  readonly tokenRef?: SecretRef
}

export interface PullRequestGeneratorGithub {
  readonly api?: string
  readonly appSecretName?: string
  readonly labels?: readonly string[]
  readonly owner: string
  readonly repo: string
  readonly tokenRef?: SecretRef
}

export interface ResourceIgnoreDifferences {
  readonly group?: string
  readonly jqPathExpressions?: readonly string[]
  readonly jsonPointers?: readonly string[]
  readonly kind: string
  /** ManagedFieldsManagers is a list of trusted managers. */
  readonly managedFieldsManagers?: readonly string[]
  readonly name?: string
  readonly namespace?: string
}

export interface ResourceResult {
  /** Group specifies the API group of the resource */
  readonly group: string
  /** HookPhase contains the state of any operation associated with this resource OR hook This can also contain ... */
  readonly hookPhase?: string
  /** HookType specifies the type of the hook. */
  readonly hookType?: string
  /** Images contains the images related to the ResourceResult */
  readonly images?: readonly string[]
  /** Kind specifies the API kind of the resource */
  readonly kind: string
  /** Message contains an informational or error message for the last sync OR operation */
  readonly message?: string
  /** Name specifies the name of the resource */
  readonly name: string
  /** Namespace specifies the target namespace of the resource */
  readonly namespace: string
  /** Status holds the final result of the sync. */
  readonly status?: string
  /** SyncPhase indicates the particular phase of the sync that this result was acquired in */
  readonly syncPhase?: string
  /** Version specifies the API version of the resource */
  readonly version: string
}

export interface ResourceStatus {
  /** Group represents the API group of the resource (e.g., "apps" for Deployments). */
  readonly group?: string
  /** Health indicates the health status of the resource (e.g., Healthy, Degraded, Progressing). */
  readonly health?: HealthStatus
  /** Hook is true if the resource is used as a lifecycle hook in an Argo CD application. */
  readonly hook?: boolean
  /** Kind specifies the type of the resource (e.g., "Deployment", "Service"). */
  readonly kind?: string
  /** Name is the unique name of the resource within the namespace. */
  readonly name?: string
  /** Namespace defines the Kubernetes namespace where the resource is located. */
  readonly namespace?: string
  /** RequiresDeletionConfirmation is true if the resource requires explicit user confirmation before deletion. */
  readonly requiresDeletionConfirmation?: boolean
  /** RequiresPruning is true if the resource needs to be pruned (deleted) as part of synchronization. */
  readonly requiresPruning?: boolean
  /** Status represents the synchronization state of the resource (e.g., Synced, OutOfSync). */
  readonly status?: string
  /** SyncWave determines the order in which resources are applied during a sync operation. */
  readonly syncWave?: number
  /** Version indicates the API version of the resource (e.g., "v1", "v1beta1"). */
  readonly version?: string
}

export interface RetryStrategy {
  /** Backoff controls how to backoff on subsequent retries of failed syncs */
  readonly backoff?: Backoff
  /** Limit is the maximum number of attempts for retrying a failed sync. */
  readonly limit?: number
  /** Refresh indicates if the latest revision should be used on retry instead of the initial one (default: */
  readonly refresh?: boolean
}

export interface RevisionHistory {
  /** DeployStartedAt holds the time the sync operation started */
  readonly deployStartedAt?: string
  /** DeployedAt holds the time the sync operation completed */
  readonly deployedAt: string
  /** ID is an auto incrementing identifier of the RevisionHistory */
  readonly id: number
  /** InitiatedBy contains information about who initiated the operations */
  readonly initiatedBy?: OperationInitiator
  /** Revision holds the revision the sync was performed against */
  readonly revision?: string
  /** Revisions holds the revision of each source in sources field the sync was performed against */
  readonly revisions?: readonly string[]
  /** Source is a reference to the application source used for the sync operation */
  readonly source?: ApplicationSource
  /** Sources is a reference to the application sources used for the sync operation */
  readonly sources?: readonly ApplicationSource[]
}

export interface SCMProviderGenerator {
  readonly awsCodeCommit?: SCMProviderGeneratorAWSCodeCommit
  readonly azureDevOps?: SCMProviderGeneratorAzureDevOps
  readonly bitbucket?: SCMProviderGeneratorBitbucket
  readonly bitbucketServer?: SCMProviderGeneratorBitbucketServer
  readonly cloneProtocol?: string
  readonly filters?: readonly SCMProviderGeneratorFilter[]
  readonly gitea?: SCMProviderGeneratorGitea
  readonly github?: SCMProviderGeneratorGithub
  readonly gitlab?: SCMProviderGeneratorGitlab
  readonly requeueAfterSeconds?: number
  readonly template?: ApplicationSetTemplate
  readonly values?: Readonly<Record<string, string>>
}

export interface SCMProviderGeneratorAWSCodeCommit {
  readonly allBranches?: boolean
  readonly region?: string
  readonly role?: string
  readonly tagFilters?: readonly TagFilter[]
}

export interface SCMProviderGeneratorAzureDevOps {
  readonly accessTokenRef: SecretRef
  readonly allBranches?: boolean
  readonly api?: string
  readonly organization: string
  readonly teamProject: string
}

export interface SCMProviderGeneratorBitbucket {
  readonly allBranches?: boolean
  readonly appPasswordRef: SecretRef
  readonly owner: string
  readonly user: string
}

export interface SCMProviderGeneratorBitbucketServer {
  readonly allBranches?: boolean
  readonly api: string
  readonly basicAuth?: BasicAuthBitbucketServer
  readonly bearerToken?: BearerTokenBitbucket
  readonly caRef?: ConfigMapKeyRef
  readonly insecure?: boolean
  readonly project: string
}

export interface SCMProviderGeneratorFilter {
  readonly branchMatch?: string
  readonly labelMatch?: string
  readonly pathsDoNotExist?: readonly string[]
  readonly pathsExist?: readonly string[]
  readonly repositoryMatch?: string
}

export interface SCMProviderGeneratorGitea {
  readonly allBranches?: boolean
  readonly api: string
  readonly excludeArchivedRepos?: boolean
  readonly insecure?: boolean
  readonly owner: string
  readonly tokenRef?: SecretRef
}

export interface SCMProviderGeneratorGithub {
  readonly allBranches?: boolean
  readonly api?: string
  readonly appSecretName?: string
  readonly excludeArchivedRepos?: boolean
  readonly organization: string
  readonly tokenRef?: SecretRef
}

export interface SCMProviderGeneratorGitlab {
  readonly allBranches?: boolean
  readonly api?: string
  readonly caRef?: ConfigMapKeyRef
  readonly group: string
  readonly includeArchivedRepos?: boolean
  readonly includeSharedProjects?: boolean
  readonly includeSubgroups?: boolean
  readonly insecure?: boolean
  readonly tokenRef?: SecretRef
  readonly topic?: string
}

export interface SecretRef {
  readonly key: string
  readonly secretName: string
}

export interface SignatureKey {
  /** The ID of the key in hexadecimal notation */
  readonly keyID: string
}

export interface SourceHydrator {
  /** DrySource specifies where the dry "don't repeat yourself" manifest source lives. */
  readonly drySource: DrySource
  /** HydrateTo specifies an optional "staging" location to push hydrated manifests to. */
  readonly hydrateTo?: HydrateTo
  /** SyncSource specifies where to sync hydrated manifests from. */
  readonly syncSource: SyncSource
}

export interface SourceHydratorStatus {
  /** CurrentOperation holds the status of the hydrate operation */
  readonly currentOperation?: HydrateOperation
  /** LastComparedDryRevision holds the resolved revision from the most recent dry source comparison. */
  readonly lastComparedDryRevision?: string
  /** LastSuccessfulOperation holds info about the most recent successful hydration */
  readonly lastSuccessfulOperation?: SuccessfulHydrateOperation
}

export interface SourceIntegrity {
  /** Git - policies for git source verification */
  readonly git: SourceIntegrityGit
}

export interface SourceIntegrityGit {
  readonly policies: readonly SourceIntegrityGitPolicy[]
}

export interface SourceIntegrityGitPolicy {
  /** Verify GPG commit/tag signatures */
  readonly gpg: SourceIntegrityGitPolicyGPG
  /** List of repository criteria restricting repositories the policy will apply to */
  readonly repos: readonly SourceIntegrityGitPolicyRepo[]
}

export interface SourceIntegrityGitPolicyGPG {
  /** List of key IDs to trust. */
  readonly keys: readonly string[]
  readonly mode: string
}

export interface SourceIntegrityGitPolicyRepo {
  /** URL specifier, glob. */
  readonly url: string
}

export interface SuccessfulHydrateOperation {
  /** DrySHA holds the resolved revision (sha) of the dry source as of the most recent reconciliation */
  readonly drySHA?: string
  /** HydratedSHA holds the resolved revision (sha) of the hydrated source as of the most recent reconciliation */
  readonly hydratedSHA?: string
  /** SourceHydrator holds the hydrator config used for the hydrate operation */
  readonly sourceHydrator?: SourceHydrator
}

export interface SyncOperation {
  /** SelfHealAttemptsCount contains the number of auto-heal attempts */
  readonly autoHealAttemptsCount?: number
  /** DryRun specifies to perform a `kubectl apply --dry-run` without actually performing the sync */
  readonly dryRun?: boolean
  /** Manifests is an optional field that overrides sync source with a local directory for development */
  readonly manifests?: readonly string[]
  /** Prune specifies to delete resources from the cluster that are no longer tracked in git */
  readonly prune?: boolean
  /** Resources describes which resources shall be part of the sync */
  readonly resources?: readonly SyncOperationResource[]
  /** Revision is the revision (Git) or chart version (Helm) which to sync the application to If omitted, will ... */
  readonly revision?: string
  /** Revisions is the list of revision (Git) or chart version (Helm) which to sync each source in sources field ... */
  readonly revisions?: readonly string[]
  /** Source overrides the source definition set in the application. */
  readonly source?: ApplicationSource
  /** Sources overrides the source definition set in the application. */
  readonly sources?: readonly ApplicationSource[]
  /** SyncOptions provide per-sync sync-options, e.g. */
  readonly syncOptions?: readonly string[]
  /** SyncStrategy describes how to perform the sync */
  readonly syncStrategy?: SyncStrategy
}

export interface SyncOperationResource {
  readonly group?: string
  readonly kind: string
  readonly name: string
  readonly namespace?: string
}

export interface SyncOperationResult {
  /** ManagedNamespaceMetadata contains the current sync state of managed namespace metadata */
  readonly managedNamespaceMetadata?: ManagedNamespaceMetadata
  /** Resources contains a list of sync result items for each individual resource in a sync operation */
  readonly resources?: readonly ResourceResult[]
  /** Revision holds the revision this sync operation was performed to */
  readonly revision: string
  /** Revisions holds the revision this sync operation was performed for respective indexed source in sources field */
  readonly revisions?: readonly string[]
  /** Source records the application source information of the sync, used for comparing auto-sync */
  readonly source?: ApplicationSource
  /** Source records the application source information of the sync, used for comparing auto-sync */
  readonly sources?: readonly ApplicationSource[]
}

export interface SyncPolicy {
  /** Automated will keep an application synced to the target revision */
  readonly automated?: SyncPolicyAutomated
  /** ManagedNamespaceMetadata controls metadata in the given namespace (if CreateNamespace=true) */
  readonly managedNamespaceMetadata?: ManagedNamespaceMetadata
  /** Retry controls failed sync retry behavior */
  readonly retry?: RetryStrategy
  /** Options allow you to specify whole app sync-options */
  readonly syncOptions?: readonly string[]
}

export interface SyncPolicyAutomated {
  /** AllowEmpty allows apps have zero live resources (default: */
  readonly allowEmpty?: boolean
  /** Enable allows apps to explicitly control automated sync */
  readonly enabled?: boolean
  /** Prune specifies whether to delete resources from the cluster that are not found in the sources anymore as ... */
  readonly prune?: boolean
  /** SelfHeal specifies whether to revert resources back to their desired state upon modification in the ... */
  readonly selfHeal?: boolean
}

export interface SyncSource {
  /** Path is a directory path within the git repository where hydrated manifests should be committed to and ... */
  readonly path: string
  /** RepoURL is the URL to the git repository that contains the hydrated manifests. */
  readonly repoURL?: string
  /** TargetBranch is the branch from which hydrated manifests will be synced. */
  readonly targetBranch: string
}

export interface SyncStatus {
  /** ComparedTo contains information about what has been compared */
  readonly comparedTo?: ComparedTo
  /** Revision contains information about the revision the comparison has been performed to */
  readonly revision?: string
  /** Revisions contains information about the revisions of multiple sources the comparison has been performed to */
  readonly revisions?: readonly string[]
  /** Status is the sync state of the comparison */
  readonly status: string
}

export interface SyncStrategy {
  /** Apply will perform a `kubectl apply` to perform the sync. */
  readonly apply?: SyncStrategyApply
  /** Hook will submit any referenced resources to perform the sync. */
  readonly hook?: SyncStrategyHook
}

export interface SyncStrategyApply {
  /** Force indicates whether or not to supply the --force flag to `kubectl apply`. */
  readonly force?: boolean
}

export interface SyncStrategyHook {
  /** Force indicates whether or not to supply the --force flag to `kubectl apply`. */
  readonly force?: boolean
}

export interface SyncWindow {
  /** UseAndOperator use AND operator for matching applications, namespaces and clusters instead of the default ... */
  readonly andOperator?: boolean
  /** Applications contains a list of applications that the window will apply to */
  readonly applications?: readonly string[]
  /** Clusters contains a list of clusters that the window will apply to */
  readonly clusters?: readonly string[]
  /** Description of the sync that will be applied to the schedule, can be used to add any information such as a ... */
  readonly description?: string
  /** Duration is the amount of time the sync window will be open */
  readonly duration?: string
  /** Kind defines if the window allows or blocks syncs */
  readonly kind?: string
  /** ManualSync enables manual syncs when they would otherwise be blocked */
  readonly manualSync?: boolean
  /** Namespaces contains a list of namespaces that the window will apply to */
  readonly namespaces?: readonly string[]
  /** Schedule is the time the window will begin, specified in cron format */
  readonly schedule?: string
  /** SyncOverrun allows ongoing syncs to continue in two scenarios: */
  readonly syncOverrun?: boolean
  /** TimeZone of the sync that will be applied to the schedule */
  readonly timeZone?: string
}

export interface TagFilter {
  readonly key: string
  readonly value?: string
}
