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
  /** The folder resolved last: names come folder by folder, and a path through many symlinks is long. */
  #last: { readonly folder: string; readonly maximumLinks: number; readonly at: Reached } = {
    folder: '',
    maximumLinks: 255,
    at: { real: '/', links: 0 },
  }

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
  resolve(path: string, maximumLinks = 255): string | Unresolved {
    const slash = path.lastIndexOf('/')
    const folder = path.slice(0, Math.max(slash, 0))
    if (folder !== this.#last.folder || maximumLinks !== this.#last.maximumLinks) {
      let at: Reached | Unresolved = { real: '/', links: 0 }
      for (const part of folder.split('/')) {
        at = this.#next(at, part, maximumLinks)
        if (!isReached(at)) return at
      }
      this.#last = { folder, maximumLinks, at }
    }
    const end = this.#next(this.#last.at, path.slice(slash + 1), maximumLinks)
    return isReached(end) ? end.real : end
  }

  #next({ real, links }: Reached, part: string, maximumLinks: number): Reached | Unresolved {
    if (part === '') return { real, links }
    const next = joinPath(real, part)
    const entry = this.#entries.get(next)
    if (entry === undefined) return { missing: next }
    if (entry.kind !== 'symlink') return { real: next, links }
    if (entry.target === 'outside') return 'outside'
    if (links >= maximumLinks) return { missing: next }
    if (entry.target === 'missing') return { missing: joinPath(this.root, binaryOf(entry.leadsTo ?? entry.path)) }
    return { real: joinPath(this.root, binaryOf(entry.leadsTo ?? '')), links: links + 1 }
  }
}

/** Where the part of a path that was followed leads, and how many symlinks that took. */
interface Reached {
  readonly real: string
  readonly links: number
}

type Unresolved = { readonly missing: string } | 'outside'

const isReached = (at: Reached | Unresolved): at is Reached => at !== 'outside' && 'real' in at

/** Linux follows this many symlinks in one lookup. */
const kernelLinks = 40

const joinPath = (folder: string, name: string): string =>
  name === '' ? folder : folder === '/' ? `/${name}` : `${folder}/${name}`

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/'
