import { lookUp, namesOf } from '../template/index.ts'
import { defineRule } from './rule.ts'
import { goStrings } from './templates.ts'

export default defineRule({
  id: 'tmpl-map-printed',
  kind: 'ApplicationSet',
  severity: 'warning',
  summary: 'A template prints a value, not a map.',
  source: 'fmt prints a map as map[…]',

  *check(_, ctx) {
    for (const { use, parameters, span } of goStrings(ctx)) {
      for (const { names, start, end, printed } of use.references) {
        if (!printed) continue
        const { value } = lookUp(parameters, names)
        if (!('fields' in value)) continue
        const name = names.join('.')
        const fields = namesOf(value).map(field => `${name}.${field}`)
        const pick = fields.length === 0 ? 'Pick a field.' : `Pick a field: ${fields.join(', ')}.`
        yield { message: `"${name}" is a map; it prints as map[…]. ${pick}`, span: span(start, end) }
      }
    }
  },
})
