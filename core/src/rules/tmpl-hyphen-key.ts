import { defineRule } from './rule.ts'
import { parseErrors } from './templates.ts'

export default defineRule({
  id: 'tmpl-hyphen-key',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'A key with a hyphen or a slash is read with index.',
  source: 'text/template/parse lex.go',

  *check(_, ctx) {
    for (const { template, detail, start } of parseErrors(ctx)) {
      const character = /^bad character U\+002[DF] '([-/])'$/.exec(detail)?.[1]
      if (character === undefined) continue
      // The whole of what was meant as one path.
      const from = template.text.slice(0, start).search(/[.$][\w.$]*$/)
      const path = /^[.$][\w.$/-]*/.exec(template.text.slice(from < 0 ? start : from))?.[0] ?? ''
      const begin = from < 0 ? start : from
      const segments = path.split('.').filter(segment => segment !== '' && segment !== '$')
      const first = segments.findIndex(segment => /[-/]/.test(segment))
      if (first < 0) continue
      // What follows a slash or hyphen belongs to the key, dots included: topology.kubernetes.io/zone.
      const parent = segments.slice(0, first)
      const inLabels = parent[0] === 'metadata' && (parent[1] === 'labels' || parent[1] === 'annotations')
      const owner = inLabels ? parent.slice(0, 2) : parent
      const key = segments.slice(owner.length).join('.')
      const message = `"${key}" contains "${character}", which a dotted path cannot hold (${detail}). Write {{index .${owner.join('.')} "${key}"}}.`
      yield { message, span: template.span(begin, begin + path.length) }
    }
  },
})
