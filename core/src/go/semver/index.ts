export { type Constraints, parseConstraints, satisfies } from './constraint.ts'
export * from './max-version.ts'
export {
  checkMetadata,
  checkPrerelease,
  compareVersions,
  InvalidVersion,
  parseVersion,
  type Version,
  versionText,
} from './version.ts'
