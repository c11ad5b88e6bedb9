import { GoLimit } from '../../kinds/index.ts'
import { badPattern } from '../path-match.ts'
import type { ListedFiles, Stat } from './file-system.ts'
import { matchBinary } from './match.ts'
import { alternatives, escapeMeta, isValid, metaIndex, unescapeMeta } from './syntax.ts'

/**
 * The paths below a base folder that match (doublestar 4.10.0, Glob without options): directories as well as files, symlinked
 * folders followed. May hold duplicates. Throws GoError for a malformed pattern.
 */
export function glob(files: ListedFiles, base: string, pattern: string): string[] {
  if (!isValid(pattern)) throw badPattern()
  const search = new Search(files, base)
  return hasDoubleStarInside(pattern) ? search.walk(pattern, true) : search.glob(pattern, [], true)
}

/** Upstream walks differently for a `**` that does not stand at the end, with other answers where alternatives meet. */
function hasDoubleStarInside(pattern: string): boolean {
  for (let at = 0; at < pattern.length - 3; at++) {
    if (pattern[at] === '\\') at++
    else if (pattern[at] === '*' && pattern[at + 1] === '*') return true
  }
  return false
}

/** A loop of symlinks is followed to the kernel's limit, two of them would multiply. */
const maximumSteps = 500_000

class Search {
  readonly #files: ListedFiles
  readonly #base: string
  #steps = 0

  constructor(files: ListedFiles, base: string) {
    this.#files = files
    this.#base = base
  }

  /** Go: doGlob. Adds to what was found before. `isLast`: the pattern's end, where files match and not only folders. */
  glob(pattern: string, found: readonly string[], isLast: boolean): string[] {
    const cut = this.#cut(pattern)
    if (cut.kind === 'literal') return this.#exists(cut.path) ? [...found, cut.path] : [...found]
    if (cut.kind === 'alternatives') return this.#globAlternatives(pattern, cut, found, isLast)
    if (cut.isPlain) return [...found, ...this.#directory(unescapeMeta(cut.folder), cut.name, isLast)]
    // Upstream hands on what other alternatives found as if it were folders of this one.
    const folders = this.glob(cut.folder, found, false)
    return [...found, ...folders.flatMap(folder => this.#directory(folder, cut.name, isLast))]
  }

  /** Go: doGlobWalk. */
  walk(pattern: string, isLast: boolean): string[] {
    const cut = this.#cut(pattern)
    if (cut.kind === 'literal') return this.#exists(cut.path) ? [cut.path] : []
    if (cut.kind === 'alternatives') {
      const { open, close, start } = cut
      const folders = start === 0 ? [''] : this.walk(pattern.slice(0, start - 1), false)
      const found = folders.flatMap(folder =>
        alternativesOf(pattern, open, close).flatMap(alternative =>
          this.walk(buildAlternative(folder, pattern, start, open, alternative, close + 1), isLast),
        ),
      )
      return [...new Set(found)]
    }
    if (cut.isPlain) return this.#directory(unescapeMeta(cut.folder), cut.name, isLast)
    return this.walk(cut.folder, false).flatMap(folder => this.#directory(folder, cut.name, isLast))
  }

  /** Splits a pattern at its last slash, or at the alternatives that come after it. */
  #cut(pattern: string): Cut {
    this.#step()
    const meta = metaIndex(pattern)
    if (meta === -1) return { kind: 'literal', path: unescapeMeta(pattern) }
    let split = lastUnescaped(pattern, '/}')
    if (pattern[split] === '}') {
      const open = openingBrace(pattern, split)
      if (open !== -1) {
        const before = lastUnescaped(pattern.slice(0, open), '/}')
        const start = before === -1 || pattern[before] === '}' ? 0 : before + 1
        return { kind: 'alternatives', open, close: split, start }
      }
      split = lastUnescaped(pattern.slice(0, split), '/')
    }
    const isPlain = split <= meta
    return split === -1
      ? { kind: 'path', folder: '.', name: pattern, isPlain }
      : { kind: 'path', folder: pattern.slice(0, split), name: pattern.slice(split + 1), isPlain }
  }

  /** Go: globAlts. */
  #globAlternatives(
    pattern: string,
    { open, close, start }: Alternatives,
    found: readonly string[],
    isLast: boolean,
  ): string[] {
    const folders = start === 0 ? [''] : this.glob(pattern.slice(0, start - 1), found, false)
    let matches = [...found]
    for (const folder of folders) {
      for (const alternative of alternativesOf(pattern, open, close)) {
        matches = this.glob(buildAlternative(folder, pattern, start, open, alternative, close + 1), matches, isLast)
      }
    }
    return [...new Set(matches)]
  }

  /** Go: globDir, globDirWalk. */
  #directory(folder: string, pattern: string, isLast: boolean): string[] {
    if (pattern === '') return this.#stat(folder)?.isDirectory ? [folder] : []
    if (pattern === '**') return this.#below(folder, isLast)
    const matches: string[] = []
    for (const name of this.#names(folder) ?? []) {
      this.#step()
      if (!matchBinary(pattern, name, false)) continue
      if (isLast || this.#isDirectory(folder, name)) matches.push(join(folder, name))
    }
    return matches
  }

  /** Go: globDoubleStar. */
  #below(folder: string, isLast: boolean): string[] {
    const matches: string[] = []
    const open = [folder]
    for (let here = open.pop(); here !== undefined; here = open.pop()) {
      const names = this.#names(here)
      if (names === undefined) {
        // A folder that cannot be listed any more is still one where the loop of symlinks ends.
        if (here !== folder) matches.push(here)
        continue
      }
      matches.push(here)
      for (const name of names) {
        this.#step()
        if (this.#isDirectory(here, name)) open.push(join(here, name))
        else if (isLast) matches.push(join(here, name))
      }
    }
    return matches
  }

  #names(folder: string): readonly string[] | undefined {
    const path = this.#full(folder)
    return path === undefined ? undefined : this.#files.readDirectory(path)
  }

  #isDirectory(folder: string, name: string): boolean {
    return this.#stat(join(folder, name))?.isDirectory ?? false
  }

