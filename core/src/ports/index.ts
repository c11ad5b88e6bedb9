export * from './links.ts'
export * from './ports.ts'
