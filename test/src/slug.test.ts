import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { loadTransliteration, makeSlug } from '../../core/src/go/slug/index.ts'
import { branchSlug } from '../../core/src/template/index.ts'

/** What gosimple/slug v1.15.0 makes of a branch, with Argo CD's substitution of underscores. */
interface Case {
  readonly branch: string
  readonly smart: boolean
  readonly max: number
  readonly slug: string
}

const cases: Case[] = JSON.parse(readFileSync(new URL('../golden/slug.json', import.meta.url), 'utf8'))

before(loadTransliteration)

for (const { branch, smart, max, slug } of cases) {
  test(JSON.stringify([branch, smart, max]), async () => {
    const substitutions = new Map([['_', '-']])
    assert.equal(makeSlug(branch, { maxLength: max, smart, substitutions }), slug)
    if (smart && max === 50) assert.equal(await branchSlug(branch), slug)
  })
}
