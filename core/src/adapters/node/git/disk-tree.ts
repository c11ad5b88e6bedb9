import { constants, type FileHandle, open } from 'node:fs/promises'
import { compareBytes } from '../../../go/kinds/index.ts'
import { EntryIndex, PortError, type StoredEntry, type Tree, type TreeEntry } from '../../../ports/index.ts'
import { diskPath, fileURI } from '../disk-path.ts'
import { once } from '../once.ts'

/** More than this is no manifest: Argo CD's own limits for repositories are lower. */
export const maximumFileSize = 50 * 1024 * 1024

export interface DiskTreeOptions {
  readonly repoURL: string
  readonly root: string
  /** What belongs to the tree; asked once. */
  list(signal: AbortSignal): Promise<DiskListing>
  /** The text of a file as it stands in an editor, by its path in the tree. */
  readonly unsaved: ReadonlyMap<string, Uint8Array>
}

export interface DiskListing {
  readonly entries: readonly StoredEntry[]
  /** Reads what belongs to the tree and is not on the disk (sparse checkouts). */
  read?(path: string, signal: AbortSignal): Promise<Uint8Array | undefined>
}

/** A tree over files of this machine. Only what the listing names is read: no ignored file, and nothing outside the root. */
export function createDiskTree({ repoURL, root, list, unsaved }: DiskTreeOptions): Tree {
  const load = once(signal => loadIndex(list, unsaved, signal))
  let sorted: readonly TreeEntry[] | undefined
  return {
    repoURL,
    commit: 'worktree',
    async entries(signal) {
      signal.throwIfAborted()
      const { index } = await load(signal)
      sorted ??= index.entries().sort((a, b) => compareBytes(a.path, b.path))
      return sorted
    },
    async read(path, signal) {
      signal.throwIfAborted()
      const { index, listing } = await load(signal)
      const reached = index.follow(path)
      if (reached.kind !== 'file') return undefined
      return (
        unsaved.get(reached.path) ??
        (await readRegularFile(diskPath(root, reached.path), signal)) ??
        (await listing.read?.(reached.path, signal))
      )
    },
    uriOf: path => fileURI(diskPath(root, path)),
  }
}

async function loadIndex(list: DiskTreeOptions['list'], unsaved: ReadonlyMap<string, Uint8Array>, signal: AbortSignal) {
  const listing = await list(signal)
  const index = new EntryIndex(listing.entries)
  const added = [...unsaved.keys()].filter(path => index.get(path) === undefined)
  if (added.length === 0) return { index, listing }
  return {
    index: new EntryIndex([...listing.entries, ...added.map(path => ({ path, kind: 'file' as const }))]),
    listing,
  }
}

/** The content of a regular file; undefined when there is none. Throws PortError for one that is too large or may not be read. */
export async function readRegularFile(path: string | Buffer, signal: AbortSignal): Promise<Buffer | undefined> {
  let file: FileHandle
  try {
    // A symlink that took the file's place since the listing is not followed, and a pipe does not make us wait.
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  } catch (cause) {
    if (isMissing(cause)) return undefined
    throw new PortError('files', 'unauthorized', `${path} cannot be read: ${messageOf(cause)}`, { cause })
  }
  try {
    const stat = await file.stat()
    if (!stat.isFile()) return undefined
    if (stat.size > maximumFileSize) throw tooLarge(path, stat.size)
    const content = await file.readFile({ signal: signal as never })
    if (content.length > maximumFileSize) throw tooLarge(path, content.length)
    return content
  } catch (cause) {
    if (cause instanceof PortError) throw cause
    signal.throwIfAborted()
    throw new PortError('files', 'unauthorized', `${path} cannot be read: ${messageOf(cause)}`, { cause })
  } finally {
    await file.close()
  }
}

const tooLarge = (path: string | Buffer, size: number): PortError =>
  new PortError('files', 'too-large', `${path} has ${size} bytes: more than 50 MB is not read`)

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  ['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'ENXIO'].includes(String(cause.code))

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
