import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { once } from '../once.ts'
import { git, gitError, runGit } from './process.ts'
import type { Refs } from './revision.ts'
import { splitNul } from './work-tree.ts'

export interface Remote {
  readonly name: string
  readonly url: string
}

/** A repository of this machine, as it was when it was first asked: open it anew to see what changed. */
export class Repository {
  /** The root of the work tree; the Git folder itself for a bare repository. */
  readonly root: string
  readonly isBare: boolean
  readonly access: 'local' | 'remote'
  /** The branch that is checked out, also when it has no commit yet; undefined when HEAD is detached. */
  readonly branch: (signal: AbortSignal) => Promise<string | undefined>
  readonly #refs = new Map<string, (signal: AbortSignal) => Promise<Refs>>()
  readonly #commits = new Map<string, string>()
  readonly remotes: (signal: AbortSignal) => Promise<readonly Remote[]>

  constructor(root: string, isBare: boolean, access: 'local' | 'remote' = 'local') {
    this.root = root
    this.isBare = isBare
    this.access = access
    this.remotes = once(signal => readRemotes(root, signal))
    this.branch = once(async signal => {
      const result = await runGit(['symbolic-ref', '-q', 'HEAD'], { cwd: root, signal })
      return result.status === 0 ? result.stdout.toString('utf8').trim() : undefined
    })
  }

  /**
   * The refs as the remote has them, as far as this clone knows: its branches are the ones fetched from it, and where the user has a branch of that name,
   * the user's.
   */
  refs(remote: string | undefined, signal: AbortSignal): Promise<Refs> {
    const key = remote ?? ''
    const refs = this.#refs.get(key) ?? once(signal => this.#readRefs(remote, signal))
    this.#refs.set(key, refs)
    return refs(signal)
  }

  async #readRefs(remote: string | undefined, signal: AbortSignal): Promise<Refs> {
    const format = '--format=%(refname)%00%(objectname)%00%(*objectname)%00%(symref)'
    const [listing, head, headCommit] = await Promise.all([
      git(['for-each-ref', format], { cwd: this.root, signal }),
      this.branch(signal),
      this.commit('HEAD', signal),
    ])
    const commits = new Map<string, string>()
    const fetched = remote === undefined ? undefined : `refs/remotes/${remote}/`
    for (const line of listing.toString('utf8').split('\n')) {
      const [name = '', objectId = '', peeled = '', symref = ''] = line.split('\0')
      if (name === '') continue
      if (fetched === undefined || !name.startsWith(fetched)) commits.set(name, peeled || objectId)
      else if (symref === '') {
        const branch = `refs/heads/${name.slice(fetched.length)}`
        if (!commits.has(branch)) commits.set(branch, objectId)
      }
    }
    return { ...(head === undefined ? {} : { head }), ...(headCommit === undefined ? {} : { headCommit }), commits }
  }

  /** The commit that an object id, abbreviated or not, names in this repository. */
  async commit(objectId: string, signal: AbortSignal): Promise<string | undefined> {
    const args = ['rev-parse', '--quiet', '--verify', '--end-of-options', `${objectId}^{commit}`]
    const known = this.#commits.get(objectId)
    if (known !== undefined) return known
    const result = await runGit(args, { cwd: this.root, signal, access: this.access })
    if (result.status !== 0) return undefined
    const commit = result.stdout.toString('latin1').trim()
    this.#commits.set(objectId, commit)
    return commit
  }
}

/**
 * Opens the repository whose root a folder is; undefined for a folder without `.git` that is no bare repository either, which
 * is told without starting git.
 */
export async function openRepository(folder: string, signal: AbortSignal): Promise<Repository | undefined> {
  const isBareLooking = (await exists(join(folder, 'HEAD'))) && (await exists(join(folder, 'objects')))
  if (!(await exists(join(folder, '.git'))) && !isBareLooking) return undefined
  const found = await findRepository(folder, signal)
  return found !== undefined && (await isSameFolder(found.root, folder)) ? found : undefined
}

/** The repository around a folder; undefined when there is none. */
export async function findRepository(folder: string, signal: AbortSignal): Promise<Repository | undefined> {
  const inside = await runGit(['rev-parse', '--is-bare-repository', '--absolute-git-dir'], { cwd: folder, signal })
  if (inside.status !== 0) {
    if (/not a git repository/.test(inside.stderr)) return undefined
    throw gitError(inside.stderr, folder)
  }
  const [isBare = '', gitFolder = ''] = inside.stdout.toString('utf8').trimEnd().split('\n')
  if (isBare === 'true') return new Repository(gitFolder, true)
  const top = await runGit(['rev-parse', '--show-toplevel'], { cwd: folder, signal })
  // Inside a .git folder there is no work tree.
  if (top.status !== 0) return undefined
  const root = top.stdout.toString('utf8').trimEnd()
  // core.worktree of a foreign repository may name any folder of this machine.
  return (await isInside(root, folder)) ? new Repository(root, false) : undefined
}

/** The root of the Git work tree around a folder; undefined when there is none. */
export async function workTreeRoot(folder: string, signal: AbortSignal): Promise<string | undefined> {
  const found = await findRepository(folder, signal)
  return found === undefined || found.isBare ? undefined : found.root
}

async function readRemotes(cwd: string, signal: AbortSignal): Promise<readonly Remote[]> {
  const result = await runGit(['config', '-z', '--get-regexp', '^remote\\..*\\.url$'], { cwd, signal })
  if (result.status !== 0) return []
  return [...splitNul(result.stdout)].flatMap(record => {
    const line = record.indexOf('\n')
    const url = record.slice(line + 1)
    return line === -1 || url === '' ? [] : [{ name: record.slice('remote.'.length, line - '.url'.length), url }]
  })
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch {
    return false
  }
}

async function isSameFolder(left: string, right: string): Promise<boolean> {
  return (await realpath(left)) === (await realpath(right))
}

async function isInside(root: string, folder: string): Promise<boolean> {
  const path = relative(await realpath(root), await realpath(folder))
  return !path.startsWith('..') && !isAbsolute(path)
}
