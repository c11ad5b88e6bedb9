import { GoError } from '../../kinds/index.ts'
import { runeAt } from '../binary.ts'
import { type Token, tokensOf } from './lexer.ts'

export type Node =
  | { readonly kind: 'any' | 'super' | 'single' | 'nothing' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly not: boolean; readonly chars: string }
  | { readonly kind: 'range'; readonly not: boolean; readonly low: number; readonly high: number }
  | Branch

/** A sequence, or its alternatives (each a pattern). */
export interface Branch {
  readonly kind: 'pattern' | 'any-of'
  readonly children: Node[]
}

/** Parses a binary pattern (gobwas/glob 0.2.3, syntax/ast). Throws GoError with upstream's words. */
export function parse(pattern: string): Branch {
  const tokens = tokensOf(pattern)
  if (tokens.length > maximumTokens) throw new GoError('the pattern is too long')
  const root: Branch = { kind: 'pattern', children: [] }
  /** The pattern that is being read, with the ones around it; alternatives that are not closed end with the text. */
  const open: { pattern: Branch; alternatives: Branch }[] = []
  let current = root
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    switch (token.kind) {
      case 'error':
        throw token.error
      case 'text':
        current.children.push({ kind: 'text', text: token.text })
        break
      case 'any':
      case 'super':
      case 'single':
        current.children.push({ kind: token.kind })
        break
      case 'range-open':
        at = parseRange(tokens, at + 1, current)
        break
      case 'terms-open': {
        const alternatives: Branch = { kind: 'any-of', children: [] }
        current.children.push(alternatives)
        open.push({ pattern: current, alternatives })
        current = startPattern(alternatives)
        break
      }
      case 'separator':
        current = startPattern(open.at(-1)!.alternatives)
        break
      case 'terms-close':
        current = open.pop()!.pattern
        break
      default:
        throw new GoError(`unexpected token: ${token.kind}`)
    }
  }
  return root
}

export function isEqual(left: Node, right: Node): boolean {
  if (left.kind === 'text') return right.kind === 'text' && left.text === right.text
  if (left.kind === 'list') return right.kind === 'list' && left.not === right.not && left.chars === right.chars
  if (left.kind === 'range') {
    return right.kind === 'range' && left.not === right.not && left.low === right.low && left.high === right.high
  }
  if (left.kind !== 'pattern' && left.kind !== 'any-of') return left.kind === right.kind
  if (left.kind !== right.kind) return false
  const { children } = right as Branch
  return left.children.length === children.length && left.children.every((child, at) => isEqual(child, children[at]!))
}

/** The compiler's work and the depth of its result grow with the pattern; upstream would run out of time or stack. */
const maximumTokens = 2000

function startPattern(alternatives: Branch): Branch {
  const pattern: Branch = { kind: 'pattern', children: [] }
  alternatives.children.push(pattern)
  return pattern
}

/** Reads up to the closing bracket and says where it is. */
function parseRange(tokens: readonly Token[], from: number, into: Branch): number {
  let not = false
  let low = 0
  let high = 0
  let chars = ''
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at]!
    if (token.kind === 'error') throw token.error
    if (token.kind === 'not') not = true
    else if (token.kind === 'range-low') low = runeAt(token.text, 0)
    else if (token.kind === 'range-high') {
      high = runeAt(token.text, 0)
      if (high < low) {
        throw new GoError(
          `hi character '${String.fromCodePoint(high)}' should be greater than lo '${String.fromCodePoint(low)}'`,
        )
      }
    } else if (token.kind === 'text') chars = token.text
    else if (token.kind === 'range-close') {
      const isRange = low !== 0 && high !== 0
      if (isRange === (chars !== '')) throw new GoError('could not parse range')
      into.children.push(isRange ? { kind: 'range', not, low, high } : { kind: 'list', not, chars })
      return at
    }
  }
  throw new GoError('unexpected end')
}
