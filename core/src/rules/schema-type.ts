import type { YamlNode } from '../yaml/index.ts'
import { defineRule } from './rule.ts'
import { faults, valueSpan } from './structure.ts'

const examples: Readonly<Record<string, string>> = {
  array: 'A list has its items on lines of their own, each beginning with "- ".',
  object: 'An object has its fields below the key, indented by two spaces.',
  integer: 'Write a whole number without quotes.',
  boolean: 'Write true or false without quotes.',
}

export default defineRule({
  id: 'schema-type',
  kind: 'Resource',
  severity: 'error',
  summary: 'A value has the type the CRD states.',
  source: 'manifests/crds, `type`',

  *check(manifest, ctx) {
    for (const { field, expected, found, node } of faults(ctx, 'type')) {
      if (manifest.object.kind === 'ApplicationSet' && isTemplate(node)) continue
      const example = examples[expected]
      const wanted = expected.replace(',', ' or ')
      const message = `"${field}" must be ${wanted}, got ${found}.${example === undefined ? '' : ` ${example}`}`
      yield { message, span: valueSpan(node, ctx.file.text), covers: node.span }
    }
  },
})

/** tmpl-non-string-field says what to do about these. */
const isTemplate = (node: YamlNode): boolean =>
  node.kind === 'scalar' && typeof node.value === 'string' && node.value.includes('{{')
