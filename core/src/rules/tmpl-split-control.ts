import { defineRule } from './rule.ts'
import { parseErrors } from './templates.ts'

export default defineRule({
  id: 'tmpl-split-control',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'if, range and with end in the string in which they begin.',
  source: 'applicationset/utils/utils.go deeplyReplace: every string is a template of its own',

  *check(_, ctx) {
    for (const { template, detail, span } of parseErrors(ctx)) {
      const stray = /^unexpected \{\{(?:end|else.*)\}\}$/.test(detail)
      const opener =
        detail === 'unexpected EOF' ? /\{\{-?\s*(?:if|range|with|define|block)\b[^}]*\}\}/.exec(template.text) : null
      if (!stray && opener === null) continue
      const at = opener === null ? span : template.span(opener.index, opener.index + opener[0].length)
      const message = `Each field is its own template: {{if}}/{{range}}/{{with}} must be closed in the same string (${detail}). Use templatePatch to switch whole blocks.`
      yield { message, span: at, covers: template.node.span }
    }
  },
})
