import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { encodeJSON } from '../../core/src/go/json/index.ts'
import type { GoValue } from '../../core/src/go/kinds/index.ts'
import { decodeYAML, encodeYAML, jsonToYAML, splitYAMLDocuments, yamlToJSON } from '../../core/src/go/yaml/index.ts'
import { repositoryGolden } from '../parity/golden.ts'

interface Row {
  readonly yaml: string
  readonly json?: string
  readonly error?: string
  readonly stream?: boolean
  readonly documents?: unknown[]
}

const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as T
const scalars = read<Row[]>('../golden/yaml-scalars.json')
const decoding = read<Row[]>('../fixtures/yaml/decode.json')
const encoding = read<{ value: GoValue; yaml?: string; error?: string }[]>('../fixtures/yaml/encode.json')

function converted(yaml: string): { json?: string; error?: string } {
  try {
    return { json: yamlToJSON(yaml) }
  } catch (error) {
    assert.equal((error as Error).name, 'GoError', `${JSON.stringify(yaml)}: ${String(error)}`)
    return { error: (error as Error).message }
  }
}

test('YAML becomes the JSON, or the error, that Argo CD makes of it', () => {
  for (const row of [...scalars, ...decoding].filter(({ stream }) => !stream)) {
    const { yaml, ...expected } = row
    assert.deepEqual(converted(yaml), expected, JSON.stringify(yaml))
  }
})

test('a value decoded is the value of that JSON', () => {
  for (const { yaml, json, stream } of [...scalars, ...decoding]) {
    if (stream || json === undefined) continue
    assert.deepEqual(decodeYAML(yaml), JSON.parse(json), JSON.stringify(yaml))
  }
})

test('an error of decoding says that it came from YAML', () => {
  assert.throws(() => decodeYAML('a: @x\n'), {
    message: 'error converting YAML to JSON: yaml: found character that cannot start any token',
  })
})

test('a stream is divided into the objects that Argo CD finds', () => {
  for (const { yaml, documents, error } of [...scalars, ...decoding].filter(({ stream }) => stream)) {
    const found = splitYAMLDocuments(yaml)
    assert.deepEqual(JSON.parse(encodeJSON([...found.documents])), documents, JSON.stringify(yaml))
    assert.equal(found.error?.message, error, JSON.stringify(yaml))
  }
})

test('a value becomes the YAML that Argo CD writes', () => {
  for (const { value, yaml, error } of encoding) {
    if (error !== undefined) assert.throws(() => encodeYAML(value), { message: error }, JSON.stringify(value))
    else assert.equal(encodeYAML(value), yaml, JSON.stringify(value))
  }
})

test('what is written reads back as the same value', () => {
  for (const { value, yaml } of encoding) {
    // JSON holds a NEL as it is, and YAML folds it: Argo CD loses it as well.
    if (yaml === undefined || JSON.stringify(value).includes('\u0085')) continue
    assert.deepEqual(decodeYAML(yaml), value, JSON.stringify(value))
  }
})

test('encodeYAML: the direct way writes what the way through JSON writes', () => {
  let compared = 0
  const files = repositoryGolden()
  for (const name of files.cases('appset')) {
    for (const { applications } of JSON.parse(files.text(`appset/${name}/expected.json`) ?? '[]')) {
      for (const application of applications ?? []) {
        assert.equal(encodeYAML(application), jsonToYAML(encodeJSON(application)))
        compared++
      }
    }
  }
  const odd = [
    '',
    '<<',
    '~',
    'y',
    '1.5',
    ' a',
    'a ',
    'a\nb',
    'a\n',
    '\t',
    '\u0000',
    '\x7f',
    '\u0085',
    '\u2028',
    '\ud800',
    '😀',
    '日本',
    '#',
    '- a',
    'k: v',
    '{{ .x }}',
    '__proto__',
    'k'.repeat(300),
  ]
  for (const text of odd) {
    for (const value of [text, [text], { [text]: text }, { a: [{ b: text }] }] as GoValue[]) {
      assert.equal(
        answerOf(() => encodeYAML(value)),
        answerOf(() => jsonToYAML(encodeJSON(value))),
        JSON.stringify(value),
      )
    }
  }
  for (const number of [0, -0, 1, -1, 1.5, 1e21, 1e-7, 2 ** 53, 2 ** 53 - 1, 123456789]) {
    assert.equal(encodeYAML({ number }), jsonToYAML(encodeJSON({ number })))
  }
  assert.ok(compared > 1000, String(compared))
})

const answerOf = (work: () => string): string => {
  try {
    return work()
  } catch (error) {
    return (error as Error).message
  }
}
