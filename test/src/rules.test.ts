// A folder of marked files for each rule: what it finds, where, in which words; a file without marks of the rule is one it is silent about.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  applyEdits,
  bundledVersion,
  checkFile,
  type Diagnostic,
  fileClassOf,
  parseVersion,
  rules,
  SourceFile,
} from '@kubectl-gitops/core'
import { type Mark, readMarked, writeMarked } from './marked.ts'

const folder = new URL('../fixtures/rules/', import.meta.url)
const update = process.env.UPDATE === '1'

for (const rule of rules) {
  const own = new URL(`${rule.id}/`, folder)

  test(`${rule.id}: has a bad and a good example`, () => {
    assert.ok(existsSync(own), `test/fixtures/rules/${rule.id}/ is missing`)
    const marked = filesOf(own).map(name => readMarked(readFileSync(new URL(name, own), 'utf8')))
    assert.ok(
      marked.some(({ marks }) => marks.some(mark => mark.text.includes(`[${rule.id}]`))),
      'no example in which it finds something',
    )
    assert.ok(
      marked.some(({ marks }) => !marks.some(mark => mark.text.includes(`[${rule.id}]`))),
      'no example in which it is silent',
    )
  })

  for (const name of existsSync(own) ? filesOf(own) : []) {
    const file = new URL(name, own)
    const source = readFileSync(file, 'utf8')
    test(`${rule.id}: ${name}`, () => {
      const { text } = readMarked(source)
      const found = check(text)
      const written = writeMarked(text, found)
      if (update && written !== source) writeFileSync(file, written)
      assert.equal(written, update ? readFileSync(file, 'utf8') : source)
    })

    // `name.fixed.yaml` is the text after the safe fixes, in which the rule finds nothing more.
    const fixed = new URL(name.replace(/yaml$/, 'fixed.yaml'), own)
    const edits = findings(readMarked(source).text).flatMap(({ code, fixes }) =>
      code === rule.id ? (fixes ?? []).filter(fix => fix.safe).flatMap(fix => fix.edits) : [],
    )
    if (edits.length > 0 || existsSync(fixed)) {
      test(`${rule.id}: ${name} after its fixes`, () => {
        const text = applyEdits(readMarked(source).text, edits)
        if (update) writeFileSync(fixed, text)
        assert.equal(text, readFileSync(fixed, 'utf8'))
        assert.ok(!findings(text).some(({ code }) => code === rule.id))
      })
    }

    // A test that cannot fail shows nothing: without the rule its marks must be gone.
    test(`${rule.id}: ${name} needs the rule`, () => {
      const { text } = readMarked(source)
      assert.ok(!check(text, new Set([rule.id])).some(mark => mark.text.includes(`[${rule.id}]`)))
    })
  }
}

test('every fixture folder belongs to a rule', () => {
  const known = new Set(rules.map(rule => rule.id))
  assert.deepEqual(
    readdirSync(folder).filter(name => !known.has(name)),
    [],
  )
})

function filesOf(own: URL): string[] {
  return readdirSync(own).filter(name => name.endsWith('.yaml') && !name.endsWith('.fixed.yaml'))
}

/** What is found, as marks. */
function check(text: string, off?: ReadonlySet<string>): Mark[] {
  const { lines } = new SourceFile('', text)
  return findings(text, off).map(({ code, severity, message, span }) => {
    const start = lines.positionAt(span!.start)
    const end = lines.positionAt(span!.end)
    const last = end.line === start.line ? end.character : (text.split('\n')[start.line]?.length ?? 0)
    return { line: start.line, start: start.character, end: last, text: `${severity}: ${message} [${code}]` }
  })
}

/** `# argocd: 3.0` in the text sets the version, `# file: PATH` the place of the file, `# beside: PATH` a file beside it. */
function findings(text: string, off: ReadonlySet<string> = new Set()): readonly Diagnostic[] {
  const uri = /^# file: (.*)$/m.exec(text)?.[1] ?? 'app.yaml'
  const beside = new Map([...text.matchAll(/^# beside: (\S+) ?(.*)$/gm)].map(([, path, body]) => [path, body]))
  const version = /^# argocd: (.*)$/m.exec(text)?.[1]
  const file = new SourceFile(uri, text)
  const options = {
    argocdVersion: (version === undefined ? undefined : parseVersion(version)) ?? bundledVersion,
    fileClass: fileClassOf(file, path => beside.get(path)),
    off,
    onBug: (_: string, error: unknown) => {
      throw error
    },
  }
  return checkFile(file, options).diagnostics
}
