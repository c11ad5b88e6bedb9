import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { decodeJSON, decodeJSONExactly, encodeJSON, formatFloatG } from '../../core/src/go/json/index.ts'
import {
  GoNumber,
  GoStruct,
  type GoValue,
  int,
  stringMap,
  stringSlice,
  TypedMap,
  TypedSlice,
} from '../../core/src/go/kinds/index.ts'

interface Row {
  readonly text: string
  readonly error?: string
  readonly json?: string
  readonly indented?: string
  readonly plain?: string
}

/** Texts with what Go 1.26's encoding/json makes of them. */
const rows = JSON.parse(readFileSync(new URL('../fixtures/json/decode.json', import.meta.url), 'utf8')) as Row[]

test('texts decode, or are refused, as in Go', () => {
  for (const { text, error, json = '' } of rows) {
    if (error !== undefined)
      assert.throws(() => decodeJSON(text), { name: 'GoError', message: error }, JSON.stringify(text))
    else assert.equal(encodeJSON(decodeJSON(text)), json, JSON.stringify(text))
  }
})

test('values encode with indentation and without HTML escapes as in Go', () => {
  for (const { text, error, indented, plain } of rows) {
    if (error !== undefined) continue
    const value = decodeJSON(text)
    assert.equal(encodeJSON(value, { indent: '  ' }), indented, JSON.stringify(text))
    assert.equal(encodeJSON(value, { escapeHTML: false }), plain, JSON.stringify(text))
  }
})

test('integers keep their digits when asked to', () => {
  assert.deepEqual(decodeJSONExactly('[1, -2, 9007199254740993, 1.5, {"a": 18446744073709551615}, 1e3]'), [
    1,
    -2,
    9007199254740993n,
    1.5,
    { a: 18446744073709551615n },
    1000,
  ])
})

test('ten thousand levels are read and written, one more is refused', () => {
  const deepest = '['.repeat(10_000) + ']'.repeat(10_000)
  assert.equal(encodeJSON(decodeJSON(deepest)), deepest)
  assert.throws(() => decodeJSON(`[${deepest}]`), { message: "invalid character '[' exceeded max depth" })
})

test('every kind of Go value is written', () => {
  const values: [GoValue, string][] = [
    [int(7), '7'],
    [new GoNumber('uint64', 18446744073709551615n), '18446744073709551615'],
    [new GoNumber('float32', Math.fround(0.1)), '0.1'],
    [new GoNumber('float32', Math.fround(3e7)), '30000000'],
    [
      stringMap([
        ['b', '<'],
        ['a', '2'],
      ]),
      '{"a":"2","b":"\\u003c"}',
    ],
    [new TypedMap('map[string]int', []), '{}'],
    [stringSlice(['x']), '["x"]'],
    [new TypedSlice('[]string', [], true), 'null'],
    [new TypedSlice('[]uint8', [new GoNumber('uint8', 104n), new GoNumber('uint8', 105n)]), '"aGk="'],
    [new GoStruct({ type: 'v1.JSON', text: () => 'x', inner: null, json: () => ({ a: [int(1)] }) }), '{"a":[1]}'],
    ['a\udcffb', '"a\\ufffdb"'],
    [{ '\uffff': 1, '😀': 2 }, '{"\uffff":1,"😀":2}'],
  ]
  for (const [value, json] of values) assert.equal(encodeJSON(value), json)
})

test('numbers that JSON lacks and endless values are errors', () => {
  assert.throws(() => encodeJSON([Number.POSITIVE_INFINITY]), { message: 'json: unsupported value: +Inf' })
  assert.throws(() => encodeJSON(Number.NEGATIVE_INFINITY), { message: 'json: unsupported value: -Inf' })
  assert.throws(() => encodeJSON({ a: Number.NaN }), { message: 'json: unsupported value: NaN' })
  const self: { [key: string]: GoValue } = {}
  self.self = self
  assert.throws(() => encodeJSON(self), {
    message: 'json: unsupported value: encountered a cycle via map[string]interface {}',
  })
})

test('floats have the shortest form of strconv', () => {
  const forms: [number, 32 | 64, string][] = [
    [12345678.9, 64, '1.23456789e+07'],
    [123456, 64, '123456'],
    [1e6, 64, '1e+06'],
    [0.0001, 64, '0.0001'],
    [0.00001, 64, '1e-05'],
    [-0, 64, '-0'],
    [16777217, 32, '1.6777216e+07'],
    [0.1, 32, '0.1'],
    [1e21, 64, '1e+21'],
    [5e-324, 64, '5e-324'],
    [Number.NaN, 64, 'NaN'],
    [Number.NEGATIVE_INFINITY, 64, '-Inf'],
  ]
  for (const [value, bits, text] of forms) assert.equal(formatFloatG(value, bits), text)
})
