import { GoError } from '../../kinds/index.ts'
import { binaryOf, textOfBinary } from '../binary.ts'
import type { GlobEntry } from '../entry.ts'
import { badPattern } from '../path-match.ts'
import { ListedFiles } from './file-system.ts'
import { glob } from './glob.ts'
import { isValid, unescapeMeta } from './syntax.ts'

export { doublestarMatch } from './match.ts'

/**
 * What Argo CD's new Git file globbing lists (util/git/client.go LsFiles): directories and symlinks as well as files, `.` for the
 * root, whatever leads outside left out; in byte order. The checkout's own `.git` folder is there with the files every checkout
 * has. Throws GoError `syntax error in pattern`, or Go's error for a symlink that leads nowhere.
 */
export function globTree(entries: readonly GlobEntry[], pattern: string): string[] {
  const files = new ListedFiles([...entries, ...gitFolder], root)
  const found = new Set<string>()
  for (const path of filepathGlob(files, cleanPath(`${root}/${binaryOf(pattern)}`))) {
    const real = files.resolve(path)
    if (real === 'outside') continue
    if (typeof real !== 'string') {
      const missing = textOfBinary(real.missing).replace(root, '<checkout>')
      throw new GoError(`lstat ${missing}: no such file or directory`)
    }
    if (real === root || real.startsWith(`${root}/`)) found.add(relative(path))
  }
  return [...found].sort().map(textOfBinary)
}

/** Go: doublestar.FilepathGlob of a clean absolute pattern. */
function filepathGlob(files: ListedFiles, pattern: string): string[] {
  const { base, rest } = splitPattern(pattern)
  if (rest === '') {
    if (!isValid(pattern)) throw badPattern()
    return files.stat(unescapeMeta(pattern)) === undefined ? [] : [unescapeMeta(pattern)]
  }
  return glob(files, base, rest).map(path => cleanPath(`${base}/${path}`))
}

/** Where a checkout stands: its parents hold nothing else. */
const root = '/tmp/_argocd-repo/checkout'

/** What Argo CD's fetch and checkout leave in every clone; which objects and refs there are is not known. */
const gitFolder: readonly GlobEntry[] = [
  ...['', '/logs', '/objects', '/objects/info', '/objects/pack', '/refs', '/refs/heads', '/refs/tags'].map(directory),
  ...['/refs/remotes', '/refs/remotes/origin'].map(directory),
  ...['FETCH_HEAD', 'HEAD', 'config', 'index', 'logs/HEAD'].map(path => ({
    path: `.git/${path}`,
    kind: 'file' as const,
  })),
]

function directory(path: string): GlobEntry {
  return { path: `.git${path}`, kind: 'directory' }
}

/** Go: doublestar.SplitPattern. */
function splitPattern(pattern: string): { readonly base: string; readonly rest: string } {
  let split = -1
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!
    if (char === '\\') at++
    else if (char === '/') split = at
    else if ('*?[{'.includes(char)) break
  }
  return { base: split === 0 ? '/' : unescapeMeta(pattern.slice(0, split)), rest: pattern.slice(split + 1) }
}

/** Go: path.Clean of an absolute path. */
function cleanPath(path: string): string {
  const kept: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') kept.pop()
    else if (part !== '' && part !== '.') kept.push(part)
  }
  return `/${kept.join('/')}`
}

/** Go: filepath.Rel from the root of the checkout, for a path that may go around it. */
function relative(path: string): string {
  if (path === root) return '.'
  if (path.startsWith(`${root}/`)) return path.slice(root.length + 1)
  const from = root.slice(1).split('/')
  const to = path === '/' ? [] : path.slice(1).split('/')
  let common = 0
  while (common < from.length && common < to.length && from[common] === to[common]) common++
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/')
}
