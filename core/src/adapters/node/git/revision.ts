import { GoError } from '../../../go/kinds/index.ts'
import { maxVersion } from '../../../go/semver/index.ts'

/** The refs of a repository as its remote would list them: full name to commit. */
export interface Refs {
  /** What HEAD points to: 'refs/heads/main', or undefined when it is detached or unborn. */
  readonly head?: string
  readonly headCommit?: string
  readonly commits: ReadonlyMap<string, string>
}

/** What a revision is: a commit that a ref names, or text that may be the beginning of a commit's id. */
export type Resolved = { readonly commit: string } | { readonly objectId: string } | undefined

/**
 * Resolves a revision as Argo CD does with the refs of a remote (util/git/client.go lsRemote): an id of forty digits as it is, the highest tag in a semver
 * range, a ref by its full or short name, an abbreviated id. Undefined: Argo CD says `unable to resolve '…' to a commit SHA`.
 */
export function resolveRevision(refs: Refs, revision: string): Resolved {
  if (/^[0-9A-Fa-f]{40}$/.test(revision)) return { objectId: revision }
  const wanted = highestTag(refs, revision === '' ? 'HEAD' : revision)
  if (wanted === 'HEAD') {
    const commit = refs.head === undefined ? refs.headCommit : refs.commits.get(refs.head)
    return commit === undefined ? undefined : { commit }
  }
  // Which of a branch and a tag of one name is taken is chance in Argo CD (the order of a Go map).
  for (const name of [
    wanted,
    ...['refs/heads/', 'refs/tags/', 'refs/remotes/', 'refs/'].map(folder => folder + wanted),
  ]) {
    const commit = refs.commits.get(name)
    if (commit !== undefined && (name === wanted || shortName(name) === wanted)) return { commit }
  }
  return /^[0-9A-Fa-f]{7,}$/.test(wanted) ? { objectId: wanted } : undefined
}

function highestTag(refs: Refs, revision: string): string {
  const tags = [...refs.commits.keys()]
    .filter(name => name.startsWith(tagFolder))
    .map(name => name.slice(tagFolder.length))
  try {
    return maxVersion(revision, tags)
  } catch (error) {
    if (error instanceof GoError) return revision
    throw error
  }
}

const tagFolder = 'refs/tags/'

/** go-git: ReferenceName.Short. */
function shortName(name: string): string {
  for (const folder of ['refs/remotes/', 'refs/heads/', 'refs/tags/', 'refs/']) {
    if (name.startsWith(folder)) return name.slice(folder.length)
  }
  return name
}
