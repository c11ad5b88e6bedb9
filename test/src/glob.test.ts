import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import {
  compileGlob,
  doublestarMatch,
  type GlobEntry,
  globTree,
  matchInList,
  matchPathspec,
  pathMatch,
} from '../../core/src/go/glob/index.ts'

interface NameCase {
  readonly pattern: string
  readonly name: string
  readonly separators?: string
  readonly match?: boolean
  readonly error?: string
}

interface TreeCases {
  readonly entries: readonly GlobEntry[]
  readonly cases: readonly { readonly pattern: string; readonly paths?: readonly string[]; readonly error?: string }[]
}

const fixture = (path: string): unknown => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'))

/** The value, or the text of the error in its place. */
function answer<T>(ask: () => T): T | { readonly error: string } {
  try {
    return ask()
  } catch (error) {
    return { error: (error as Error).message }
  }
}

const matchers: Readonly<Record<string, (item: NameCase) => boolean>> = {
  'path-match': ({ pattern, name }) => pathMatch(pattern, name),
  'doublestar-match': ({ pattern, name }) => doublestarMatch(pattern, name),
  gobwas: ({ pattern, name, separators }) => compileGlob(pattern, separators).match(name),
}

for (const [name, match] of Object.entries(matchers)) {
  describe(`${name}, as Go answered`, () => {
    for (const item of fixture(`fixtures/git/${name}.json`) as readonly NameCase[]) {
      const { pattern, name, separators = '', match: expected, error } = item
      test(`${JSON.stringify(pattern)} on ${JSON.stringify(name)} ${separators}`, () => {
        assert.deepEqual(
          answer(() => match(item)),
          error === undefined ? expected : { error },
        )
      })
    }
  })
}

const listings: Readonly<Record<string, (entries: readonly GlobEntry[], pattern: string) => readonly string[]>> = {
  // git 2.39.5: ls-files --full-name -z -- <pattern>
  pathspec: matchPathspec,
  // doublestar 4.10.0: FilepathGlob and what Argo CD does with its answer
  'doublestar-tree': globTree,
}

for (const [name, list] of Object.entries(listings)) {
  const { entries, cases } = fixture(`fixtures/git/${name}.json`) as TreeCases
  describe(`${name}, as the real one answered`, () => {
    for (const { pattern, paths, error } of cases) {
      test(JSON.stringify(pattern), () => {
        assert.deepEqual(
          answer(() => list(entries, pattern)),
          error === undefined ? paths : { error },
        )
      })
    }
  })
}

describe('globs of Argo CD', () => {
  const golden = fixture('golden/globs.json') as readonly (Omit<NameCase, 'name'> & {
    text: string
    matchRegexp?: boolean
  })[]
  for (const { pattern, text, separators, match, error, matchRegexp } of golden) {
    test(`${JSON.stringify(pattern)} on ${JSON.stringify(text)} ${separators ?? ''}`, () => {
      assert.deepEqual(
        answer(() => compileGlob(pattern, separators).match(text)),
        error === undefined ? match : { error },
      )
      if (matchRegexp !== undefined) assert.equal(matchInList([pattern], text, 'regexp'), matchRegexp)
    })
  }
})

describe('patterns made to take long', () => {
  const text = 'a'.repeat(60)
  const cases: Readonly<Record<string, () => unknown>> = {
    'stars of gobwas': () => compileGlob('*a'.repeat(30).concat('b')).match(text),
    'stars of a pathspec': () => matchPathspec([{ path: text, kind: 'file' }], '*a'.repeat(30).concat('b?')),
    'stars of path.Match': () => pathMatch('*a'.repeat(30).concat('b'), text),
    'stars of doublestar': () => doublestarMatch('**/*a'.repeat(20).concat('b'), `${text}/`.repeat(20)),
  }
  for (const [name, ask] of Object.entries(cases)) {
    test(`${name} give an answer`, () =>
      assert.ok([false, true].includes(answer(ask) as boolean) || Array.isArray(answer(ask))))
  }
  const refused: Readonly<Record<string, () => unknown>> = {
    'alternatives of doublestar': () => doublestarMatch('{a,a}'.repeat(40).concat('b'), text),
    'alternatives below a tree': () => globTree([{ path: 'a', kind: 'file' }], '{a,b}'.repeat(40)),
    'a long pattern of gobwas': () => compileGlob('?*'.repeat(5000)),
  }
  for (const [name, ask] of Object.entries(refused)) {
    test(`${name} are refused`, () => assert.match((answer(ask) as { error: string }).error, /too (much|many|long)/))
  }
})
