export { pathMatch } from './path-match.ts'
