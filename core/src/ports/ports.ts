import type { GoObject } from '../go/kinds/index.ts'

export type PortName = 'files' | 'git' | 'cluster' | 'forge' | 'clock' | 'renderer'

/** What the outside world refused. Adapters throw it with the original as cause; only engine catches it. */
export class PortError extends Error {
  override readonly name = 'PortError'
  readonly port: PortName
  readonly reason:
    | 'unreachable'
    | 'unauthorized'
    | 'not-found'
    | 'timeout'
    | 'tool-missing'
    | 'not-at-hand'
    | 'refused'
    | 'too-large'

  constructor(port: PortName, reason: PortError['reason'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.port = port
    this.reason = reason
  }
}

/** What stands at a path of a tree. A symbolic link is followed as Argo CD follows it; one that leaves the tree is 'outside'. */
export interface TreeEntry {
  /** Relative to the root, with '/', without a leading one. */
  readonly path: string
  readonly kind: 'file' | 'directory' | 'symlink'
  /** For a symlink: what it leads to inside the tree. */
  readonly target?: 'file' | 'directory' | 'missing' | 'outside'
  /** For a symlink: the path it leads to in the end, '' for the root; for a missing target the path where nothing is. */
  readonly leadsTo?: string
  /** A directory that is another repository. Its content is there only when it is checked out, and never tracked by this one. */
  readonly submodule?: true
}

/**
 * The files of one repository at one moment. Immutable, so everything derived from it may be kept as long as it is. A work
 * tree is a Tree too (with unsaved buffers and untracked files); its commit is 'worktree'.
 */
export interface Tree {
  readonly repoURL: string
  readonly commit: string
  /** Every entry below the root, directories included, '.git' left out, in byte order of the paths. */
  entries(signal: AbortSignal): Promise<readonly TreeEntry[]>
  /** The bytes of a file; undefined when there is none. Symlinks are followed inside the tree. */
  read(path: string, signal: AbortSignal): Promise<Uint8Array | undefined>
  /** Where a person finds that file: a file URI for a work tree, else `git:<repoURL>@<commit>/<path>`. */
  uriOf(path: string): string
}

export interface Git {
  /**
   * The tree of a repository at a revision ('' and 'HEAD' are the default branch). Throws PortError not-at-hand when the repository is
   * not on this machine and may not be fetched, not-found when the revision does not exist in it.
   */
  tree(repoURL: string, revision: string, signal: AbortSignal): Promise<ResolvedTree>
}

export interface ResolvedTree {
  readonly tree: Tree
  /** Set when the tree stands in for the revision that was asked (`--repo URL=PATH` without a revision): why. */
  readonly standsInFor?: string
}

/** Files of the workspace. URIs are `file:` URIs; '-' is standard input. */
export interface Files {
  read(uri: string, signal: AbortSignal): Promise<Uint8Array>
  list(folderUri: string, signal: AbortSignal): AsyncIterable<string>
}

/** A declarative cluster: what of its Secret a generator may see. Never credentials. */
export interface ClusterSecret {
  readonly name: string
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  /** The decoded keys `name`, `server` and `project` of data. */
  readonly clusterName: string
  readonly server: string
  readonly project: string
}

/** The cluster Argo CD runs in. An absent method's answer is not at hand. */
export interface Cluster {
  clusterSecrets(signal: AbortSignal): Promise<readonly ClusterSecret[]>
  /** The AppProject of that name; undefined when there is none. */
  appProject(name: string, signal: AbortSignal): Promise<GoObject | undefined>
}

/** What a provider's API said of one repository branch, as scmProvider's services hand it on. */
export interface ForgeRepository {
  readonly organization: string
  readonly repository: string
  readonly repositoryId: string | number | null
  readonly url: string
  readonly branch: string
  readonly sha: string
  readonly labels: readonly string[]
  /** Paths that exist on that branch. */
  readonly paths: readonly string[]
}

export interface ForgePullRequest {
  readonly number: number
  readonly title: string
  readonly branch: string
  readonly targetBranch: string
  readonly headSHA: string
  readonly labels: readonly string[]
  readonly author: string
}

export interface PluginAnswer {
  readonly parameters: readonly GoObject[]
  /** Recorded HTTP answer in place of parameters. */
  readonly status?: number
  readonly body?: string
  readonly configMap?: Readonly<Record<string, string>>
}

/**
 * The answers of generators that ask the network: each takes the generator's spec after interpolation. Undefined: not at hand.
 * An error the provider gave is thrown as ForgeRefusal with its text.
 */
export interface Forge {
  repositories(scmProvider: GoObject, signal: AbortSignal): Promise<readonly ForgeRepository[] | undefined>
  pullRequests(pullRequest: GoObject, signal: AbortSignal): Promise<readonly ForgePullRequest[] | undefined>
  plugin(configMapName: string, input: GoObject, signal: AbortSignal): Promise<PluginAnswer | undefined>
  decisionConfigMap(name: string, signal: AbortSignal): Promise<Readonly<Record<string, string>> | undefined>
  decisionResources(apiVersion: string, plural: string, signal: AbortSignal): Promise<readonly GoObject[] | undefined>
}

export class ForgeRefusal extends Error {
  override readonly name = 'ForgeRefusal'
  /** The repository does not exist (continueOnRepoNotFoundError). */
  readonly notFound: boolean

  constructor(message: string, notFound = false) {
    super(message)
    this.notFound = notFound
  }
}

export interface Clock {
  now(): Date
}

export type Ports = Readonly<{ files: Files; git: Git; cluster: Cluster; forge: Forge; clock: Clock }>
