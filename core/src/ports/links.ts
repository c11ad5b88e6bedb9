import type { TreeEntry } from './ports.ts'

/** What is stored at a path of a tree; a symlink with its text. */
export interface StoredEntry {
  readonly path: string
  readonly kind: 'file' | 'directory' | 'symlink' | 'submodule'
  /** The text of a symlink. */
  readonly link?: string
}

/** Where a path ends after all symlinks on the way are followed, as the kernel follows them. */
export interface Reached {
  readonly kind: 'file' | 'directory' | 'missing' | 'outside' | 'loop'
  /** Without symlinks; '' is the root. */
  readonly path: string
}

/**
 * The entries of one tree by path, with the folders that a stored path implies. Symlinks are followed inside the tree only: an
 * absolute link and one that climbs above the root lead outside, whatever is there.
 */
export class EntryIndex {
  readonly #stored = new Map<string, StoredEntry>()

  constructor(stored: Iterable<StoredEntry>) {
    for (const entry of stored) {
      this.#stored.set(entry.path, entry)
      for (let slash = entry.path.lastIndexOf('/'); slash > 0; slash = entry.path.lastIndexOf('/', slash - 1)) {
        const path = entry.path.slice(0, slash)
        if (this.#stored.has(path)) break
        this.#stored.set(path, { path, kind: 'directory' })
      }
    }
  }

  get(path: string): StoredEntry | undefined {
    return this.#stored.get(path)
  }

  /** Every entry, symlinks resolved, in no particular order. */
  entries(): TreeEntry[] {
    const entries: TreeEntry[] = []
    for (const { path, kind } of this.#stored.values()) {
      if (kind === 'submodule') entries.push({ path, kind: 'directory', submodule: true })
      else if (kind !== 'symlink') entries.push({ path, kind })
      else {
        const reached = this.follow(path)
        if (reached.kind === 'outside') entries.push({ path, kind, target: 'outside' })
        else
          entries.push({
            path,
            kind,
            target: reached.kind === 'loop' ? 'missing' : reached.kind,
            leadsTo: reached.path,
          })
      }
    }
    return entries
  }

  /** Follows a path from the root, as opening it would. */
  follow(path: string): Reached {
    const rest = path.split('/').reverse()
    const at: string[] = []
    let links = 0
    while (rest.length > 0) {
      const part = rest.pop()!
      if (part === '' || part === '.') continue
      if (part === '..') {
        if (at.length === 0) return { kind: 'outside', path: '' }
        at.pop()
        continue
      }
      at.push(part)
      const here = at.join('/')
      const entry = this.#stored.get(here)
      if (entry === undefined) return { kind: 'missing', path: here }
      if (entry.kind === 'file' && rest.some(next => next !== '')) return { kind: 'missing', path: here }
      if (entry.kind !== 'symlink') continue
      if (++links > maximumLinks) return { kind: 'loop', path: here }
      const link = entry.link ?? ''
      if (link === '') return { kind: 'missing', path: here }
      if (link.startsWith('/')) return { kind: 'outside', path: '' }
      at.pop()
      rest.push(...link.split('/').reverse())
    }
    const end = at.join('/')
    const kind = end === '' ? 'directory' : this.#stored.get(end)!.kind
    return { kind: kind === 'file' ? 'file' : 'directory', path: end }
  }
}

/** Linux follows this many symlinks in one lookup (MAXSYMLINKS). */
const maximumLinks = 40
