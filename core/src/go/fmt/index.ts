export { formatFloat } from './float.ts'
export { defaultLimit, FormatLimitError } from './limit.ts'
export { sprint, sprintf, sprintln } from './printf.ts'
export { canBackquote, quote, quoteRune, quoteToASCII, unquote, unquoteChar } from './quote.ts'
