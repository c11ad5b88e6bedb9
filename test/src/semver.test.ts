import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isConstraint, maxVersion } from '../../core/src/go/semver/index.ts'

interface Case {
  revision: string
  tags?: string[]
  tagPrefix?: string
  isConstraint: boolean
  result?: string
  error?: string
}

// What Argo CD v3.5.7 answers (util/versions MaxVersion and IsConstraint).
const cases: Case[] = JSON.parse(readFileSync(new URL('../golden/semver.json', import.meta.url), 'utf8'))

for (const { revision, tags = [], tagPrefix, ...expected } of cases) {
  test(`${JSON.stringify(revision)} in ${tags.length} tags ${tagPrefix ?? ''}`, () => {
    assert.deepEqual({ isConstraint: isConstraint(revision), ...resolved(revision, tags, tagPrefix) }, expected)
  })
}

function resolved(revision: string, tags: string[], prefix?: string): { result?: string; error?: string } {
  try {
    return { result: maxVersion(revision, tags, prefix) }
  } catch (error) {
    return { error: (error as Error).message }
  }
}
