import { lookUp } from '../template/index.ts'
import { defineRule } from './rule.ts'
import { goStrings } from './templates.ts'

const words: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  list: 'a list',
}

export default defineRule({
  id: 'tmpl-field-of-string',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'Only maps have fields.',
  source: 'text/template exec.go evalField',

  *check(_, ctx) {
    if (ctx.fileClass === 'kustomize') return
    for (const { use, parameters, span } of goStrings(ctx)) {
      for (const { names, start, end, tested } of use.references) {
        if (tested) continue
        const { state, value, depth } = lookUp(parameters, names)
        const word = words[value.type]
        if (state !== 'unknown' || depth === 0 || word === undefined) continue
        const owner = names.slice(0, depth).join('.')
        const message = `can't evaluate field ${names[depth]} in type interface {}: "${owner}" is ${word}.`
        yield { message, span: span(start, end) }
      }
    }
  },
})
