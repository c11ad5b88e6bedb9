import { binaryOf } from '../binary.ts'
import type { GlobEntry } from '../entry.ts'

/** What Go's os.Stat says of a path. */
export interface Stat {
  readonly isDirectory: boolean
}

/**
 * A listing as a file system, where the root of the tree stands at a path of its own, as a checkout does: patterns with `..` reach
 * around it. Paths are binary strings.
 */
export class ListedFiles {
  readonly root: string
  readonly #entries = new Map<string, GlobEntry>()
  readonly #children = new Map<string, string[]>()
  readonly #sorted = new Set<string>()

  constructor(entries: readonly GlobEntry[], root: string) {
    this.root = root
    for (let at = root; at !== '/'; at = parentOf(at)) this.#add(at, { path: '', kind: 'directory' })
    for (const entry of entries) this.#add(`${root}/${binaryOf(entry.path)}`, entry)
  }

  #add(path: string, entry: GlobEntry): void {
    if (this.#entries.has(path)) return
    this.#entries.set(path, entry)
    const parent = parentOf(path)
    const siblings = this.#children.get(parent)
    if (siblings === undefined) this.#children.set(parent, [path.slice(path.lastIndexOf('/') + 1)])
    else siblings.push(path.slice(path.lastIndexOf('/') + 1))
  }

  /** The names in a folder in byte order; undefined when it is none. */
  readDirectory(path: string): readonly string[] | undefined {
    const real = this.resolve(path, kernelLinks)
    if (typeof real === 'string') {
      const names = this.#children.get(real)
      if (names !== undefined) {
        if (!this.#sorted.has(real)) names.sort()
        this.#sorted.add(real)
        return names
      }
      if (real === '/' || this.#entries.get(real)?.kind === 'directory') return []
    }
    return undefined
  }

  /** Follows symlinks; undefined when nothing is there. */
  stat(path: string): Stat | undefined {
    const real = this.resolve(path, kernelLinks)
    if (typeof real !== 'string') return undefined
    return { isDirectory: real === '/' || this.#entries.get(real)?.kind === 'directory' }
  }

  /** The path without symlinks (Go: filepath.EvalSymlinks), or why there is none. */
  resolve(path: string, maximumLinks = 255): string | { readonly missing: string } | 'outside' {
    let real = '/'
    let links = 0
    for (const part of path.split('/')) {
      if (part === '') continue
      const next = joinPath(real, part)
      const entry = this.#entries.get(next)
      if (entry === undefined) return { missing: next }
      if (entry.kind !== 'symlink') {
        real = next
        continue
      }
      if (entry.target === 'outside') return 'outside'
      if (++links > maximumLinks) return { missing: next }
      if (entry.target === 'missing') return { missing: joinPath(this.root, binaryOf(entry.leadsTo ?? entry.path)) }
      real = joinPath(this.root, binaryOf(entry.leadsTo ?? ''))
    }
    return real
  }
}

/** Linux follows this many symlinks in one lookup. */
const kernelLinks = 40

const joinPath = (folder: string, name: string): string =>
  name === '' ? folder : folder === '/' ? `/${name}` : `${folder}/${name}`

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/'
