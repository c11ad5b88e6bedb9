import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import {
  type Diagnostic,
  displayWidth,
  printable,
  type ReportContext,
  reports,
  SourceFile,
  toJSON,
  truncate,
} from '@kubectl-gitops/core'
import { machineSchemas } from './machine-schemas.ts'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures', 'report')

/** Findings as a case writes them: a span is the first place of some text in a file. */
interface Case {
  readonly files: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
  readonly color?: boolean
  readonly ascii?: boolean
}

interface Marked {
  readonly file: string
  readonly of: string
}

type Finding = Omit<Diagnostic, 'span' | 'related' | 'fixes'> & {
  readonly at?: Marked
  readonly related?: readonly { readonly message: string; readonly at: Marked }[]
  readonly fixes?: readonly {
    readonly title: string
    readonly safe: boolean
    readonly edits: readonly { readonly at: Marked; readonly newText: string }[]
  }[]
}

for (const name of readdirSync(folder).sort()) {
  describe(name, () => {
    const written = JSON.parse(readFileSync(join(folder, name, 'findings.json'), 'utf8')) as Case
    const ctx = contextOf(written)
    const findings = written.findings.map(finding => diagnosticOf(finding, written.files))
    for (const report of reports) {
      test(report.format, () => {
        const path = join(folder, name, `expected.${report.format}`)
        const text = report.write(findings, ctx)
        if (report.format === 'json')
          assert.deepEqual(machineSchemas().faults('ValidationReport', JSON.parse(text)), [])
        if (process.env.UPDATE) writeFileSync(path, text)
        else assert.equal(text, readFileSync(path, 'utf8'))
      })
    }
  })
}

function spanOf({ file, of }: Marked, files: Case['files']) {
  const start = files[file]!.indexOf(of)
  assert.ok(start >= 0, `${file} does not hold ${of}`)
  return { uri: file, start, end: start + of.length }
}

function diagnosticOf({ at, related, fixes, ...finding }: Finding, files: Case['files']): Diagnostic {
  return {
    ...finding,
    ...(at && { span: spanOf(at, files) }),
    ...(related && { related: related.map(item => ({ message: item.message, span: spanOf(item.at, files) })) }),
    ...(fixes && {
      fixes: fixes.map(({ title, safe, edits }) => ({
        title,
        safe,
        edits: edits.map(edit => ({ span: spanOf(edit.at, files), newText: edit.newText })),
      })),
    }),
  }
}

function contextOf({ files, color = false, ascii = false }: Case): ReportContext {
  const sources = new Map(Object.entries(files).map(([uri, text]) => [uri, new SourceFile(uri, text)]))
  return {
    tool: { name: 'kubectl-gitops', version: '1.0.0' },
    files: Object.keys(files),
    summary: {
      files: sources.size,
      documents: 3,
      objects: 2,
      ignored: 1,
      baseline: 0,
      skippedRules: [{ code: 'x-project-missing', needs: ['cluster'] }],
    },
    fidelity: {
      level: 'partial',
      reasons: [{ code: 'clusters-not-at-hand', message: 'the cluster Secrets are not at hand' }],
    },
    look: { paint: (role, text) => (color ? `<${role}>${text}</${role}>` : text), ascii },
    rule: code =>
      code.startsWith('schema-')
        ? { summary: 'Every field is known.', severity: 'error', docs: `https://example.com/${code}` }
        : undefined,
    seconds: 0.125,
    rulesCommand: 'kubectl gitops rules',
    fileName: uri => uri,
    source: uri => sources.get(uri),
  }
}

test('what a terminal would act on is spelt out', () => {
  assert.equal(printable('plain'), 'plain')
  assert.equal(printable('a\x1b[31mred\x07'), 'a\\x1b[31mred\\x07')
  assert.equal(printable('two\r\nlines\tand a tab'), 'two\nlines and a tab')
  assert.equal(printable('abc\u202etxt.exe'), 'abc\\u202etxt.exe')
})

test('columns are those of a terminal', () => {
  assert.equal(displayWidth('abc'), 3)
  assert.equal(displayWidth('日本語'), 6)
  assert.equal(displayWidth('e\u0301'), 1)
  assert.equal(displayWidth('\x1b[31mred\x1b[0m'), 3)
  assert.equal(displayWidth('🚀'), 2)
  assert.equal(truncate('日本語', 5, '…'), '日本…')
  assert.equal(truncate('abc', 3, '…'), 'abc')
})

test('whole numbers that no double holds are written whole', () => {
  assert.equal(
    toJSON({ a: 9007199254740993n, b: [], c: {}, d: undefined, e: [1, { f: null }] }),
    '{\n  "a": 9007199254740993,\n  "b": [],\n  "c": {},\n  "e": [\n    1,\n    {\n      "f": null\n    }\n  ]\n}\n',
  )
})
