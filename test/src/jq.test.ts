// jq programs against gojq's own answers, and path expressions against Argo CD's.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { compile } from '../../core/src/go/jq/compile.ts'
import { encode } from '../../core/src/go/jq/encode.ts'
import { compileJq, JqTimeout } from '../../core/src/go/jq/index.ts'
import { Machine, Uncaught } from '../../core/src/go/jq/machine.ts'
import { parse } from '../../core/src/go/jq/parser.ts'
import { fromGo } from '../../core/src/go/jq/values.ts'
import type { GoObject, GoValue } from '../../core/src/go/kinds/index.ts'
import { type Ignored, ignorePath } from './jq-path.ts'

interface Answer {
  readonly phase?: 'parse' | 'compile' | 'run'
  readonly error?: string
  readonly outputs?: readonly string[]
}

interface Fixture {
  readonly inputs: readonly GoValue[]
  readonly cases: readonly (Answer & { readonly program: string; readonly input: number })[]
}

/** So many answers were recorded at most. */
const recorded = 200

const fixtures = new URL('../fixtures/jq/', import.meta.url)
for (const file of readdirSync(fixtures).sort()) {
  const { inputs, cases }: Fixture = JSON.parse(readFileSync(new URL(file, fixtures), 'utf8'))
  for (const { program, input, ...expected } of cases) {
    test(`${file}: ${program} <- ${input}`, async () => {
      assert.deepEqual(await answerOf(program, inputs[input]!), expected)
    })
  }
}

const golden: readonly (Ignored & { program: string; input: GoObject })[] = JSON.parse(
  readFileSync(new URL('../golden/jq.json', import.meta.url), 'utf8'),
)
for (const { program, input, ...expected } of golden) {
  test(`Argo CD ignores ${program} of ${String(input.kind)}`, async () => {
    const { output, ...rest } = await ignorePath(program, input)
    assert.deepEqual({ ...rest, ...(output !== undefined && { output: JSON.parse(JSON.stringify(output)) }) }, expected)
  })
}

test('recursion costs no host stack', () => {
  assert.deepEqual([...compileJq('def f: if . == 0 then . else . - 1 | f end; f').run(50_000)], [0])
  assert.deepEqual([...compileJq('[range(100000)] | length').run(null)], [100_000])
})

test('a program without an end is given up', () => {
  assert.throws(() => [...compileJq('def f: f; f').run(null, { maxSteps: 1000 })], JqTimeout)
  assert.throws(() => [...compileJq('[repeat(1)]').run(null, { maxSteps: 1000 })], JqTimeout)
})

test('what grows without bounds is given up, not fatal', () => {
  for (const program of [
    'reduce range(100000) as $i (null; [.])',
    'reduce range(100000) as $i (null; [.]) | tojson',
    '"ab" | until(false; . + .)',
    'def f: [f]; f',
  ]) {
    assert.throws(() => [...compileJq(program).run(null)], JqTimeout, program)
  }
})

test('keys are only data', () => {
  const input = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}')
  const [kept] = compileJq('del(.constructor) | .["__proto__"].b = 3').run(input)
  assert.equal(JSON.stringify(kept), '{"__proto__":{"a":1,"b":3}}')
  assert.deepEqual([...compileJq('.toString, has("valueOf")').run({})], [null, false])
})

async function answerOf(program: string, input: GoValue): Promise<Answer> {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(program)
  } catch (error) {
    return { phase: 'parse', error: (error as Error).message }
  }
  let compiled: ReturnType<typeof compile>
  try {
    compiled = compile(parsed)
  } catch (error) {
    return { phase: 'compile', error: (error as Error).message }
  }
  for (const load of compiled.loads) await load()
  const machine = new Machine(compiled.code, fromGo(input), 3_000_000)
  const outputs: string[] = []
  try {
    for (let answer = machine.resume(); answer && outputs.length < recorded; answer = machine.resume()) {
      outputs.push(encode(answer.value))
    }
  } catch (error) {
    if (error instanceof Uncaught) return { phase: 'run', error: error.message, outputs }
    throw error
  }
  return { outputs }
}
