/** A release of Argo CD. */
export interface ArgocdVersion {
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** What stands behind a hyphen: rc1. */
  readonly prerelease?: string
}

/** The version whose types, schemas and behaviour are built in. */
export const bundledVersion: ArgocdVersion = { major: 3, minor: 5, patch: 7 }

/** The oldest and the newest minor whose differences are known. */
export const oldestKnownVersion: ArgocdVersion = { major: 2, minor: 14, patch: 0 }
export const newestKnownVersion: ArgocdVersion = { major: 3, minor: 6, patch: 0 }

/**
 * A version as people and image tags write it: v3.5.7, 3.5, v3.6.0-rc2, v3.5.7+6e15cc4. A missing patch is 0. Undefined for what names
 * no version (latest, stable, a digest).
 */
export function parseVersion(text: string): ArgocdVersion | undefined {
  const match = /^v?(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(text.trim())
  if (match === null) return undefined
  const [, major, minor, patch, prerelease] = match
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch ?? 0),
    ...(prerelease !== undefined && { prerelease }),
  }
}

/** v3.5.7 */
export function formatVersion({ major, minor, patch, prerelease }: ArgocdVersion): string {
  return `v${major}.${minor}.${patch}${prerelease === undefined ? '' : `-${prerelease}`}`
}

/** Negative when `a` is older. A release candidate is older than its release. */
export function compareVersions(a: ArgocdVersion, b: ArgocdVersion): number {
  const numbers = a.major - b.major || a.minor - b.minor || a.patch - b.patch
  if (numbers !== 0 || a.prerelease === b.prerelease) return numbers
  if (a.prerelease === undefined) return 1
  if (b.prerelease === undefined) return -1
  return comparePrereleases(a.prerelease, b.prerelease)
}

/** Whether a version has what came with a minor ('3.2'); its release candidates have it too. */
export function isAtLeast(version: ArgocdVersion, minor: string): boolean {
  const [major = 0, least = 0] = minor.split('.').map(Number)
  return version.major > major || (version.major === major && version.minor >= least)
}

/** Identifiers one by one; runs of digits compare as numbers, so rc10 comes after rc2. */
function comparePrereleases(a: string, b: string): number {
  const left = a.match(/\d+|[^\d.]+/g) ?? []
  const right = b.match(/\d+|[^\d.]+/g) ?? []
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [l = '', r = ''] = [left[i], right[i]]
    const order = /^\d/.test(l) && /^\d/.test(r) ? Number(l) - Number(r) : l < r ? -1 : l > r ? 1 : 0
    if (order !== 0) return order
  }
  return left.length - right.length
}
