import { defineRule } from './rule.ts'
import { parseErrors } from './templates.ts'

export default defineRule({
  id: 'tmpl-bracket-index',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'With goTemplate the segments of a path are read with index.',
  source: 'text/template/parse lex.go; applicationset/generators/git.go',

  *check(_, ctx) {
    for (const { template, detail, start } of parseErrors(ctx)) {
      if (!detail.startsWith("bad character U+005B '['")) continue
      const match = /^[.$]?[\w.]*\[(\d+)\]/.exec(template.text.slice(start))
      if (match === null) continue
      const index = match[1]
      const message = `path[${index}] is the syntax without goTemplate (bad character U+005B '['). Write {{index .path.segments ${index}}}.`
      yield { message, span: template.span(start, start + match[0].length) }
    }
  },
})
