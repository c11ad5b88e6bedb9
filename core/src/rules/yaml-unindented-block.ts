import { defineRule } from './rule.ts'
import { faults } from './structure.ts'

export default defineRule({
  id: 'yaml-unindented-block',
  kind: 'Resource',
  severity: 'error',
  summary: 'The fields of an object are indented below its key.',
  source: 'manifests/crds: the keys belong to the empty section above them',

  *check(_, ctx) {
    for (const { entry, siblings } of faults(ctx, 'unindented-block')) {
      const keys = siblings.map(sibling => `"${sibling.key}"`).join(', ')
      const stand = siblings.length === 1 ? 'stands' : 'stand'
      const belong = siblings.length === 1 ? 'It belongs' : 'They belong'
      const them = siblings.length === 1 ? 'it' : 'them'
      const message = `"${entry.key}" is empty and ${keys} ${stand} at its own level. ${belong} to ${entry.key}: indent ${them} by two spaces.`
      const related = siblings.map(sibling => ({ message: `belongs to ${entry.key}`, span: sibling.keySpan }))
      yield { message, span: entry.keySpan, related }
    }
  },
})
