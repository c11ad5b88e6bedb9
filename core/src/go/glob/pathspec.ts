import { GoError } from '../kinds/index.ts'
import { binaryOf } from './binary.ts'
import type { GlobEntry } from './entry.ts'
import { isSpecial, lowerOf, wildmatch } from './wildmatch.ts'

/**
 * The tracked paths that `git ls-files --full-name -z -- <pattern>` prints (git 2.39), in its order when the entries are in byte order. Throws GoError
 * with Git's words for a pattern Git refuses. Files, symlinks and submodules are tracked, the content of submodules is not.
 */
export function matchPathspec(entries: readonly GlobEntry[], pattern: string): string[] {
  const spec = parsePathspec(pattern)
  const matched: string[] = []
  let submodule: string | undefined
  for (const { path, kind, submodule: isSubmodule } of entries) {
    if (submodule !== undefined && path.startsWith(submodule)) continue
    if (isSubmodule) submodule = `${path}/`
    else if (kind === 'directory') continue
    if (matches(spec, binaryOf(path), isSubmodule === true) !== spec.exclude) matched.push(path)
  }
  return matched
}

interface Pathspec {
  /** Normalised, without magic; binary. */
  readonly match: string
  /** How much of it holds no wildcard. */
  readonly literal: number
  /** The one wildcard is a `*`, and Git compares the end of the name only. */
  readonly oneStar: boolean
  readonly glob: boolean
  readonly ignoreCase: boolean
  /** `:!x` alone: everything but x. */
  readonly exclude: boolean
}

/** Git: pathspec.c init_pathspec_item. */
function parsePathspec(pattern: string): Pathspec {
  if (pattern === '') {
    throw fatal('empty string is not a valid pathspec. please use . instead if you meant to match all paths')
  }
  const { magic, path } = splitMagic(pattern)
  if (magic.has('literal') && magic.has('glob')) throw fatal(`${pattern}: 'literal' and 'glob' are incompatible`)
  const match = magic.has('top') || magic.has('prefix') ? binaryOf(path) : normalizePath(binaryOf(path))
  if (match === undefined) throw outside(pattern, path)
  const literal = magic.has('literal') ? match.length : literalLength(match, 0)
  const glob = magic.has('glob')
  const ignoreCase = magic.has('icase')
  const exclude = magic.has('exclude')
  return {
    match,
    literal,
    oneStar: !glob && match[literal] === '*' && literalLength(match, literal + 1) === match.length,
    glob,
    ignoreCase,
    exclude,
  }
}

/** Git: dir.c match_pathspec_item. */
function matches(spec: Pathspec, name: string, isSubmodule: boolean): boolean {
  const { match, literal, ignoreCase } = spec
  const fold = (text: string): string => (ignoreCase ? lowerOf(text) : text)
  if (match === '') return true
  if (match.length <= name.length && fold(name.slice(0, match.length)) === fold(match)) {
    if (match.length === name.length || match.endsWith('/') || name[match.length] === '/') return true
  } else if (isSubmodule && match.endsWith('/') && fold(`${name}/`) === fold(match)) return true
  if (literal >= match.length || fold(name.slice(0, literal)) !== fold(match.slice(0, literal))) return false
  const rest = name.slice(literal)
  if (spec.oneStar) return fold(rest).endsWith(fold(match.slice(literal + 1)))
  return wildmatch(match.slice(literal), rest, { pathname: spec.glob, ignoreCase })
}

type Magic = 'top' | 'literal' | 'glob' | 'icase' | 'exclude' | 'prefix'

function splitMagic(pattern: string): { readonly magic: ReadonlySet<Magic>; readonly path: string } {
  const magic = new Set<Magic>()
  if (!pattern.startsWith(':')) return { magic, path: pattern }
  if (pattern[1] === '(') return splitLongMagic(pattern)
  let at = 1
  for (; at < pattern.length && pattern[at] !== ':'; at++) {
    const char = pattern[at]!
    if (char === '^' || char === '!') magic.add('exclude')
    else if (char === '/') magic.add('top')
    else if (shortMagic.includes(char)) throw fatal(`Unimplemented pathspec magic '${char}' in '${pattern}'`)
    else break
  }
  return { magic, path: pattern.slice(pattern[at] === ':' ? at + 1 : at) }
}

/** Punctuation that Git keeps for magic it may invent. */
const shortMagic = '!"#%&\',-/:;<=>@_`~'

function splitLongMagic(pattern: string): { readonly magic: ReadonlySet<Magic>; readonly path: string } {
  const magic = new Set<Magic>()
  let at = 2
  while (at < pattern.length && pattern[at] !== ')') {
    let end = at
    while (end < pattern.length && pattern[end] !== ',' && pattern[end] !== ')') end += pattern[end] === '\\' ? 2 : 1
    end = Math.min(end, pattern.length)
    const word = pattern.slice(at, end)
    at = pattern[end] === ',' ? end + 1 : end
    if (word === '') continue
    if (word === 'attr' || word.startsWith('attr:')) {
      throw new GoError(`pathspec magic 'attr' in '${pattern}' is not supported here: it needs .gitattributes`)
    }
    if (word.startsWith('prefix:')) {
      if (!/^prefix:\d+$/.test(word)) throw fatal(`invalid parameter for pathspec magic 'prefix'`)
      magic.add('prefix')
    } else if (!isMagic(word)) throw fatal(`Invalid pathspec magic '${word}' in '${pattern}'`)
    else magic.add(word)
  }
  if (pattern[at] !== ')') throw fatal(`Missing ')' at the end of pathspec magic in '${pattern}'`)
  return { magic, path: pattern.slice(at + 1) }
}

const isMagic = (word: string): word is Magic => ['top', 'literal', 'glob', 'icase', 'exclude'].includes(word)

/** Git: path.c normalize_path_copy. Undefined for a path that leaves the repository. */
function normalizePath(path: string): string | undefined {
  if (path.startsWith('/')) return undefined
  const kept: string[] = []
  const parts = path.split('/')
  for (const part of parts) {
    if (part === '' || part === '.') continue
    if (part !== '..') kept.push(part)
    else if (kept.pop() === undefined) return undefined
  }
  const endsOpen = ['', '.', '..'].includes(parts.at(-1)!)
  return kept.length > 0 && endsOpen ? `${kept.join('/')}/` : kept.join('/')
}

function literalLength(match: string, from: number): number {
  for (let at = from; at < match.length; at++) if (isSpecial(match[at]!)) return at
  return match.length
}

/** Git resolves an absolute path first, which fails unless all of it but the last part exists. */
function outside(pattern: string, path: string): GoError {
  const folder = /^\/+(?!\.{1,2}\/)([^/]+)\//.exec(path)?.[1]
  if (folder !== undefined) return fatal(`Invalid path '/${folder}': No such file or directory`)
  return fatal(`${pattern}: '${path}' is outside repository at '<checkout>'`)
}

const fatal = (message: string): GoError => new GoError(`fatal: ${message}`)
