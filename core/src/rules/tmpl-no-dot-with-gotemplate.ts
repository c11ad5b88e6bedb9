import { isPossible } from '../template/index.ts'
import { defineRule } from './rule.ts'
import { functionNames, parseErrors, undefinedFunction } from './templates.ts'

export default defineRule({
  id: 'tmpl-no-dot-with-gotemplate',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'With goTemplate parameters begin with a dot.',
  source: 'applicationset/utils/utils.go Replace; text/template/parse',

  *check(set, ctx) {
    for (const error of parseErrors(ctx)) {
      const name = undefinedFunction(error)
      if (name === undefined || functionNames().includes(name)) continue
      const { template } = error
      // The rest of a dotted name: the lexer ends the identifier at the dot.
      const path = name + (/^(?:\.[A-Za-z_]\w*)+/.exec(template.text.slice(error.end))?.[0] ?? '')
      const known = template.parameters.fields.has(name)
      const plain = /^\s*\{\{-?\s*$/.test(
        template.text.slice(Math.max(0, template.text.lastIndexOf('{{', error.start)), error.start),
      )
      const alone = /^\s*-?\}\}/.test(template.text.slice(error.end + path.length - name.length))
      if (!known && !(plain && alone && template.parameters.open && isPossible(template.parameters, name))) continue
      yield {
        message: `failed to parse template ${template.text}: ${error.message} — with goTemplate: true write {{.${path}}}.`,
        span: error.span,
        related: [{ message: 'goTemplate is on', span: set.keyAt('spec', 'goTemplate') }],
      }
    }
  },
})
