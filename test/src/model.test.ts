// Go's structs in TypeScript: recorded answers of Go (test/golden/go-structs), and hand-written cases that read as documentation.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { GoValue } from '../../core/src/go/kinds/index.ts'
import {
  decodeGo,
  drySourceOf,
  encodeGo,
  hasMultipleSources,
  isAutomated,
  modelKind,
  projectOf,
  sourceOf,
  sourcesOf,
  strategicMergePatch,
} from '../../core/src/model/index.ts'
import { compareVersions, formatVersion, isAtLeast, parseVersion } from '../../core/src/settings/version.ts'
import { check, type GoCase } from './go-structs.ts'

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))

for (const name of ['decode', 'merge']) {
  test(`${name}: every recorded answer of Go is ours`, () => {
    const cases = read(`../golden/go-structs/${name}.json`) as GoCase[]
    assert.ok(cases.length > 100)
    assert.deepEqual(
      cases.flatMap(one => check(name, one) ?? []),
      [],
    )
  })
}

interface Fixture {
  readonly type: string
  readonly value?: GoValue
  readonly original?: GoValue
  readonly patch?: GoValue
  readonly order?: 'written'
  readonly expected?: unknown
  readonly error?: string
}

const folder = new URL('../fixtures/model/', import.meta.url)
for (const file of readdirSync(folder).sort()) {
  const cases = read(`../fixtures/model/${file}`) as Record<string, Fixture>
  for (const [name, { type, value, original, patch, order, expected, error }] of Object.entries(cases)) {
    test(`${file.replace('.json', '')}: ${name}`, () => {
      const run = (): GoValue =>
        patch === undefined
          ? encodeGo(type, decodeGo(type, value!, order))
          : strategicMergePatch(type, original!, patch)
      if (error !== undefined) assert.throws(run, { message: error })
      else assert.deepEqual(run(), expected)
    })
  }
}

test('decoding and patching leave their inputs alone', () => {
  const original = { metadata: { finalizers: ['a'] }, spec: { project: 'p', source: { helm: { values: 'x' } } } }
  const patch = {
    metadata: { finalizers: ['b'] },
    spec: { source: { $patch: 'replace', repoURL: 'r' }, project: null },
  }
  const before = JSON.stringify([original, patch])
  decodeGo('Application', original)
  strategicMergePatch('Application', original, patch)
  assert.equal(JSON.stringify([original, patch]), before)
})

test('values nested without end are refused, not a crash', () => {
  let deep: GoValue = 1
  for (let i = 0; i < 50_000; i++) deep = i % 2 === 0 ? [deep] : { a: deep }
  const app = { spec: { source: { helm: { valuesObject: deep } } } }
  assert.deepEqual(Object.keys(encodeGo('Application', decodeGo('Application', app))), ['metadata', 'spec', 'status'])
  assert.throws(() => strategicMergePatch('Application', {}, { a: deep }), { message: 'exceeded max depth' })
})

test('__proto__ is an ordinary key of labels', () => {
  const app = JSON.parse('{"metadata":{"labels":{"__proto__":"x","constructor":"y"}}}')
  const { metadata } = encodeGo('Application', decodeGo('Application', app)) as { metadata: { labels: object } }
  assert.equal(JSON.stringify(metadata.labels), '{"__proto__":"x","constructor":"y"}')
})

test('sourceHydrator beats sources beats source', () => {
  const source = { repoURL: 'a' }
  const sources = [{ repoURL: 'b' }, { repoURL: 'c' }]
  const sourceHydrator = {
    drySource: { repoURL: 'd', path: 'dry', targetRevision: 'HEAD' },
    syncSource: { targetBranch: 'env', path: 'wet' },
  }
  const base = { project: '', destination: {} }
  assert.deepEqual(sourcesOf({ ...base }), [])
  assert.deepEqual(sourceOf({ ...base }), { repoURL: '' })
  assert.deepEqual(sourcesOf({ ...base, source }), [source])
  assert.deepEqual(sourcesOf({ ...base, source, sources: [] }), [source])
  assert.deepEqual(sourcesOf({ ...base, source, sources }), sources)
  assert.equal(hasMultipleSources({ ...base, source, sources }), true)
  assert.equal(hasMultipleSources({ ...base, sources, sourceHydrator }), false)
  assert.deepEqual(sourcesOf({ ...base, source, sources, sourceHydrator }), [
    { repoURL: 'd', path: 'wet', targetRevision: 'env' },
  ])
  assert.equal(drySourceOf(sourceHydrator).path, 'dry')
  assert.equal(projectOf(base), 'default')
})

test('automated without enabled is on', () => {
  assert.equal(isAutomated(undefined), false)
  assert.equal(isAutomated({}), false)
  assert.equal(isAutomated({ automated: {} }), true)
  assert.equal(isAutomated({ automated: { enabled: false } }), false)
})

test('kinds count with their group', () => {
  assert.equal(modelKind({ apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject' }), 'AppProject')
  assert.equal(modelKind({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }), undefined)
  assert.equal(modelKind({ apiVersion: 'app.k8s.io/v1beta1', kind: 'Application' }), undefined)
  assert.equal(modelKind(null), undefined)
})

test('versions are read as people and image tags write them', () => {
  const all = ['v2.14.11', '3.0', 'v3.2.0-rc2', 'v3.2.0-rc10', '3.2', 'v3.5.7+6e15cc4', '3.6.1']
  assert.deepEqual(
    all.map(text => formatVersion(parseVersion(text)!)),
    ['v2.14.11', 'v3.0.0', 'v3.2.0-rc2', 'v3.2.0-rc10', 'v3.2.0', 'v3.5.7', 'v3.6.1'],
  )
  const sorted = [...all].reverse().sort((a, b) => compareVersions(parseVersion(a)!, parseVersion(b)!))
  assert.deepEqual(sorted, all)
  for (const text of ['latest', 'stable', 'v3', 'sha256:00ff', '3.5.7.1', ''])
    assert.equal(parseVersion(text), undefined)
  assert.equal(isAtLeast(parseVersion('v3.2.0-rc1')!, '3.2'), true)
  assert.equal(isAtLeast(parseVersion('v3.1.9')!, '3.2'), false)
  assert.equal(isAtLeast(parseVersion('v3.10.0')!, '3.9'), true)
})
