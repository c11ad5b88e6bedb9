import { defineRule } from './rule.ts'
import { fastStrings } from './templates.ts'

export default defineRule({
  id: 'tmpl-dot-without-gotemplate',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'Parameters are written with a dot only where goTemplate is on.',
  source: 'applicationset/utils/utils.go Replace (unknown tags are kept)',

  *check(set, ctx) {
    for (const { tags, foreign, span } of fastStrings(ctx)) {
      for (const { name, outerStart, outerEnd } of tags) {
        if (foreign || !/^\.[A-Za-z_]/.test(name)) continue
        const bare = name.slice(1)
        const message = `goTemplate is off: {{.${bare}}} is not replaced and reaches the Application as text. Write {{${bare}}} or set goTemplate: true.`
        yield {
          message,
          span: span(outerStart, outerEnd),
          related: [{ message: 'goTemplate belongs here', span: set.keyAt('spec') }],
        }
      }
    }
  },
})
