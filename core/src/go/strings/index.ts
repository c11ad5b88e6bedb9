export * from './strings.ts'
export * from './unicode.ts'
