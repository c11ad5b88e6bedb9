import { bytesOf, compareBytes } from '../../go/kinds/index.ts'
import { EntryIndex, type StoredEntry, type Tree, type TreeEntry } from '../../ports/index.ts'

/** What stands at a path: the text or bytes of a file, a symlink, an empty folder, or a submodule that is not checked out. */
export type MemoryFile =
  | string
  | Uint8Array
  | { readonly link: string }
  | { readonly directory: true }
  | { readonly submodule: true }

export interface MemoryTreeOptions {
  readonly repoURL: string
  /** Default 'worktree'. */
  readonly commit?: string
  /** Default `git:<repoURL>@<commit>/<path>`. */
  readonly uriOf?: (path: string) => string
}

/** A tree whose files are all at hand. */
export function createMemoryTree(files: Iterable<readonly [string, MemoryFile]>, options: MemoryTreeOptions): Tree {
  const { repoURL, commit = 'worktree' } = options
  const contents = new Map(files)
  const index = new EntryIndex([...contents].map(([path, file]) => storedEntry(path, file)))
  let entries: readonly TreeEntry[] | undefined
  return {
    repoURL,
    commit,
    async entries(signal) {
      signal.throwIfAborted()
      entries ??= index.entries().sort((a, b) => compareBytes(a.path, b.path))
      return entries
    },
    async read(path, signal) {
      signal.throwIfAborted()
      const reached = index.follow(path)
      const file = reached.kind === 'file' ? contents.get(reached.path) : undefined
      if (typeof file === 'string') return bytesOf(file)
      return file instanceof Uint8Array ? file : undefined
    },
    uriOf: options.uriOf ?? (path => `git:${repoURL}@${commit}/${path}`),
  }
}

function storedEntry(path: string, file: MemoryFile): StoredEntry {
  if (typeof file === 'string' || file instanceof Uint8Array) return { path, kind: 'file' }
  if ('link' in file) return { path, kind: 'symlink', link: file.link }
  return { path, kind: 'directory' in file ? 'directory' : 'submodule' }
}
