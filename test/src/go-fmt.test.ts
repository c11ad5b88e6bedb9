import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  canBackquote,
  FormatLimitError,
  formatFloat,
  quote,
  quoteToASCII,
  sprint,
  sprintf,
  sprintln,
  unquote,
} from '../../core/src/go/fmt/index.ts'
import {
  bytesOf,
  GoError,
  GoNumber,
  type GoValue,
  int,
  nilOf,
  stringMap,
  stringSlice,
  TypedSlice,
  textOf,
} from '../../core/src/go/kinds/index.ts'

// Each file of fixtures/go-fmt is a list of Go's own answers.
function read<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(`../fixtures/go-fmt/${name}.json`, import.meta.url), 'utf8')).cases
}

type Argument =
  | { readonly type: '[]string'; readonly value: string[] }
  | { readonly type: '[]uint8'; readonly value: number[] }
  | { readonly type: 'map[string]string'; readonly value: { [key: string]: string } }
  | { readonly type: 'json' | 'nil' | 'string' | 'bool'; readonly value: GoValue }
  | { readonly type: 'float64' | 'float32' | 'int' | 'int8' | 'int64' | 'uint8' | 'uint64'; readonly value: string }

const floatOf = (text: string): number => Number(text.replace('Inf', 'Infinity'))

function goValueOf({ type, value }: Argument): GoValue {
  switch (type) {
    case '[]string':
      return stringSlice(value)
    case '[]uint8':
      return new TypedSlice(
        type,
        value.map(byte => new GoNumber('uint8', BigInt(byte))),
      )
    case 'map[string]string':
      return stringMap(Object.entries(value))
    case 'float64':
      return floatOf(value)
    case 'float32':
      return new GoNumber(type, Math.fround(floatOf(value)))
    case 'int':
    case 'int8':
    case 'int64':
    case 'uint8':
    case 'uint64':
      return new GoNumber(type, BigInt(value))
    default:
      return value
  }
}

test('sprintf', () => {
  const rows = read<{ format: string; args: Argument[]; output: string }>('sprintf')
  for (const row of rows) {
    assert.equal(sprintf(row.format, row.args.map(goValueOf)), row.output, JSON.stringify(row))
  }
})

test('floats', () => {
  type Row = { value: string; format: string; precision: number; bits: 32 | 64; output: string }
  for (const row of read<Row>('float')) {
    const { value, format, precision, bits, output } = row
    assert.equal(formatFloat(floatOf(value), format, precision, bits), output, JSON.stringify(row))
  }
})

const fromHex = (hex: string): string =>
  textOf(Uint8Array.from(hex.match(/../g) ?? [], byte => Number.parseInt(byte, 16)))

test('quote', () => {
  for (const row of read<{ hex: string; quote: string; ascii: string; backquote: boolean }>('quote')) {
    const text = fromHex(row.hex)
    const got = { hex: row.hex, quote: quote(text), ascii: quoteToASCII(text), backquote: canBackquote(text) }
    assert.deepEqual(got, row)
  }
})

test('unquote', () => {
  for (const row of read<{ literal: string; hex?: string; error?: string }>('unquote')) {
    if (row.error !== undefined) {
      assert.throws(() => unquote(row.literal), new GoError(row.error), row.literal)
      continue
    }
    const hex = Array.from(bytesOf(unquote(row.literal)), byte => byte.toString(16).padStart(2, '0')).join('')
    assert.equal(hex, row.hex, row.literal)
  }
})

test('Sprint puts a space between operands when neither is a string, Sprintln always', () => {
  const rows: [GoValue[], string, string][] = [
    [[], '', '\n'],
    [[1, 2], '1 2', '1 2\n'],
    [['a', 'b'], 'ab', 'a b\n'],
    [[1, 'a', 2], '1a2', '1 a 2\n'],
    [[null, true, 'x', null, 1], '<nil> truex<nil> 1', '<nil> true x <nil> 1\n'],
    [[[1], {}], '[1] map[]', '[1] map[]\n'],
  ]
  for (const [args, print, println] of rows) assert.deepEqual([sprint(args), sprintln(args)], [print, println])
})

test('nil maps and slices show in %#v alone', () => {
  const rows: [GoValue, string, string][] = [
    [nilOf('map[string]interface {}'), 'map[]', 'map[string]interface {}(nil)'],
    [nilOf('map[string]string'), 'map[]', 'map[string]string(nil)'],
    [nilOf('[]interface {}'), '[]', '[]interface {}(nil)'],
    [nilOf('[]string'), '[]', '[]string(nil)'],
  ]
  for (const [value, plain, syntax] of rows) {
    assert.deepEqual([sprintf('%v', [value]), sprintf('%#v', [value])], [plain, syntax])
  }
})

test('halves of a character that meet again become that character', () => {
  assert.equal(sprintf('%s%s', ['\udcc3', '\udca9']), 'é')
  assert.equal(sprint(['\udcc3', '\udca9']), 'é')
  assert.equal(sprintf('%q', ['\udcc3']), '"\\xc3"')
})

test('text without bound and circular values are refused', () => {
  const circle: { [key: string]: GoValue } = {}
  circle.self = circle
  const calls = [
    () => sprint([circle]),
    () => sprintf('%s', [circle]),
    () =>
      sprintf(
        '%999999d'.repeat(30),
        Array.from({ length: 30 }, () => int(1)),
      ),
    () => sprintf('%s%[1]s%[1]s', ['x'.repeat(1000)], 2000),
  ]
  for (const call of calls) assert.throws(call, FormatLimitError)
})
