// Generated files are what `npm run generate` would write now.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { allSteps } from '../../core/codegen/all.ts'
import { readCrds } from '../../core/codegen/crds.ts'
import { root } from '../../core/codegen/step.ts'
import { structOf } from '../../core/src/model/go-types.ts'
import { hasMinor, sinceOfField } from '../../core/src/schema/availability.ts'
import { bundledVersion } from '../../core/src/settings/version.ts'

for (const step of await allSteps()) {
  test(`${step.name}: what is checked in is fresh`, async () => {
    const outputs = await step.outputs()
    assert.ok(outputs.size > 0)
    const stale = [...outputs].filter(([path, text]) => {
      const file = join(root, path)
      return !existsSync(file) || readFileSync(file, 'utf8') !== text
    })
    assert.deepEqual(
      stale.map(([path]) => path),
      [],
      'run npm run generate',
    )
  })
}

test('the compact schemas stay small', () => {
  const bytes = readFileSync(join(root, 'core/src/schema/crd-schemas.json')).length
  assert.ok(bytes <= 80_000, `${bytes} bytes`)
})

test('the CRDs and the Go structs agree on every field', () => {
  const { objects } = readCrds()
  const differ: string[] = []
  for (const [name, { fields }] of objects) {
    const struct = structOf(
      name === 'ObjectMeta' || name === 'OwnerReference' || apimachinery.has(name) ? `v1.${name}` : name,
    )
    const inGo = new Set(struct.fields.map(field => field.name))
    const inCrd = new Set(Object.keys(fields))
    for (const field of inCrd) if (!inGo.has(field)) differ.push(`${name}.${field} is only in the CRD`)
    for (const field of inGo)
      if (!inCrd.has(field) && !isLater(name, field)) differ.push(`${name}.${field} is only in Go`)
  }
  assert.deepEqual(differ, [])
})

/** Of a version later than the one whose CRDs are bundled. */
function isLater(struct: string, field: string): boolean {
  const since = sinceOfField(struct, field)
  return since !== undefined && !hasMinor(bundledVersion, since)
}

const apimachinery = new Set(['GroupKind', 'LabelSelector', 'LabelSelectorRequirement'])
