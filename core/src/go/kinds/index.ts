export * from './bytes.ts'
export * from './values.ts'
