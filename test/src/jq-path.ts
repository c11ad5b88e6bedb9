import { compileJq, type JqProgram, JqTimeout } from '../../core/src/go/jq/index.ts'
import { encodeJSON } from '../../core/src/go/json/index.ts'
import { type GoObject, type GoValue, isGoObject } from '../../core/src/go/kinds/index.ts'

/** What Argo CD's ignore normalizer does with a path expression; the fields of golden/jq.json. */
export interface Ignored {
  readonly output?: GoValue
  readonly phase?: string
  readonly error?: string
}

/** Runs `del(expression)` on an object as Argo CD does. */
// Argo CD: util/argo/normalizers/diff_normalizer.go.
export async function ignorePath(expression: string, input: GoObject): Promise<Ignored> {
  let program: JqProgram
  try {
    program = compileJq(`del(${expression})`)
    await program.load()
  } catch (error) {
    return { phase: 'build', error: (error as Error).message }
  }
  const answer = onlyAnswer(program, input)
  if ('error' in answer) return { output: input, phase: 'run', error: answer.error }
  if (!isGoObject(answer.value) || !answer.value.kind) {
    return { phase: 'result', error: `Object 'Kind' is missing in '${encodeJSON(answer.value)}'` }
  }
  return { output: answer.value }
}

function onlyAnswer(program: JqProgram, input: GoObject): { value: GoValue } | { error: string } {
  try {
    const answers = program.run(input)
    const first = answers.next()
    if (first.done) return { error: 'JQ patch did not return any data' }
    return answers.next().done ? { value: first.value } : { error: 'JQ patch returned multiple objects' }
  } catch (error) {
    if (error instanceof JqTimeout) return { error: 'JQ patch execution timed out (1s)' }
    return { error: `JQ patch returned error: ${(error as Error).message}` }
  }
}