  #exists(path: string): boolean {
    return this.#stat(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path) !== undefined
  }

  #stat(path: string): Stat | undefined {
    const full = this.#full(path)
    return full === undefined ? undefined : this.#files.stat(full)
  }

  /** Undefined for what os.DirFS refuses (io/fs ValidPath): an absolute path, `.` and `..` in it, empty segments. */
  #full(path: string): string | undefined {
    if (path === '.') return this.#base
    if (path.split('/').some(part => part === '' || part === '.' || part === '..')) return undefined
    return this.#base === '/' ? `/${path}` : `${this.#base}/${path}`
  }

  #step(): void {
    if (++this.#steps > maximumSteps)
      throw new GoLimit('the pattern matches too much: alternatives or symlinks multiply')
  }
}

type Cut =
  | { readonly kind: 'literal'; readonly path: string }
  | Alternatives
  | {
      readonly kind: 'path'
      readonly folder: string
      readonly name: string
      /** The folder holds no meta character. */
      readonly isPlain: boolean
    }

interface Alternatives {
  readonly kind: 'alternatives'
  readonly open: number
  readonly close: number
  /** Where the segment begins that holds them; 0 when nothing before it can be looked up first. */
  readonly start: number
}

/** Upstream stops when the last comma is the last character, so that an empty last alternative is none. */
function alternativesOf(pattern: string, open: number, close: number): string[] {
  const parts = alternatives(pattern, open + 1, close)
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts
}

function buildAlternative(
  folder: string,
  pattern: string,
  start: number,
  open: number,
  alternative: string,
  after: number,
): string {
  const prefix = folder === '' || folder === '.' ? '' : `${escapeMeta(folder)}/`
  return prefix + pattern.slice(start, open) + alternative + pattern.slice(after)
}

/** The last of some characters that does not follow a backslash; -1 when there is none. */
function lastUnescaped(pattern: string, chars: string): number {
  for (let at = pattern.length - 1; at >= 0; at--) {
    if (chars.includes(pattern[at]!) && pattern[at - 1] !== '\\') return at
  }
  return -1
}

function openingBrace(pattern: string, close: number): number {
  let depth = 1
  for (let at = close - 1; at >= 0; at--) {
    if (pattern[at - 1] === '\\') continue
    if (pattern[at] === '}') depth++
    else if (pattern[at] === '{' && --depth === 0) return at
  }
  return -1
}

/** Go: path.Join for parts without `..`. */
const join = (folder: string, name: string): string =>
  folder === '.' || folder === '' ? name : `${folder.replace(/\/$/, '')}/${name}`
