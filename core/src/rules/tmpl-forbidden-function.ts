import { defineRule } from './rule.ts'
import { forbiddenFunctions, parseErrors, undefinedFunction } from './templates.ts'

export default defineRule({
  id: 'tmpl-forbidden-function',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'No function that Argo CD removes for safety.',
  source: 'applicationset/utils/utils.go init (sprigFuncMap)',

  *check(_, ctx) {
    for (const error of parseErrors(ctx)) {
      const name = undefinedFunction(error)
      if (name === undefined || !forbiddenFunctions.has(name)) continue
      yield { message: `"${name}" is removed in Argo CD for safety.`, span: error.span }
    }
  },
})
