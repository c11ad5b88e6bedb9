import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { argoFunctions } from '../../core/src/template/functions/index.ts'
import { type RenderCase, renderGo } from './render-cases.ts'

// Recorded answers of Argo CD v3.5.7; each file of fixtures/template is a list of the same form.
const folder = new URL('../fixtures/template/', import.meta.url)
const golden = new URL('../golden/render.json', import.meta.url)
const files = [
  golden,
  ...readdirSync(folder)
    .sort()
    .map(name => new URL(name, folder)),
]
const cases = files.flatMap(file => JSON.parse(readFileSync(file, 'utf8')) as RenderCase[])
const goCases = cases.filter(({ mode }) => mode !== 'fast')

for (const given of goCases) {
  test(`${given.template.slice(0, 100)} ${given.options?.join(' ') ?? ''}`, async () => {
    const { output, error } = given
    const expected = error === undefined ? { output } : { error }
    assert.deepEqual(await renderGo(given, argoFunctions), expected)
  })
}

test('each function has rows', () => {
  const words = new Set(goCases.flatMap(({ template }) => template.match(/[\w]+/g) ?? []))
  assert.deepEqual(
    Object.keys(argoFunctions).filter(name => !words.has(name)),
    [],
  )
})
