import { GoError } from '../kinds/index.ts'
import { parseConstraints, satisfies } from './constraint.ts'
import { compareVersions, InvalidVersion, parseVersion, type Version } from './version.ts'

/**
 * The highest tag that a revision such as `1.x` means; a version or a tag of that very name stands for itself. With a prefix only
 * tags that begin with it count. Throws Argo CD's error (util/versions/tags.go MaxVersion).
 */
export function maxVersion(revision: string, tags: readonly string[], prefix = ''): string {
  if (isVersion(revision)) return prefix + revision
  const candidates = tags.filter(tag => tag.startsWith(prefix)).map(tag => tag.slice(prefix.length))
  const constraints = constraintsOf(revision)
  if (constraints instanceof GoError) {
    if (prefix !== '') {
      const problem = `requires targetRevision to be a semver constraint, but "${revision}" is not a valid constraint`
      throw new GoError(`tagPrefix "${prefix}" ${problem}`)
    }
    if (candidates.includes(revision)) return revision
    throw new GoError(`failed to determine semver constraint: ${constraints.message}`)
  }
  let highest: Version | undefined
  for (const tag of candidates) {
    const version = tagVersion(tag)
    if (!version || !satisfies(constraints, version)) continue
    if (!highest || compareVersions(version, highest) > 0) highest = version
  }
  if (!highest) throw new GoError(`version matching constraint not found in ${candidates.length} tags`)
  return prefix + highest.original
}

/** Is the revision a range such as `1.x` or `>=2`, not a version? (util/versions/tags.go IsConstraint) */
export function isConstraint(revision: string): boolean {
  return !isVersion(revision) && !(constraintsOf(revision) instanceof GoError)
}

function isVersion(text: string): boolean {
  try {
    parseVersion(text)
    return true
  } catch {
    return false
  }
}

function constraintsOf(text: string) {
  try {
    return parseConstraints(text)
  } catch (error) {
    if (error instanceof GoError) return error
    throw error
  }
}

/** Undefined for a tag that is no version; a version with a fault stops the search. */
function tagVersion(tag: string): Version | undefined {
  try {
    return parseVersion(tag)
  } catch (error) {
    if (error instanceof InvalidVersion) return undefined
    throw new GoError(`invalid semver version in tags: ${error instanceof Error ? error.message : error}`)
  }
}
