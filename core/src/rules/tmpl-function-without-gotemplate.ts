import { isPossible } from '../template/index.ts'
import { defineRule } from './rule.ts'
import { fastStrings } from './templates.ts'

export default defineRule({
  id: 'tmpl-function-without-gotemplate',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'Functions and pipes stand only where goTemplate is on.',
  source: 'applicationset/utils/utils.go Replace (unknown tags are kept)',

  *check(_, ctx) {
    for (const { tags, parameters, foreign, span } of fastStrings(ctx)) {
      for (const { name, outerStart, outerEnd } of tags) {
        if (foreign || name.startsWith('.') || !/[\s|"'`(]/.test(name)) continue
        // Names may hold blanks, and a label that does is a parameter.
        if (parameters.fields.has(name) || (!parameters.open && isPossible(parameters, name))) continue
        const message = `Functions and pipes need goTemplate: true; without it "{{ ${name} }}" stays as text.`
        yield { message, span: span(outerStart, outerEnd) }
      }
    }
  },
})
