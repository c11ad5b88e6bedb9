import type { Index, Query, Term } from './ast.ts'
import { negate } from './operators.ts'
import { type Jq, parseNumber } from './values.ts'

// gojq takes these for constants whatever stands behind them: `.["a".b]` is `.["a"]`.

/** The number a term begins with. */
export function constantNumber({ head }: Term): Jq | undefined {
  return head.kind === 'number' ? parseNumber(head.text) : undefined
}

/** The key when it is written out: a name, a string, a number or a slice of numbers. */
export function constantKey(at: Index): Jq | undefined {
  switch (at.kind) {
    case 'name':
      return at.name
    case 'string':
      return typeof at.text === 'string' ? at.text : undefined
    case 'query':
      return constantTerm(at.query)
    case 'slice': {
      const start = at.start ? constantTerm(at.start) : null
      const end = at.end ? constantTerm(at.end) : null
      return start === undefined || end === undefined ? undefined : { start, end }
    }
  }
}

function constantTerm({ body }: Query): Jq | undefined {
  if (body?.kind !== 'term') return undefined
  const { head } = body.term
  if (head.kind === 'number') return parseNumber(head.text)
  if (head.kind === 'string') return typeof head.text === 'string' ? head.text : undefined
  if (head.kind !== 'unary') return undefined
  const number = constantNumber(head.term)
  return number === undefined ? undefined : head.operator === '-' ? negate(number) : number
}

/** The path of `.a[0].b` and the like, all of it written out. */
export function constantPath({ defs, body }: Query): Jq[] | undefined {
  if (defs.length > 0 || body?.kind !== 'term') return undefined
  const { head, suffixes } = body.term
  const start =
    head.kind === 'index' ? keysOfIndex(head.index) : head.kind === 'query' ? constantPath(head.query) : undefined
  if (start === undefined) return undefined
  const path = [...start]
  for (const suffix of suffixes) {
    const keys: readonly Jq[] | undefined = suffix.kind === 'index' ? keysOfIndex(suffix.index) : undefined
    if (keys === undefined) return undefined
    path.push(...keys)
  }
  return path
}

function keysOfIndex(at: Index): Jq[] | undefined {
  const key = constantKey(at)
  return key === undefined ? undefined : [key]
}
