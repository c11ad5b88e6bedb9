import { parseUint64 } from '../cast/index.ts'
import { GoError } from '../kinds/index.ts'

/** A semantic version as Masterminds/semver holds it. */
export interface Version {
  readonly major: bigint
  readonly minor: bigint
  readonly patch: bigint
  readonly prerelease: string
  readonly metadata: string
  /** The text it was read from. */
  readonly original: string
}

/** The text does not look like a version at all (semver.ErrInvalidSemVer); other errors come from its parts. */
export class InvalidVersion extends GoError {
  constructor() {
    super('invalid semantic version')
  }
}

/** semver.NewVersion: loose, so v1 and 01.2 are versions. Throws Go's error. */
export function parseVersion(text: string): Version {
  const match = looseVersion.exec(text)
  if (!match) throw new InvalidVersion()
  const [, major = '', minor = '', patch = '', , prerelease = '', , , metadata = ''] = match
  const version = {
    major: segment(major),
    minor: segment(minor.slice(1) || '0'),
    patch: segment(patch.slice(1) || '0'),
    prerelease,
    metadata,
    original: text,
  }
  checkPrerelease(prerelease)
  return version
}

/** semver.Version.String: the canonical form without the v. */
export function versionText({ major, minor, patch, prerelease, metadata }: Omit<Version, 'original'>): string {
  return `${major}.${minor}.${patch}${prerelease && `-${prerelease}`}${metadata && `+${metadata}`}`
}

/** semver.Version.Compare: metadata does not count, a prerelease comes before its release. */
export function compareVersions(a: Version, b: Version): -1 | 0 | 1 {
  const order = compare(a.major, b.major) || compare(a.minor, b.minor) || compare(a.patch, b.patch)
  if (order !== 0 || a.prerelease === b.prerelease) return order
  if (a.prerelease === '') return 1
  if (b.prerelease === '') return -1
  return comparePrereleases(a.prerelease, b.prerelease)
}

export function comparePrereleases(a: string, b: string): -1 | 0 | 1 {
  const left = a.split('.')
  const right = b.split('.')
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const order = comparePart(left[at] ?? '', right[at] ?? '')
    if (order !== 0) return order
  }
  return 0
}

/** Throws Go's error for what is no prerelease. */
export function checkPrerelease(prerelease: string): void {
  for (const part of prerelease === '' ? [] : prerelease.split('.')) {
    if (/^0\d+$/.test(part)) throw new GoError('version segment starts with 0')
    if (!/^[0-9A-Za-z-]+$/.test(part)) throw new GoError('invalid prerelease string')
  }
}

/** Throws Go's error for what is no build metadata. */
export function checkMetadata(metadata: string): void {
  if (metadata !== '' && !/^[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*$/.test(metadata)) {
    throw new GoError('invalid metadata string')
  }
}

const looseVersion =
  /^v?([0-9]+)(\.[0-9]+)?(\.[0-9]+)?(-([0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*))?(\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/

function segment(digits: string): bigint {
  const value = parseUint64(digits, 10)
  if (value === undefined) {
    throw new GoError(`error parsing version segment: strconv.ParseUint: parsing "${digits}": value out of range`)
  }
  return value
}

function compare(a: bigint, b: bigint): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Numbers come before words; a missing part before any. */
function comparePart(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0
  if (a === '') return -1
  if (b === '') return 1
  const left = parseUint64(a, 10)
  const right = parseUint64(b, 10)
  if (left === undefined && right === undefined) return a > b ? 1 : -1
  if (right === undefined) return -1
  if (left === undefined) return 1
  return left > right ? 1 : -1
}
