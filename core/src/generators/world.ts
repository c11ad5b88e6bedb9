import type { GoObject } from '../go/kinds/index.ts'
import type { ClusterSecret, ForgePullRequest, ForgeRepository, PluginAnswer, Tree } from '../ports/index.ts'
import type { ArgocdVersion } from '../settings/version.ts'
import type { Span } from '../text/index.ts'

/**
 * The outside world as generators ask it. Undefined: not at hand, which the world has noted together with the place that asked.
 * What a provider refuses is thrown as ForgeRefusal, what Argo CD would refuse as ArgoError.
 */
export interface World {
  /** Argo CD's own version, settings and flags. */
  readonly argocdVersion: ArgocdVersion
  readonly argocdNamespace: string
  readonly newGitFileGlobbing: boolean
  readonly includeHiddenDirectories: boolean

  /** A reason why the answer may differ from Argo CD's. */
  note(level: 'approximate' | 'partial', code: string, message: string): void
  clusterSecrets(asked: Span): Promise<readonly ClusterSecret[] | undefined>
  /** 'unknown' when no AppProject is at hand: that is noted, and no finding. */
  appProject(name: string): Promise<GoObject | 'missing' | 'unknown'>
  tree(repoURL: string, revision: string, asked: Span): Promise<Tree | undefined>
  /** Reads from a tree. Undefined: what is there cannot be read. */
  reading<T>(asked: Span, read: () => Promise<T>): Promise<{ readonly value: T } | undefined>
  repositories(scmProvider: GoObject, asked: Span): Promise<readonly ForgeRepository[] | undefined>
  pullRequests(pullRequest: GoObject, asked: Span): Promise<readonly ForgePullRequest[] | undefined>
  plugin(configMapName: string, input: GoObject, asked: Span): Promise<PluginAnswer | 'missing' | undefined>
  decisionConfigMap(name: string, asked: Span): Promise<Readonly<Record<string, string>> | 'missing' | undefined>
  decisionResources(apiVersion: string, plural: string, asked: Span): Promise<readonly GoObject[] | undefined>
}
