import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { compile, loadRegexp, mustCompile, quoteMeta } from '../../core/src/go/regexp/index.ts'

/** What Go 1.26's regexp answers; offsets are UTF-16. Null stands for a nil list. */
interface Case {
  readonly pattern: string
  readonly text?: string
  readonly n?: number
  readonly replacement?: string
  readonly error?: string
  readonly panic?: string
  readonly find: string
  readonly all: number[][] | null
  readonly replaced: string
  readonly literal: string
  readonly split: string[] | null
  readonly quoted: string
  readonly names: string[] | null
}

const cases: Case[] = JSON.parse(readFileSync(new URL('../golden/regexp.json', import.meta.url), 'utf8'))

before(loadRegexp)

for (const given of cases) {
  const { pattern, text = '', n = 0, replacement = '', error, panic, quoted, ...expected } = given
  test(JSON.stringify([pattern, text, replacement, n]), () => {
    assert.equal(quoteMeta(pattern), quoted)
    if (error !== undefined) {
      assert.throws(() => compile(pattern), { message: error })
      assert.throws(() => mustCompile(pattern), { message: panic })
      return
    }
    const regexp = compile(pattern)
    const answers = {
      find: regexp.find(text),
      all: regexp.findAll(text, n) ?? null,
      replaced: regexp.replaceAll(text, replacement),
      literal: regexp.replaceAllLiteral(text, replacement),
      split: regexp.split(text, n) ?? null,
      names: [...regexp.names],
    }
    assert.deepEqual(answers, expected)
    assert.equal(regexp.test(text), regexp.findAll(text, 1) !== undefined)
  })
}
