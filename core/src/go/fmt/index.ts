export { formatFloat } from './float.ts'
export { defaultLimit, sprint, sprintf, sprintln } from './printf.ts'
export { canBackquote, quote, quoteRune, quoteToASCII, unquote, unquoteChar } from './quote.ts'
