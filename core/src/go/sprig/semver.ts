import {
  GoError,
  type GoFunctions,
  type GoMethod,
  GoNumber,
  GoStruct,
  type GoType,
  type GoValue,
  int,
} from '../kinds/index.ts'
import {
  checkMetadata,
  checkPrerelease,
  compareVersions,
  parseConstraints,
  parseVersion,
  satisfies,
  type Version,
  versionText,
} from '../semver/index.ts'
import { define, textOfArgument as text } from './define.ts'

/** Semantic versions and ranges. */
export const semver: GoFunctions = {
  semver: define(['string'], '*semver.Version', given => versionValue(parseVersion(text(given)), '*semver.Version')),
  semverCompare: define(['string', 'string'], 'bool', (range, given) => {
    const constraints = parseConstraints(text(range))
    return satisfies(constraints, parseVersion(text(given)))
  }),
}

/** copystructure cannot see the fields of a version, so its copy of one is 0.0.0; undefined for any other value. */
export function copiedVersion(value: GoStruct): GoStruct | undefined {
  if (!value.type.endsWith('semver.Version')) return undefined
  const zero = { major: 0n, minor: 0n, patch: 0n, prerelease: '', metadata: '', original: '' }
  return versionValue(zero, value.type)
}

/** A version with the methods that templates call; next versions are plain structs in Go, parsed ones pointers. */
function versionValue(version: Version, type: GoType): GoStruct {
  const canonical = versionText(version)
  const segment = (value: bigint): GoMethod => method([], 'uint64', () => new GoNumber('uint64', value))
  const string = (value: string): GoMethod => method([], 'string', () => value)
  const next = (change: Partial<Version>): GoMethod =>
    method([], 'semver.Version', () => versionValue(changed(version, change), 'semver.Version'))
  const compare = (test: (order: number) => boolean): GoMethod =>
    method(['*semver.Version'], 'bool', other => test(order(version, other)))
  const release = { prerelease: '', metadata: '' }
  return new GoStruct({
    type,
    text: () => canonical,
    inner: version,
    json: () => canonical,
    methods: {
      String: string(canonical),
      Major: segment(version.major),
      Minor: segment(version.minor),
      Patch: segment(version.patch),
      Prerelease: string(version.prerelease),
      Metadata: string(version.metadata),
      IncMajor: next({ ...release, major: wrap(version.major + 1n), minor: 0n, patch: 0n }),
      IncMinor: next({ ...release, minor: wrap(version.minor + 1n), patch: 0n }),
      IncPatch: next({ ...release, patch: version.prerelease === '' ? wrap(version.patch + 1n) : version.patch }),
      SetPrerelease: method(['string'], 'semver.Version', given => {
        checkPrerelease(text(given))
        return versionValue(changed(version, { prerelease: text(given) }), 'semver.Version')
      }),
      SetMetadata: method(['string'], 'semver.Version', given => {
        checkMetadata(text(given))
        return versionValue(changed(version, { metadata: text(given) }), 'semver.Version')
      }),
      // These have pointer receivers: a template cannot call them on a plain struct.
      ...(type.startsWith('*') && {
        Original: string(version.original),
        LessThan: compare(order => order < 0),
        LessThanEqual: compare(order => order <= 0),
        GreaterThan: compare(order => order > 0),
        GreaterThanEqual: compare(order => order >= 0),
        Equal: method(['*semver.Version'], 'bool', other => other !== null && order(version, other) === 0),
        Compare: method(['*semver.Version'], 'int', other => int(order(version, other))),
      }),
    },
  })
}

const method = (params: GoType[], result: GoType, call: GoMethod['call']): GoMethod => ({ params, result, call })
const wrap = (value: bigint): bigint => BigInt.asUintN(64, value)

/** The next version keeps the v of what was read. */
function changed(version: Version, change: Partial<Version>): Version {
  const next = { ...version, ...change }
  return { ...next, original: (version.original.startsWith('v') ? 'v' : '') + versionText(next) }
}

function order(version: Version, other: GoValue | undefined): number {
  if (other instanceof GoStruct && other.type.endsWith('semver.Version'))
    return compareVersions(version, other.inner as Version)
  throw new GoError('runtime error: invalid memory address or nil pointer dereference')
}
