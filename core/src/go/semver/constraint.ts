import { GoError } from '../kinds/index.ts'
import { comparePrereleases, compareVersions, parseVersion, type Version } from './version.ts'

/** Alternatives (||) of lists that all must hold. */
export interface Constraints {
  readonly groups: readonly (readonly Constraint[])[]
}

interface Constraint {
  readonly operator: string
  readonly version: Version
  /** A part of the version is missing or a wildcard: the minor one, the patch one, any. */
  readonly minorDirty: boolean
  readonly patchDirty: boolean
  readonly dirty: boolean
}

/** semver.NewConstraint; throws Go's error. */
export function parseConstraints(text: string): Constraints {
  return { groups: rewriteRanges(text).split('||').map(parseGroup) }
}

/** semver.Constraints.Check: a prerelease fits only where the group names one itself. */
export function satisfies({ groups }: Constraints, version: Version): boolean {
  return groups.some(group => {
    if (version.prerelease !== '' && !group.some(({ version }) => version.prerelease !== '')) return false
    return group.every(constraint => holds(constraint, version))
  })
}

// The expressions below hold for one version at a fixed place: the library's own ones for whole constraints would take a
// backtracking engine exponential time.
const part = '[0-9|xX*]+'
const words = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*'
const pattern = `v?(${part})(\\.${part})?(\\.${part})?(-${words})?(\\+${words})?`
const versionHere = new RegExp(pattern, 'y')
const wholeVersion = new RegExp(`^${pattern}$`)

const operators = new Set(['', '=', '!=', '>', '<', '>=', '=>', '<=', '=<', '~', '~>', '^'])

/** `1.2 - 2.0` becomes `>= 1.2, <= 2.0`. */
function rewriteRanges(text: string): string {
  let result = ''
  let from = 0
  for (let dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', Math.max(dash + 1, from))) {
    const leftEnd = skipBlanks(text, dash, -1, from)
    const rightStart = skipBlanks(text, dash + 1, 1, text.length)
    if (leftEnd === dash || rightStart === dash + 1) continue
    const left = versionBefore(text, leftEnd, from)
    const right = left === undefined ? undefined : versionAt(text, rightStart)
    if (left === undefined || right === undefined) continue
    const start = skipBlanks(text, leftEnd - left.length, -1, from)
    result += `${text.slice(from, start)}>= ${left}, <= ${right} `
    from = skipBlanks(text, rightStart + right.length, 1, text.length)
  }
  return result + text.slice(from)
}

/** Goes over blanks in one direction, no further than `limit`; they end or start at `at`. */
function skipBlanks(text: string, at: number, step: 1 | -1, limit: number): number {
  let end = at
  while (end !== limit && isBlank(text[step > 0 ? end : end - 1])) end += step
  return end
}

const isBlank = (c: string | undefined): boolean => c !== undefined && '\t\n\f\r '.includes(c)

/** The longest version that ends here. */
function versionBefore(text: string, end: number, from: number): string | undefined {
  let start = end
  while (start > from && /[0-9A-Za-z.+*|-]/.test(text[start - 1] ?? '')) start--
  const run = text.slice(start, end)
  for (let at = 0; at < run.length; at++) {
    if (/[v0-9xX*|]/.test(run[at] ?? '') && versionAt(run, at)?.length === run.length - at) return run.slice(at)
  }
  return undefined
}

function versionAt(text: string, at: number): string | undefined {
  versionHere.lastIndex = at
  return versionHere.exec(text)?.[0]
}

function parseGroup(text: string): Constraint[] {
  const improper = (): GoError => new GoError(`improper constraint: ${text}`)
  const constraints: { operator: string; version: string }[] = []
  let at = 0
  const blanks = (): boolean => {
    const before = at
    at = skipBlanks(text, at, 1, text.length)
    return at > before
  }
  blanks()
  for (;;) {
    const start = at
    while (/^[=!<>~^]$/.test(text[at] ?? '')) at++
    const operator = text.slice(start, at)
    blanks()
    const version = versionAt(text, at)
    if (!operators.has(operator) || version === undefined) throw improper()
    constraints.push({ operator, version })
    at += version.length
    const apart = blanks()
    if (at === text.length) return constraints.map(parseConstraint)
    if (text[at] === ',') {
      at++
      blanks()
    } else if (!apart) throw improper()
  }
}

