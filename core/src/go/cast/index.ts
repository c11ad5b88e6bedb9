export * from './cast.ts'
export * from './parse.ts'
