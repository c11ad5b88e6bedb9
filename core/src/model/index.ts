// Replaced by the generated CRD types.
export interface Application {
  apiVersion: string
  kind: string
  metadata: any
  spec: any
}
export interface ApplicationSet {
  apiVersion: string
  kind: string
  metadata: any
  spec: any
}
export interface AppProject {
  apiVersion: string
  kind: string
  metadata: any
  spec: any
}
export { decodeGo } from './go-decode.ts'
export { encodeGo } from './go-encode.ts'
export { strategicMergePatch } from './strategic-merge.ts'
