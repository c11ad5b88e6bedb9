import { defineRule } from './rule.ts'
import { parseErrors, undefinedFunction } from './templates.ts'

export default defineRule({
  id: 'tmpl-syntax',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'A template can be parsed.',
  source: 'applicationset/utils/utils.go Replace; text/template/parse',

  *check(_, ctx) {
    for (const error of parseErrors(ctx)) {
      if (undefinedFunction(error) !== undefined || error.detail.startsWith('undefined variable ')) continue
      yield { message: error.message, span: error.span }
    }
  },
})
