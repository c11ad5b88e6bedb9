import { defineRule } from './rule.ts'
import { faults } from './structure.ts'

export default defineRule({
  id: 'schema-pattern',
  kind: 'Resource',
  severity: 'error',
  summary: 'A value has the form and the length the CRD states.',
  source: 'manifests/crds, `pattern`, `minLength`, `maxLength`, `format`',

  *check(_, ctx) {
    for (const fault of faults(ctx, 'pattern', 'too-short', 'too-long', 'format')) {
      yield { message: `"${fault.value}" ${reason(fault)}`, span: fault.node.span }
    }
  },
})

type Fault = ReturnType<typeof faults<'pattern' | 'too-short' | 'too-long' | 'format'>>[number]

function reason(fault: Fault): string {
  switch (fault.fault) {
    case 'pattern':
      return `does not match ${fault.pattern}: ${fault.apiServer}.`
    case 'too-short':
      return `is too short: at least ${fault.limit} characters.`
    case 'too-long':
      return `is too long: at most ${fault.limit} characters.`
    case 'format':
      return 'is not a date and time such as 2026-01-31T12:00:00Z.'
  }
}
