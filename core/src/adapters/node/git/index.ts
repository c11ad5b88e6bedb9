import { isAbsolute, relative, resolve, sep } from 'node:path'
import { bytesOf } from '../../../go/kinds/index.ts'
import { type Git, PortError, type ResolvedTree, type Tree } from '../../../ports/index.ts'
import { isSameRepository, type RepositoryMapping } from '../../../settings/repo-url.ts'
import { once } from '../once.ts'
import { BlobReader } from './blobs.ts'
import { RepositoryCache } from './cache.ts'
import { createCommitTree } from './commit-tree.ts'
import { createDiskTree, type DiskTreeOptions } from './disk-tree.ts'
import { listBelow } from './listing.ts'
import { withoutCredentials } from './process.ts'
import { findRepository, openRepository, type Repository } from './repository.ts'
import { resolveRevision } from './revision.ts'
import { listWorkTree } from './work-tree.ts'

export interface NodeGitOptions {
  /** Relative paths start here, and the repository around it is known by its remotes. */
  readonly cwd: string
  /** More folders whose repositories are known by their remotes: the other folders of a workspace. */
  readonly folders?: readonly string[]
  /** `--repo`: the folder as it stands answers, for every revision or for the one that is named. Later ones win. */
  readonly repositories?: readonly RepositoryMapping[]
  /** `settings.repositories`: where the checkout of a repository is, as if its remote said so. */
  readonly checkouts?: readonly RepositoryMapping[]
  /** Repositories that are not on this machine may be fetched. */
  readonly allowNetwork?: boolean
  /** Where fetched repositories are kept. Default: the user's cache folder. */
  readonly cacheFolder?: string
  /** The texts of files that are open and not saved, by their absolute path. */
  readonly unsaved?: () => ReadonlyMap<string, string>
}

export interface NodeGit extends Git {
  /**
   * Trees handed out from now on are of this moment, those handed out before stay as they are. When only unsaved texts have
   * changed, no folder is listed anew.
   */
  refresh(changed?: 'files' | 'unsaved'): void
  /** Ends the processes that read objects. */
  close(): Promise<void>
}

/** The Git port over repositories of this machine, and over those that may be fetched. */
export function createNodeGit(options: NodeGitOptions): NodeGit {
  return new LocalGit(options)
}

class LocalGit implements NodeGit {
  readonly #options: NodeGitOptions
  readonly #cache: RepositoryCache
  #opened = new Map<string, (signal: AbortSignal) => Promise<Repository | undefined>>()
  /** One process for each repository, kept when work trees are listed anew. */
  readonly #blobs = new Map<string, BlobReader>()
  readonly #commitTrees = new Map<string, Tree>()
  #diskTrees = new Map<string, Tree>()
  #listings = new Map<string, DiskTreeOptions['list']>()

  constructor(options: NodeGitOptions) {
    this.#options = options
    this.#cache = new RepositoryCache(options.cacheFolder)
  }

