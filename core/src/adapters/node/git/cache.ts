import { createHash } from 'node:crypto'
import { mkdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { PortError } from '../../../ports/index.ts'
import { refusedURL, repositoryPlace } from '../../../settings/repo-url.ts'
import { once } from '../once.ts'
import { gitEnvironment, gitError, remoteVariables, withoutCredentials } from './process.ts'
import { Repository } from './repository.ts'

/**
 * Bare partial clones of remote repositories in the user's cache folder. Only fetch() reaches the network; what was fetched once
 * can be read afterwards without it, as far as its files came along.
 */
export class RepositoryCache {
  readonly #folder: string
  readonly #stored = new Map<string, Repository>()
  readonly #fetches = new Map<string, (signal: AbortSignal) => Promise<Repository>>()

  constructor(folder: string = userCacheFolder()) {
    this.#folder = join(folder, 'git')
  }

  /** The clone that an earlier run fetched; undefined when there is none. */
  async stored(repoURL: string): Promise<Repository | undefined> {
    const root = this.#rootOf(repoURL)
    try {
      await stat(join(root, 'HEAD'))
      const stored = this.#stored.get(root) ?? new Repository(root, true)
      this.#stored.set(root, stored)
      return stored
    } catch {
      return undefined
    }
  }

  /** Clones or updates, once for as long as this cache lives. */
  fetch(repoURL: string, signal: AbortSignal): Promise<Repository> {
    const root = this.#rootOf(repoURL)
    const fetch = this.#fetches.get(root) ?? once(signal => fetchRepository(repoURL, root, signal))
    this.#fetches.set(root, fetch)
    return fetch(signal)
  }

  /** A commit that no branch or tag holds any more. */
  async fetchCommit(repository: Repository, objectId: string, signal: AbortSignal): Promise<void> {
    const simpleGit = await gitAt(repository.root, signal)
    await run(() => simpleGit.raw(['fetch', ...fetchOptions, 'origin', objectId]), objectId, signal)
  }

  /** Brings blobs that the partial clone left out, in one request. */
  async fetchBlobs(repository: Repository, objectIds: readonly string[], signal: AbortSignal): Promise<void> {
    for (let from = 0; from < objectIds.length; from += blobsPerFetch) {
      const simpleGit = await gitAt(repository.root, signal)
      const some = objectIds.slice(from, from + blobsPerFetch)
      const options = ['-c', 'fetch.negotiationAlgorithm=noop', 'fetch', ...fetchOptions]
      await run(() => simpleGit.raw([...options, 'origin', ...some]), repository.root, signal)
    }
  }

  #rootOf(repoURL: string): string {
    const place = repositoryPlace(repoURL)
    const identity =
      place === undefined ? repoURL : JSON.stringify([place.transport, place.host, place.port, place.path])
    return join(this.#folder, createHash('sha256').update(identity).digest('hex').slice(0, 32))
  }
}

/** Windows takes 32,767 characters for a command line. */
const blobsPerFetch = 400

const fetchOptions = ['--no-tags', '--no-write-fetch-head', '--recurse-submodules=no', '--filter=blob:none']

async function fetchRepository(repoURL: string, root: string, signal: AbortSignal): Promise<Repository> {
  if (/^oci:\/\//i.test(repoURL)) {
    throw new PortError('git', 'not-at-hand', `${withoutCredentials(repoURL)} is an artifact, which Git cannot fetch`)
  }
  const refused = refusedURL(repoURL)
  if (refused !== undefined) {
    throw new PortError('git', 'refused', `${withoutCredentials(repoURL)} is not given to git: ${refused}`)
  }
  await mkdir(root, { recursive: true })
  const git = await gitAt(root, signal)
  const url = withoutCredentials(repoURL)
  await run(() => git.raw(['init', '--quiet', '--bare', '.']), url, signal)
  await run(() => git.raw(['config', 'remote.origin.url', repoURL]), url, signal)
  const refspecs = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']
  await run(
    () => git.raw(['fetch', '--quiet', '--prune', '--force', ...fetchOptions, 'origin', ...refspecs]),
    url,
    signal,
  )
  const listing = await run(() => git.raw(['ls-remote', '--symref', 'origin', 'HEAD']), url, signal)
  const head = /^ref: (refs\/heads\/\S+)\tHEAD$/m.exec(listing)?.[1]
  if (head !== undefined) await run(() => git.raw(['symbolic-ref', 'HEAD', head]), url, signal)
  return new Repository(root, true, 'remote')
}

/** simple-git refuses options and environments by which a repository could run a program; loaded when something is fetched. */
async function gitAt(baseDir: string, signal: AbortSignal) {
  signal.throwIfAborted()
  const { simpleGit } = await import('simple-git')
  return simpleGit({
    baseDir,
    abort: signal,
    config: ['gc.auto=0', 'maintenance.auto=false'],
    // The user's own way to reach remotes, from the user's own environment.
    allowEnvironment: [
      ...remoteVariables,
      'SSH_ASKPASS',
      'GIT_TERMINAL_PROMPT',
      'GIT_OPTIONAL_LOCKS',
      'GIT_NO_REPLACE_OBJECTS',
      'GIT_ALLOW_PROTOCOL',
    ],
    unsafe: { allowUnsafeSshCommand: true, allowUnsafeAskPass: true },
  }).env(gitEnvironment('remote') as Record<string, string>)
}

async function run(task: () => PromiseLike<string>, where: string, signal: AbortSignal): Promise<string> {
  try {
    return await task()
  } catch (cause) {
    signal.throwIfAborted()
    const message = cause instanceof Error ? cause.message : String(cause)
    if (/ENOENT/.test(message)) {
      throw new PortError('git', 'tool-missing', 'git cannot be started: is it installed and in PATH?', { cause })
    }
    throw gitError(message, where)
  }
}

function userCacheFolder(): string {
  const name = 'kubectl-gitops'
  if (process.platform === 'win32' && process.env.LOCALAPPDATA) return join(process.env.LOCALAPPDATA, name, 'cache')
  if (process.env.XDG_CACHE_HOME) return join(process.env.XDG_CACHE_HOME, name)
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches', name) : join(homedir(), '.cache', name)
}
