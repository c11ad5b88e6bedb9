export { builtinNames } from './builtin-names.ts'
export { TemplateError } from './error.ts'
export { Lexer, type Token, type TokenType } from './lexer.ts'
export * from './nodes.ts'
export type { Limits, MissingKey } from './state.ts'
export {
  type ExecuteOptions,
  type LooseTemplate,
  NotLoaded,
  parseTemplate,
  parseTemplateLoose,
  prepare,
  type Template,
} from './template.ts'
export type { Definition, TemplateTree } from './tree.ts'
export { type AnyNode, childrenOf, everyNode, nodesAt } from './walk.ts'
