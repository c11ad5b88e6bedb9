// What front ends use of the reports; light enough to load on every start.

export * from './count.ts'
export { reportFormats } from './formats.ts'
export * from './machine.ts'
export * from './place.ts'
export * from './report.ts'
export * from './terminal-text.ts'
export { type BlockContext, findingBlock } from './text.ts'
