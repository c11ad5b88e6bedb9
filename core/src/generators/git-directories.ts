import { pathMatch } from '../go/glob/index.ts'
import { compareBytes, GoError } from '../go/kinds/index.ts'
import type { GitDirectoryGeneratorItem } from '../model/index.ts'
import type { Tree } from '../ports/index.ts'

/** What every checkout holds; which objects and refs there are is not known. */
export const gitFolder: readonly string[] = [
  '.git',
  '.git/objects',
  '.git/objects/info',
  '.git/objects/pack',
  '.git/refs',
  '.git/refs/heads',
  '.git/refs/tags',
]

const known = new WeakMap<Tree, Map<boolean, Promise<readonly string[]>>>()

/** The directories of a tree in the order of a walk, hidden ones only when Argo CD is told to include them. */
// Argo CD: reposerver/repository/repository.go GetGitDirectories.
export function directoriesOf(tree: Tree, includeHidden: boolean, signal: AbortSignal): Promise<readonly string[]> {
  const lists = known.get(tree) ?? new Map<boolean, Promise<readonly string[]>>()
  known.set(tree, lists)
  let list = lists.get(includeHidden)
  if (list === undefined) {
    list = listed(tree, includeHidden, signal)
    lists.set(includeHidden, list)
    list.catch(() => lists.delete(includeHidden))
  }
  return list
}

async function listed(tree: Tree, includeHidden: boolean, signal: AbortSignal): Promise<readonly string[]> {
  const entries = await tree.entries(signal)
  const paths = entries.filter(entry => entry.kind === 'directory').map(entry => entry.path)
  const kept = includeHidden ? [...new Set([...paths, ...gitFolder])] : paths.filter(path => !/(^|\/)\./.test(path))
  // A walk goes into `a` before it comes to `a-b`.
  return kept
    .map(path => ({ path, key: path.replaceAll('/', '\0') }))
    .sort((a, b) => compareBytes(a.key, b.key))
    .map(({ path }) => path)
}

/** Those that a pattern includes and none excludes; a malformed pattern is passed over. */
// Argo CD: applicationset/generators/git.go filterApps.
export function selectDirectories(items: readonly GitDirectoryGeneratorItem[], paths: readonly string[]): string[] {
  return paths.filter(path => {
    let included = false
    let excluded = false
    for (const { path: pattern = '', exclude = false } of items) {
      if (!matches(pattern, path)) continue
      if (exclude) excluded = true
      else included = true
    }
    return included && !excluded
  })
}

function matches(pattern: string, path: string): boolean {
  try {
    return pathMatch(pattern, path)
  } catch (error) {
    if (error instanceof GoError) return false
    throw error
  }
}
