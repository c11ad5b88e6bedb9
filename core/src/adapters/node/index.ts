import type { Clock, Cluster, Forge, Ports } from '../../ports/index.ts'
import type { RepositoryMapping } from '../../settings/repo-url.ts'
import { createNodeFiles } from './files.ts'
import { createNodeGit, type NodeGit } from './git/index.ts'

export { createNodeFiles, pathToURI, uriToPath } from './files.ts'
export { createNodeGit, type NodeGit, type NodeGitOptions } from './git/index.ts'
export { findRepository, type Repository, workTreeRoot } from './git/repository.ts'

export interface NodePortsOptions {
  readonly cwd: string
  /** More folders of a workspace. */
  readonly folders?: readonly string[]
  /** `--repo`. */
  readonly repositories?: readonly RepositoryMapping[]
  /** `settings.repositories` of `.gitops.yaml`. */
  readonly checkouts?: readonly RepositoryMapping[]
  /** `--fetch`, `settings.allowNetwork`. */
  readonly allowNetwork?: boolean
  readonly cacheFolder?: string
  readonly unsaved?: () => ReadonlyMap<string, string>
  readonly cluster: Cluster
  readonly forge: Forge
  readonly clock?: Clock
}

export type NodePorts = Ports & {
  readonly git: NodeGit
  /** Ends the processes behind the ports. */
  close(): Promise<void>
}

/** The ports for real: files and Git of this machine, and the cluster and forge that are given. */
export function createNodePorts({ cluster, forge, clock = systemClock, ...git }: NodePortsOptions): NodePorts {
  const nodeGit = createNodeGit(git)
  return { files: createNodeFiles(), git: nodeGit, cluster, forge, clock, close: () => nodeGit.close() }
}

export const systemClock: Clock = { now: () => new Date() }
