export * from './values.ts'
