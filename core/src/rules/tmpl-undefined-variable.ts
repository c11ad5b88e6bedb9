import { defineRule } from './rule.ts'
import { parseErrors } from './templates.ts'

export default defineRule({
  id: 'tmpl-undefined-variable',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'A variable is declared before it is read.',
  source: 'text/template/parse',

  *check(_, ctx) {
    for (const { detail, span } of parseErrors(ctx)) {
      if (detail.startsWith('undefined variable ')) yield { message: detail, span }
    }
  },
})
