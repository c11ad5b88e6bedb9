export * from './file-class.ts'
