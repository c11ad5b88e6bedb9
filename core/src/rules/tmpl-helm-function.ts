import { isAtLeast } from '../settings/version.ts'
import { sinceOfFunction } from '../template/index.ts'
import { defineRule } from './rule.ts'
import { goStrings, helmFunctions, parseErrors, undefinedFunction } from './templates.ts'

const helmObjects = new Set(['Values', 'Release', 'Chart', 'Capabilities'])

export default defineRule({
  id: 'tmpl-helm-function',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'No function or object that only Helm has.',
  source: 'applicationset/utils/utils.go init (sprigFuncMap)',

  *check(_, ctx) {
    for (const error of parseErrors(ctx)) {
      const name = undefinedFunction(error)
      if (name === undefined || !helmFunctions.has(name)) continue
      // Argo CD may have one of that name in a later version.
      const since = sinceOfFunction(name)
      if (since !== undefined && isAtLeast(ctx.argocdVersion, since)) continue
      yield { message: `"${name}" belongs to Helm; not available here.`, span: error.span }
    }
    for (const { use, parameters, span } of goStrings(ctx)) {
      for (const { names, start, end } of use.references) {
        const [head = ''] = names
        if (!helmObjects.has(head) || parameters.fields.has(head)) continue
        yield { message: `".${head}" belongs to Helm; not available here.`, span: span(start, end) }
      }
    }
  },
})
