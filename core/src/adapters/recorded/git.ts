import { type Git, PortError, type Tree } from '../../ports/index.ts'
import { isSameRepository } from '../../settings/repo-url.ts'

export interface RecordedRepository {
  readonly url: string
  /** Absent: the tree answers every revision. */
  readonly revision?: string
  readonly tree: Tree
}

/** A Git port over trees that are given: the one for that revision, else the one for every revision. */
export function createRecordedGit(repositories: readonly RecordedRepository[]): Git {
  return {
    async tree(repoURL, revision, signal) {
      signal.throwIfAborted()
      const same = repositories.filter(repository => isSameRepository(repository.url, repoURL))
      const exact = same.findLast(repository => repository.revision === revision)
      if (exact !== undefined) return { tree: exact.tree }
      const any = same.findLast(repository => repository.revision === undefined)
      if (any === undefined) throw new PortError('git', 'not-at-hand', `${repoURL} is not at hand`)
      if (revision === '' || revision === 'HEAD') return { tree: any.tree }
      return { tree: any.tree, standsInFor: `the recorded tree of ${repoURL} stands in for revision ${revision}` }
    },
  }
}
