import { textOf } from '../../../go/kinds/index.ts'
import { PortError, type StoredEntry } from '../../../ports/index.ts'
import { diskPath } from '../disk-path.ts'
import type { BlobReader } from './blobs.ts'
import type { DiskListing } from './disk-tree.ts'
import { maximumFileSize } from './disk-tree.ts'
import { type Listed, listFolder, readLink } from './listing.ts'
import { git } from './process.ts'

/**
 * What a work tree holds as the user sees it: tracked and untracked files that are not ignored, without those that were deleted;
 * the content of submodules that are checked out.
 */
export async function listWorkTree(root: string, blobs: BlobReader, signal: AbortSignal): Promise<DiskListing> {
  const entries: StoredEntry[] = []
  const sparse = new Map<string, string>()
  await addWorkTree(entries, sparse, root, '', signal, 0)
  return {
    entries,
    async read(path, signal) {
      const objectId = sparse.get(path)
      return objectId === undefined ? undefined : await blobs.read(objectId, maximumFileSize, signal)
    },
  }
}

/** A submodule may hold itself by a symlinked folder or a crafted index. */
const maximumNesting = 10

async function addWorkTree(
  entries: StoredEntry[],
  sparse: Map<string, string>,
  root: string,
  prefix: string,
  signal: AbortSignal,
  depth: number,
): Promise<void> {
  const cwd = prefix === '' ? root : diskPath(root, prefix.slice(0, -1)).toString()
  const [staged, others] = await Promise.all([
    git(['ls-files', '-z', '-t', '--stage'], { cwd, signal }),
    git(['ls-files', '-z', '--others', '--exclude-standard'], { cwd, signal }),
  ])
  const disk = new Disk(root)
  const seen = new Set<string>()
  for (const record of splitNul(staged)) {
    const tab = record.indexOf('\t')
    const [tag, mode, objectId] = record.slice(0, tab).split(' ')
    const path = prefix + record.slice(tab + 1)
    // A file in conflict stands there once for each side.
    if (seen.has(path)) continue
    seen.add(path)
    if (mode === '160000') {
      entries.push({ path, kind: 'submodule' })
      if (depth < maximumNesting && (await disk.kindOf(path)) === 'directory' && (await disk.has(`${path}/.git`))) {
        await addSubmodule(entries, sparse, root, `${path}/`, signal, depth + 1)
      }
      continue
    }
    const entry = await disk.entry(path)
    if (entry === 'denied') entries.push({ path, kind: 'file' })
    else if (entry !== undefined) entries.push(entry)
    else if (tag === 'S' && prefix === '' && mode !== '120000') {
      // Left out by a sparse checkout: Argo CD has it.
      entries.push({ path, kind: 'file' })
      sparse.set(path, objectId!)
    }
  }
  for (const record of splitNul(others)) {
    // A name that ends in a slash is another repository that is not part of this one.
    if (record.endsWith('/')) continue
    const entry = await disk.entry(prefix + record)
    if (entry !== undefined && entry !== 'denied') entries.push(entry)
  }
}

/** One that Git cannot read is as one that is not checked out. */
async function addSubmodule(...into: Parameters<typeof addWorkTree>): Promise<void> {
  try {
    await addWorkTree(...into)
  } catch (error) {
    if (!(error instanceof PortError)) throw error
  }
}

export function* splitNul(buffer: Buffer): Generator<string> {
  for (let from = 0; from < buffer.length; ) {
    const end = buffer.indexOf(0, from)
    const to = end === -1 ? buffer.length : end
    if (to > from) yield textOf(buffer.subarray(from, to))
    from = to + 1
  }
}

type Kind = Listed['kind'] | 'denied'
type Names = ReadonlyMap<string, Listed['kind']> | 'denied'

/** What is on the disk, a folder read once. A path through a symlinked folder is not there, as Git has it. */
class Disk {
  readonly #root: string
  readonly #folders = new Map<string, Promise<Names>>()

  constructor(root: string) {
    this.#root = root
  }

  /** 'denied' in a folder that may not be read: whoever reads the file is told. */
  async entry(path: string): Promise<StoredEntry | 'denied' | undefined> {
    const kind = await this.kindOf(path)
    if (kind === 'denied') return kind
    if (kind === 'file') return { path, kind }
    return kind === 'symlink' ? { path, kind, link: await readLink(diskPath(this.#root, path)) } : undefined
  }

  /** A file or folder, whatever `.git` is in a submodule. */
  async has(path: string): Promise<boolean> {
    return (await this.kindOf(path)) !== undefined
  }

  async kindOf(path: string): Promise<Kind | undefined> {
    const slash = path.lastIndexOf('/')
    const folder = slash === -1 ? '' : path.slice(0, slash)
    const names = await this.#names(folder)
    return names === 'denied' ? names : names.get(comparable(path.slice(slash + 1)))
  }

  #names(folder: string): Promise<Names> {
    let names = this.#folders.get(folder)
    if (names === undefined) {
      names = this.#read(folder)
      this.#folders.set(folder, names)
    }
    return names
  }

  async #read(folder: string): Promise<Names> {
    const kind = folder === '' ? 'directory' : await this.kindOf(folder)
    if (kind === 'denied') return kind
    const names = kind === 'directory' ? ((await listFolder(diskPath(this.#root, folder))) ?? []) : []
    if (names === 'denied') return names
    return new Map(names.map(({ name, kind }) => [comparable(name), kind]))
  }
}

/** macOS may spell a name in another normal form than Git. */
const comparable = (name: string): string => (process.platform === 'darwin' ? name.normalize('NFC') : name)
