export { decodeBase32, decodeBase64, encodeBase32, encodeBase64 } from './base.ts'
