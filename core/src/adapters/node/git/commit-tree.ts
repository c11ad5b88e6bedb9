import { compareBytes, textOf } from '../../../go/kinds/index.ts'
import { EntryIndex, PortError, type StoredEntry, type Tree, type TreeEntry } from '../../../ports/index.ts'
import { once } from '../once.ts'
import type { BlobReader } from './blobs.ts'
import { maximumFileSize } from './disk-tree.ts'
import { git } from './process.ts'
import { splitNul } from './work-tree.ts'

export interface CommitTreeOptions {
  readonly repoURL: string
  readonly commit: string
  /** The repository that has the commit. */
  readonly cwd: string
  readonly access: 'local' | 'remote'
  readonly blobs: BlobReader
  /** Brings blobs that a partial clone left out; called once, before the first file is read. */
  readonly prefetch?: (objectIds: readonly string[], signal: AbortSignal) => Promise<void>
}

/** The tree of one commit, read from the object database: no checkout, so no filter and no hook runs. */
export function createCommitTree({ repoURL, commit, cwd, access, blobs, prefetch }: CommitTreeOptions): Tree {
  const load = once(signal => listCommit(commit, cwd, access, blobs, signal))
  const prefetched = once(async signal => {
    try {
      await prefetch?.(textFiles((await load(signal)).objectIds), signal)
    } catch (error) {
      // A server that hands out no single objects: each file is then asked for as Git can.
      if (!(error instanceof PortError)) throw error
    }
  })
  let sorted: readonly TreeEntry[] | undefined
  return {
    repoURL,
    commit,
    async entries(signal) {
      signal.throwIfAborted()
      const { index } = await load(signal)
      sorted ??= index.entries().sort((a, b) => compareBytes(a.path, b.path))
      return sorted
    },
    async read(path, signal) {
      signal.throwIfAborted()
      const { index, objectIds } = await load(signal)
      const reached = index.follow(path)
      const objectId = reached.kind === 'file' ? objectIds.get(reached.path) : undefined
      if (objectId === undefined) return undefined
      await prefetched(signal)
      const content = await blobs.read(objectId, maximumFileSize, signal)
      if (content !== undefined) return content
      const advice = 'this clone was made without it, where only --fetch gets it, or it is damaged'
      throw new PortError('git', 'not-at-hand', `the content of ${path} at ${commit} cannot be read: ${advice}`)
    },
    uriOf: path => `git:${repoURL}@${commit}/${path}`,
  }
}

/** The files that generators and sources read; others come one by one when they are asked for. */
function textFiles(objectIds: ReadonlyMap<string, string>): string[] {
  const wanted = [...objectIds].filter(([path]) =>
    /\.(ya?ml|json|tpl|txt|toml|(json|lib)sonnet|properties|env)$/i.test(path),
  )
  return [...new Set(wanted.map(([, objectId]) => objectId))].slice(0, maximumPrefetched)
}

const maximumPrefetched = 20_000

interface Loaded {
  readonly index: EntryIndex
  readonly objectIds: ReadonlyMap<string, string>
}

/** A symlink's text longer than a path may be leads nowhere. */
const maximumLinkSize = 4096

async function listCommit(
  commit: string,
  cwd: string,
  access: 'local' | 'remote',
  blobs: BlobReader,
  signal: AbortSignal,
): Promise<Loaded> {
  const listing = await git(['ls-tree', '-r', '-z', '-t', '--full-tree', commit], { cwd, signal, access })
  const objectIds = new Map<string, string>()
  const stored: Promise<StoredEntry>[] = []
  for (const record of splitNul(listing)) {
    const tab = record.indexOf('\t')
    const [mode, type, objectId] = record.slice(0, tab).split(' ')
    const path = record.slice(tab + 1)
    if (type === 'tree') stored.push(Promise.resolve({ path, kind: 'directory' }))
    else if (type === 'commit') stored.push(Promise.resolve({ path, kind: 'submodule' }))
    else if (mode === '120000') stored.push(readSymlink(path, objectId!, blobs, signal))
    else {
      objectIds.set(path, objectId!)
      stored.push(Promise.resolve({ path, kind: 'file' }))
    }
  }
  return { index: new EntryIndex(await Promise.all(stored)), objectIds }
}

async function readSymlink(
  path: string,
  objectId: string,
  blobs: BlobReader,
  signal: AbortSignal,
): Promise<StoredEntry> {
  const text = await blobs.read(objectId, maximumLinkSize, signal).catch(() => {
    signal.throwIfAborted()
    return undefined
  })
  return { path, kind: 'symlink', link: text === undefined ? '' : textOf(text) }
}
