export * from './regexp.ts'