  async tree(repoURL: string, revision: string, signal: AbortSignal): Promise<ResolvedTree> {
    signal.throwIfAborted()
    const { repositories = [], checkouts = [] } = this.#options
    const mapped = repositories.filter(mapping => isSameRepository(mapping.repoURL, repoURL))
    const exact = mapped.findLast(mapping => mapping.revision === revision)
    if (exact !== undefined) return { tree: await this.#folderTree(repoURL, exact.path, signal) }
    const any = mapped.findLast(mapping => mapping.revision === undefined)
    if (any !== undefined) return this.#standIn(repoURL, revision, any.path, signal)

    const named = checkouts.filter(mapping => isSameRepository(mapping.repoURL, repoURL))
    const checkout =
      named.findLast(mapping => mapping.revision === revision) ??
      named.findLast(mapping => mapping.revision === undefined)
    if (checkout !== undefined) {
      const folder = resolve(this.#options.cwd, checkout.path)
      const repository = await this.#open(folder, signal)
      if (repository === undefined) return this.#standIn(repoURL, revision, checkout.path, signal)
      return this.#checkoutTree(repoURL, revision, repository, undefined, signal)
    }
    const known = await this.#byRemote(repoURL, signal)
    if (known !== undefined) return this.#checkoutTree(repoURL, revision, known.repository, known.remote, signal)
    return this.#remoteTree(repoURL, revision, signal)
  }

  refresh(changed: 'files' | 'unsaved' = 'files'): void {
    this.#diskTrees = new Map()
    if (changed === 'unsaved') return
    this.#listings = new Map()
    this.#opened = new Map()
  }

  async close(): Promise<void> {
    await Promise.all([...this.#blobs.values()].map(blobs => blobs.close()))
  }

  /** A folder as it stands, in place of a revision that it may or may not be. */
  async #standIn(repoURL: string, revision: string, path: string, signal: AbortSignal): Promise<ResolvedTree> {
    const tree = await this.#folderTree(repoURL, path, signal)
    if (isDefault(revision)) return { tree }
    const repository = await this.#open(resolve(this.#options.cwd, path), signal)
    if (repository !== undefined && isBranch(revision, await repository.branch(signal))) return { tree }
    return {
      tree,
      standsInFor: `${path} as it stands is taken for revision ${revision} of ${withoutCredentials(repoURL)}`,
    }
  }

  /** Found by its remote: the branch that is checked out is the work tree, anything else is looked up in the repository. */
  async #checkoutTree(
    repoURL: string,
    revision: string,
    repository: Repository,
    remote: string | undefined,
    signal: AbortSignal,
  ): Promise<ResolvedTree> {
    if (!repository.isBare && (isDefault(revision) || isBranch(revision, await repository.branch(signal)))) {
      return { tree: this.#workTree(repoURL, repository) }
    }
    const from = remote ?? (await repository.remotes(signal)).find(({ url }) => isSameRepository(url, repoURL))?.name
    const commit = await this.#commitOf(repository, from, revision, signal)
    if (commit !== undefined) return { tree: this.#commitTree(repoURL, commit, repository) }
    if (this.#options.allowNetwork === true) return this.#remoteTree(repoURL, revision, signal)
    const advice = `${repository.root} does not have it: fetch there, or allow fetching with --fetch`
    throw new PortError('git', 'not-found', `unable to resolve '${revision}' to a commit SHA; ${advice}`)
  }

  async #remoteTree(repoURL: string, revision: string, signal: AbortSignal): Promise<ResolvedTree> {
    const url = withoutCredentials(repoURL)
    if (this.#options.allowNetwork !== true) {
      const stored = await this.#cache.stored(repoURL)
      const commit = stored === undefined ? undefined : await this.#commitOf(stored, undefined, revision, signal)
      if (stored !== undefined && commit !== undefined) {
        const tree = this.#commitTree(repoURL, commit, stored)
        if (commit === revision.toLowerCase()) return { tree }
        return {
          tree,
          standsInFor: `${url} as it was when it was last fetched is taken for revision ${revision || 'HEAD'}`,
        }
      }
      const advice = `name a checkout with --repo ${url}=PATH or settings.repositories, or allow fetching with --fetch`
      throw new PortError('git', 'not-at-hand', `${url} is not on this machine: ${advice}`)
    }
    const repository = await this.#cache.fetch(repoURL, signal)
    let commit = await this.#commitOf(repository, undefined, revision, signal)
    if (commit === undefined && /^[0-9a-f]{40,64}$/i.test(revision)) {
      await this.#cache.fetchCommit(repository, revision.toLowerCase(), signal)
      commit = await repository.commit(revision, signal)
    }
    if (commit !== undefined) return { tree: this.#commitTree(repoURL, commit, repository) }
    throw new PortError('git', 'not-found', `unable to resolve '${revision}' to a commit SHA`)
  }

  async #commitOf(
    repository: Repository,
    remote: string | undefined,
    revision: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const resolved = resolveRevision(await repository.refs(remote, signal), revision)
    if (resolved === undefined) return undefined
    return repository.commit('commit' in resolved ? resolved.commit : resolved.objectId, signal)
  }

  async #byRemote(
    repoURL: string,
    signal: AbortSignal,
  ): Promise<{ readonly repository: Repository; readonly remote: string } | undefined> {
    for (const folder of [this.#options.cwd, ...(this.#options.folders ?? [])]) {
      const repository = await this.#find(resolve(this.#options.cwd, folder), signal)
      const remotes = (await repository?.remotes(signal)) ?? []
      const remote = remotes.find(({ url }) => isSameRepository(url, repoURL))
      if (repository !== undefined && remote !== undefined) return { repository, remote: remote.name }
    }
    return undefined
  }

  /** The work tree or all files of a folder; the tree of HEAD for a bare repository. */
  async #folderTree(repoURL: string, path: string, signal: AbortSignal): Promise<Tree> {
    const folder = resolve(this.#options.cwd, path)
    const repository = await this.#open(folder, signal)
    if (repository === undefined) return this.#plainTree(repoURL, folder, signal)
    if (!repository.isBare) return this.#workTree(repoURL, repository)
    const commit = await this.#commitOf(repository, undefined, 'HEAD', signal)
    if (commit === undefined) throw new PortError('git', 'not-found', `${folder} has no commit yet`)
    return this.#commitTree(repoURL, commit, repository)
  }

  async #plainTree(repoURL: string, root: string, signal: AbortSignal): Promise<Tree> {
    const { stat } = await import('node:fs/promises')
    try {
      if (!(await stat(root)).isDirectory()) throw new Error('it is no folder')
    } catch (cause) {
      const problem = cause instanceof Error ? cause.message : String(cause)
      throw new PortError('git', 'refused', `${root}, given for ${withoutCredentials(repoURL)}: ${problem}`, {
        cause,
      })
    }
    signal.throwIfAborted()
    return this.#diskTree(repoURL, root, async signal => ({ entries: await listBelow(root, signal) }))
  }

  #workTree(repoURL: string, repository: Repository): Tree {
    return this.#diskTree(repoURL, repository.root, signal =>
      listWorkTree(repository.root, this.#blobsOf(repository), signal),
    )
  }

  #diskTree(repoURL: string, root: string, list: DiskTreeOptions['list']): Tree {
    const key = `${repoURL}\n${root}`
    let tree = this.#diskTrees.get(key)
    if (tree === undefined) {
      const listed = this.#listings.get(root) ?? once(list)
      this.#listings.set(root, listed)
      tree = createDiskTree({ repoURL, root, list: listed, unsaved: this.#unsavedBelow(root) })
      this.#diskTrees.set(key, tree)
    }
    return tree
  }

  #unsavedBelow(root: string): ReadonlyMap<string, Uint8Array> {
    const below = new Map<string, Uint8Array>()
    for (const [path, text] of this.#options.unsaved?.() ?? []) {
      const inside = relative(root, path)
      if (inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)) {
        below.set(inside.split(sep).join('/'), bytesOf(text))
      }
    }
    return below
  }

  #commitTree(repoURL: string, commit: string, repository: Repository): Tree {
    const key = `${repoURL}\n${repository.root}\n${commit}`
    let tree = this.#commitTrees.get(key)
    if (tree === undefined) {
      const { access, root: cwd } = repository
      tree = createCommitTree({
        repoURL,
        commit,
        cwd,
        access,
        blobs: this.#blobsOf(repository),
        ...(access === 'remote'
          ? { prefetch: (objectIds, signal) => this.#cache.fetchBlobs(repository, objectIds, signal) }
          : {}),
      })
      this.#commitTrees.set(key, tree)
    }
    return tree
  }

  #blobsOf({ root, access }: Repository): BlobReader {
    const key = `${access} ${root}`
    const blobs = this.#blobs.get(key) ?? new BlobReader(root, access)
    this.#blobs.set(key, blobs)
    return blobs
  }

  #open(folder: string, signal: AbortSignal): Promise<Repository | undefined> {
    return this.#remember(`open ${folder}`, signal, signal => openRepository(folder, signal))
  }

  #find(folder: string, signal: AbortSignal): Promise<Repository | undefined> {
    return this.#remember(`find ${folder}`, signal, signal => findRepository(folder, signal))
  }

  #remember(
    key: string,
    signal: AbortSignal,
    look: (signal: AbortSignal) => Promise<Repository | undefined>,
  ): Promise<Repository | undefined> {
    const looked = this.#opened.get(key) ?? once(look)
    this.#opened.set(key, looked)
    return looked(signal)
  }
}

const isDefault = (revision: string): boolean => revision === '' || revision === 'HEAD'

const isBranch = (revision: string, head: string | undefined): boolean =>
  head !== undefined && (revision === head || `refs/heads/${revision}` === head)
