import { isConstraint, maxVersion } from '../../../core/src/go/semver/index.ts'
import { compared, defineArea, rows } from '../area.ts'

type Row = {
  revision: string
  tags: string[]
  tagPrefix?: string
  isConstraint: boolean
  result?: string
  error?: string
}

/** Which tag a revision means. */
export default defineArea({
  name: 'semver',
  *run(golden) {
    for (const [i, { revision, tags, tagPrefix, ...expected }] of rows<Row>(golden, 'semver.json').entries()) {
      yield compared(
        `${i} ${JSON.stringify(revision)} ${tagPrefix ?? ''}`,
        expected,
        resolve(revision, tags, tagPrefix),
      )
    }
  },
})

function resolve(revision: string, tags: readonly string[], prefix: string | undefined) {
  const constraint = isConstraint(revision)
  try {
    return { isConstraint: constraint, result: maxVersion(revision, tags, prefix) }
  } catch (error) {
    return { isConstraint: constraint, error: (error as Error).message }
  }
}
