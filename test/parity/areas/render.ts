import { decodeJSON } from '../../../core/src/go/json/index.ts'
import {
  type GoObject,
  type GoValue,
  int,
  isGoObject,
  setKey,
  stringMap,
  stringSlice,
} from '../../../core/src/go/kinds/index.ts'
import { argoFunctions, Renderer } from '../../../core/src/template/index.ts'
import { ArgoError, ArgoPanic } from '../../../core/src/text/index.ts'
import { compared, defineArea, rows } from '../area.ts'

interface Row {
  readonly mode: 'go' | 'fast'
  readonly template: string
  readonly options?: readonly string[]
  readonly params?: unknown
  readonly types?: Readonly<Record<string, string>>
  readonly output?: string
  readonly error?: string
  readonly panic?: boolean
}

/** One template text: its output, or Argo CD's error. */
export default defineArea({
  name: 'render',
  async *run(golden) {
    for (const [i, row] of rows<Row>(golden, 'render.json').entries()) {
      const { output, error, panic = false } = row
      yield compared(
        `${i} ${JSON.stringify(row.template).slice(0, 100)}`,
        { output, error, panic },
        await rendered(row),
      )
    }
  },
})

async function rendered({ mode, template, options = [], params = {}, types = {} }: Row) {
  const values = decodeJSON(JSON.stringify(params)) as GoObject
  for (const [path, type] of Object.entries(types)) retype(values, path.split('.'), type)
  const renderer = new Renderer({ goTemplate: mode === 'go', goTemplateOptions: options, functions: argoFunctions })
  try {
    const output = await renderer.run(() => renderer.replace(template, values))
    // JSON has no bytes that are not UTF-8.
    return {
      output: output.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, pair =>
        pair.length > 1 ? pair : '\ufffd',
      ),
      panic: false,
    }
  } catch (error) {
    if (!(error instanceof ArgoError)) throw error
    return { error: error.message, panic: error instanceof ArgoPanic }
  }
}

/** JSON cannot say which Go type a value has. */
function retype(object: GoObject, [key = '', ...rest]: string[], type: string): void {
  const value = object[key] ?? null
  if (rest.length > 0 && isGoObject(value)) retype(value, rest, type)
  else setKey(object, key, typed(value, type))
}

function typed(value: GoValue, type: string): GoValue {
  if (type === 'strmap' && isGoObject(value))
    return stringMap(Object.entries(value).map(([key, each]) => [key, String(each)]))
  if (type === 'strlist' && Array.isArray(value)) return stringSlice(value.map(String))
  if (type === 'int' && typeof value === 'number') return int(value)
  throw new Error(`no type ${type} for ${JSON.stringify(value)}`)
}
