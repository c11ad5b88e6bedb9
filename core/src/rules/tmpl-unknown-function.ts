import { nearest } from '../schema/index.ts'
import { isAtLeast } from '../settings/version.ts'
import { sinceOfFunction } from '../template/index.ts'
import { defineRule } from './rule.ts'
import { forbiddenFunctions, functionNames, helmFunctions, parseErrors, undefinedFunction } from './templates.ts'

export default defineRule({
  id: 'tmpl-unknown-function',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'A template calls only functions that exist.',
  source: 'applicationset/utils/utils.go init (sprigFuncMap); text/template/parse',

  *check(_, ctx) {
    for (const error of parseErrors(ctx)) {
      const name = undefinedFunction(error)
      if (name === undefined || forbiddenFunctions.has(name)) continue
      if (helmFunctions.has(name) || error.template.parameters.fields.has(name)) continue
      const since = sinceOfFunction(name)
      if (since !== undefined && isAtLeast(ctx.argocdVersion, since)) continue
      const near = nearest(name, functionNames())
      const meant = near === undefined ? '' : `; did you mean "${near}"?`
      yield { message: `function "${name}" not defined${meant}`, span: error.span }
    }
  },
})
