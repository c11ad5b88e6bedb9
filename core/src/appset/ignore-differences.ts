import { compileJq, type JqProgram } from '../go/jq/index.ts'
import { encodeJSON } from '../go/json/index.ts'
import { type GoObject, type GoValue, getKey, isGoObject, setKey } from '../go/kinds/index.ts'
import { ArgoError } from '../text/index.ts'
import { objectAt, stringAt } from './objects.ts'

/** Takes ignored fields out of an Application; throws ArgoError where Argo CD fails. */
export type RemoveIgnored = (app: GoObject) => GoObject

/** The longest an expression may run, as Argo CD has it; counted in steps, so that the answer does not depend on the machine. */
const jqSteps = 1_000_000

/**
 * The rules of spec.ignoreApplicationDifferences as a function; undefined without rules. A rule that does not apply to an object
 * is skipped, as Argo CD does.
 */
// Argo CD: applicationset/utils/createOrUpdate.go BuildIgnoreDiffConfig; util/argo/normalizers/diff_normalizer.go.
export async function ignoredFields(set: GoObject): Promise<RemoveIgnored | undefined> {
  const list = getKey(objectAt(set, 'spec') ?? {}, 'ignoreApplicationDifferences')
  if (!Array.isArray(list) || list.length === 0) return undefined
  const patches: { readonly name: string; readonly apply: (app: GoValue) => GoValue | undefined }[] = []
  let broken: ArgoError | undefined
  for (const rule of list) {
    if (!isGoObject(rule)) continue
    const name = stringAt(rule, 'name')
    for (const pointer of strings(rule, 'jsonPointers')) patches.push({ name, apply: app => removeAt(app, pointer) })
    for (const expression of strings(rule, 'jqPathExpressions')) {
      try {
        const program = compileJq(`del(${expression})`)
        await program.load()
        patches.push({ name, apply: app => onlyAnswer(program, app) })
      } catch (error) {
        // Argo CD finds out while it writes an existing Application; the first broken expression is the one it names.
        broken ??= new ArgoError(failure(error instanceof Error ? error.message : String(error)))
      }
    }
  }
  return app => {
    if (broken) throw broken
    let out: GoValue = app
    // The selection looks at the object before any rule has touched it.
    for (const { apply } of patches.filter(
      patch => patch.name === '' || patch.name === stringAt(app, 'metadata', 'name'),
    )) {
      out = apply(out) ?? out
    }
    if (!isGoObject(out) || !getKey(out, 'kind')) {
      throw new ArgoError(failure(`Object 'Kind' is missing in '${encodeJSON(out)}'`))
    }
    return out
  }
}

const failure = (message: string): string =>
  `failed to apply ignore differences: failed to normalize application spec: ${message}`

function strings(rule: GoObject, key: string): string[] {
  const list = getKey(rule, key)
  return Array.isArray(list) ? list.filter(item => typeof item === 'string') : []
}

/** What the expression answers when it answers once; an error, nothing or several answers leave the object alone. */
function onlyAnswer(program: JqProgram, app: GoValue): GoValue | undefined {
  try {
    const answers = program.run(app, { maxSteps: jqSteps })
    const first = answers.next()
    if (first.done || !answers.next().done) return undefined
    return first.value
  } catch {
    return undefined
  }
}

/** The value without what the pointer names; undefined when it names nothing. */
// evanphx/json-patch: patch.go findObject, remove. A negative index counts from the end.
function removeAt(value: GoValue, pointer: string): GoValue | undefined {
  const steps = pointer.split('/').slice(1).map(decoded)
  return steps.length === 0 ? undefined : without(value, steps)
}

function without(value: GoValue, [key = '', ...rest]: readonly string[]): GoValue | undefined {
  if (Array.isArray(value)) {
    const index = indexOf(key, value.length, rest.length === 0)
    if (index === undefined) return undefined
    if (rest.length === 0) return value.filter((_, i) => i !== index)
    const inner = without(value[index]!, rest)
    return inner === undefined ? undefined : value.map((item, i) => (i === index ? inner : item))
  }
  if (!isGoObject(value) || getKey(value, key) === undefined) return undefined
  const inner = rest.length === 0 ? undefined : without(value[key]!, rest)
  if (rest.length > 0 && inner === undefined) return undefined
  const out: GoObject = {}
  for (const [own, item] of Object.entries(value)) {
    if (own !== key) setKey(out, own, item)
    else if (inner !== undefined) setKey(out, own, inner)
  }
  return out
}

function indexOf(key: string, length: number, removing: boolean): number | undefined {
  if (!/^[+-]?[0-9]{1,15}$/.test(key)) return undefined
  const index = Number(key)
  const from = index < 0 ? index + length : index
  return from < 0 || from >= length || (index < 0 && !removing && length === 0) ? undefined : from
}

const decoded = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~')
