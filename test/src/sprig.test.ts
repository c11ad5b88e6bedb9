import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isAtLeast, parseVersion } from '../../core/src/settings/version.ts'
import { argoFunctions, argoFunctionsAt } from '../../core/src/template/index.ts'
import { type RenderCase, renderGo } from './render-cases.ts'

/** A file of rows that share their parameters; recorded from Argo CD v3.5.7, or read in its source at `version`. */
interface Fixture {
  readonly version?: string
  readonly params: RenderCase['params']
  readonly types: RenderCase['types']
  readonly rows: readonly RenderCase[]
}

const read = (url: URL): string => readFileSync(url, 'utf8')
const folder = new URL('../fixtures/template/', import.meta.url)
const golden: RenderCase[] = JSON.parse(read(new URL('../golden/render.json', import.meta.url)))
const fixtures = readdirSync(folder)
  .sort()
  .map(name => ({ name, fixture: JSON.parse(read(new URL(name, folder))) as Fixture }))
const rows = fixtures.map(({ name, fixture: { rows, version, ...shared } }) => ({
  name,
  functions: version === undefined ? argoFunctions : functionsOf(version),
  cases: rows.map(row => ({ ...shared, ...row })) as RenderCase[],
}))

for (const { name, functions, cases } of [{ name: 'render.json', functions: argoFunctions, cases: golden }, ...rows]) {
  test(name, async t => {
    for (const given of cases.filter(({ mode }) => mode !== 'fast')) {
      await t.test(given.template, async () => {
        const { output, error } = given
        const expected = error === undefined ? { output } : { error }
        assert.deepEqual(await renderGo(given, functions), expected)
      })
    }
  })
}

test('every function has two rows', () => {
  const counts = new Map(Object.keys(functionsOf('99.0')).map(name => [name, 0]))
  for (const { template } of rows.flatMap(({ cases }) => cases)) {
    for (const word of new Set(template.match(/\b\w+/g))) {
      const count = counts.get(word)
      if (count !== undefined) counts.set(word, count + 1)
    }
  }
  assert.deepEqual(
    [...counts].filter(([, count]) => count < 2),
    [],
  )
})

function functionsOf(version: string): typeof argoFunctions {
  const argocd = parseVersion(version)
  assert.ok(argocd)
  return argoFunctionsAt(Date.now, minor => isAtLeast(argocd, minor))
}
