export * from './decode.ts'
export * from './encode.ts'
export * from './floats.ts'
