export type * from './crd-types.ts'
export { decodeGo } from './go-decode.ts'
export { encodeGo } from './go-encode.ts'
export { type ModelKind, modelKind, modelKinds } from './kinds.ts'
export type { LaterGenerators, OciGenerator } from './later-types.ts'
export type { ObjectMeta, OwnerReference } from './object-meta.ts'
export {
  drySourceOf,
  hasMultipleSources,
  isAutomated,
  projectOf,
  sourceOf,
  sourcesOf,
  syncSourceOf,
} from './sources.ts'
export { strategicMergePatch } from './strategic-merge/index.ts'
