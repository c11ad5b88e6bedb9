export * from './base64.ts'
export * from './decode.ts'
export * from './encode.ts'
export * from './floats.ts'
