// Everything a front end may use.

export { type CheckOptions, checkDocument } from './engine/check.ts'
export { type CheckedFile, checkFile } from './engine/check-file.ts'
export * from './ports/index.ts'
export { rules } from './rules/index.ts'
export type { Rule } from './rules/rule.ts'
export { type ArgocdVersion, bundledVersion, formatVersion, parseVersion } from './settings/version.ts'
export * from './text/index.ts'
export { type FileClass, fileClassOf } from './workspace/index.ts'
export * from './yaml/index.ts'
