// Records what Go makes of random values: node record.ts writes the golden answers, node record.ts --check SEED COUNT compares fresh ones.
// Needs the program of this folder: go build -o structs .
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { check, type GoCase } from '../../src/go-structs.ts'
import { crdObject, type Json, kinds, metadata, patchPart, Random, structValue } from './random.ts'

const here = import.meta.dirname
const golden = `${here}/../../golden/go-structs`
const program = process.env.STRUCTS ?? `${here}/structs`

const makers: Record<string, (r: Random, i: number) => Json> = {
  decode: (r, i) => {
    const type = r.pick(kinds)
    return { type, value: structValue(r, type, i % 2 === 0 ? 0 : 0.01) }
  },
  merge: r => {
    const value = ask([{ type: 'Application', value: patchPart(r, false) }])[0]?.value as Json
    return { type: 'Application', value, patch: patchPart(r, true) }
  },
  crd: (r, i) => {
    const type = r.pick(kinds)
    return { type, object: crdObject(r, type, [0, 0.01, 0.05][i % 3] ?? 0) }
  },
  metadata: r => ({ metadata: metadata(r) }),
}

function ask(questions: readonly Json[]): Record<string, Json>[] {
  const input = questions.map(question => JSON.stringify(question)).join('\n')
  const { stdout, stderr, status } = spawnSync(program, ['answers'], { cwd: here, input, maxBuffer: 1 << 30 })
  if (status !== 0) throw new Error(stderr.toString())
  return stdout
    .toString()
    .trim()
    .split('\n')
    .map(line => inOrder(JSON.parse(line)))
}

/** Faults come in the random order of Go's maps. */
function inOrder(answer: Record<string, Json>): Record<string, Json> {
  for (const key of ['errors', 'unknown']) if (Array.isArray(answer[key])) answer[key].sort()
  return answer
}

/** Go walks maps in random order: a question whose answer is not always the same is no question. */
function stable(questions: readonly Json[]): GoCase[] {
  const runs = Array.from({ length: 8 }, () => ask(questions))
  return questions.flatMap((question, i) => {
    const answers = new Set(runs.map(run => JSON.stringify(run[i])))
    return answers.size === 1 ? [{ ...(question as object), answer: runs[0]?.[i] } as unknown as GoCase] : []
  })
}

function questions(seed: number, count: number, name: string, most: number): Json[] {
  const r = new Random(seed)
  const out: Json[] = []
  for (let i = 0; out.length < count; i++) {
    const question = makers[name]!(r, i)
    if (JSON.stringify(question).length <= most) out.push(question)
  }
  return out
}

const [flag, seed = '1', count = '500'] = process.argv.slice(2)
for (const name of Object.keys(makers)) {
  if (flag === '--check') {
    const cases = stable(questions(Number(seed), Number(count), name, Number.POSITIVE_INFINITY))
    const wrong = cases.flatMap(one => check(name, one) ?? [])
    console.log(`${name}: ${cases.length} cases, ${wrong.length} differ`)
    for (const text of wrong.slice(0, 3)) console.log(text)
  } else {
    const cases = stable(questions(1, name === 'metadata' ? 120 : 160, name, 1500))
    writeFileSync(`${golden}/${name}.json`, `[\n${cases.map(one => JSON.stringify(one)).join(',\n')}\n]\n`)
    console.log(`${name}: ${cases.length} cases`)
  }
}
