import type { Finding, RuleContext } from './rule.ts'

/** What the parser found of one sort; the sorts are the ids of the yaml rules. */
export function* problems(ctx: RuleContext, id: string): Generator<Finding> {
  for (const { code, message, span, related } of ctx.document.problems) {
    if (code === id) yield { message, span, ...(related && { related }) }
  }
}