function parseConstraint({ operator, version: text }: { operator: string; version: string }): Constraint {
  const [, major = '', minor = '', patch = '', prerelease = ''] = wholeVersion.exec(text) ?? []
  const isWild = (part: string): boolean => /^\.?[xX*]?$/.test(part)
  let written = text
  const minorDirty = !isWild(major) && isWild(minor)
  const patchDirty = !isWild(major) && !isWild(minor) && isWild(patch)
  if (isWild(major)) written = `0.0.0${prerelease}`
  else if (minorDirty) written = `${major}.0.0${prerelease}`
  else if (patchDirty) written = `${major}${minor}.0${prerelease}`
  try {
    const dirty = isWild(major) || minorDirty || patchDirty
    return { operator, version: parseVersion(written), minorDirty, patchDirty, dirty }
  } catch {
    throw new GoError('constraint parser error')
  }
}

function holds(constraint: Constraint, version: Version): boolean {
  switch (constraint.operator) {
    case '!=':
      return isDifferent(constraint, version)
    case '>':
      return isGreater(constraint, version)
    case '<':
      return compareVersions(version, constraint.version) < 0
    case '>=':
    case '=>':
      return compareVersions(version, constraint.version) >= 0
    case '<=':
    case '=<':
      return isAtMost(constraint, version)
    case '~':
    case '~>':
      return isTilde(constraint, version)
    case '^':
      return isCaret(constraint, version)
    default:
      return constraint.dirty ? isTilde(constraint, version) : compareVersions(version, constraint.version) === 0
  }
}

function isDifferent({ version: wanted, dirty, minorDirty, patchDirty }: Constraint, version: Version): boolean {
  if (dirty) {
    if (wanted.major !== version.major) return true
    if (minorDirty) return false
    if (wanted.minor !== version.minor) return true
    if (patchDirty) return comparePrereleases(version.prerelease, wanted.prerelease) !== 0
    if (wanted.patch !== version.patch) return true
  }
  return compareVersions(version, wanted) !== 0
}

/** >11 wants 12, >11.1 wants 11.2. */
function isGreater({ version: wanted, minorDirty, patchDirty }: Constraint, version: Version): boolean {
  if ((minorDirty || patchDirty) && version.major !== wanted.major) return version.major > wanted.major
  if (minorDirty) return false
  if (patchDirty) return version.minor > wanted.minor
  return compareVersions(version, wanted) > 0
}

/** <=11 takes all of 11; <=11.1 all of 11.1. */
function isAtMost({ version: wanted, dirty, minorDirty }: Constraint, version: Version): boolean {
  if (!dirty) return compareVersions(version, wanted) <= 0
  if (version.major > wanted.major) return false
  return !(version.major === wanted.major && version.minor > wanted.minor && !minorDirty)
}

function isTilde({ version: wanted, minorDirty, patchDirty }: Constraint, version: Version): boolean {
  if (compareVersions(version, wanted) < 0) return false
  const isZero = wanted.major === 0n && wanted.minor === 0n && wanted.patch === 0n
  if (isZero && !minorDirty && !patchDirty) return true
  return version.major === wanted.major && (version.minor === wanted.minor || minorDirty)
}

/** The left-most part that is not zero stays. */
function isCaret({ version: wanted, minorDirty, patchDirty }: Constraint, version: Version): boolean {
  if (compareVersions(version, wanted) < 0) return false
  if (wanted.major > 0n || minorDirty) return version.major === wanted.major
  if (version.major > 0n) return false
  if (wanted.minor > 0n || patchDirty) return version.minor === wanted.minor
  return version.minor === 0n && version.patch === wanted.patch
}
