export { createCertificate, type Issuer, parseCertificate, type Subject } from './certificate.ts'
export { generateKey, type PrivateKey, parseKey, rsaKey } from './keys.ts'
export { loadPrimitives } from './primitives.ts'
