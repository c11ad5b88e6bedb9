import {
  type GoFunctions,
  type GoValue,
  int,
  isGoObject,
  stringMap,
  stringSlice,
} from '../../core/src/go/kinds/index.ts'
import { NotLoaded, parseTemplate, TemplateError } from '../../core/src/go/template/index.ts'

/** A template with its parameters and what Argo CD v3.5.7 makes of it; the format of the recorded answers. */
export interface RenderCase {
  readonly mode?: 'go' | 'fast'
  readonly template: string
  readonly options?: readonly string[]
  readonly params?: { readonly [key: string]: GoValue }
  /** Go types that JSON cannot express: strmap, strlist, int, by dotted path. */
  readonly types?: { readonly [path: string]: string }
  readonly output?: string
  readonly error?: string
}

/** Renders a Go template with the words around errors that Argo CD adds (applicationset/utils/utils.go Replace). */
export async function renderGo(
  given: RenderCase,
  functions: GoFunctions,
): Promise<{ output?: string; error?: string }> {
  const params = retyped(given.params, given.types)
  const { template } = given
  try {
    const parsed = parseTemplate('base', template, functions, given.options)
    await parsed.load()
    // Recorded as JSON, where each byte that is not UTF-8 has become U+FFFD.
    const output = await executed(() => parsed.execute(params))
    return { output: output.replace(/[\ud800-\udfff]/gu, '\ufffd') }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    if (error.kind === 'panic') return { error: error.message }
    const phase = error.kind === 'parse' ? 'failed to parse template' : 'failed to execute go template'
    return { error: `${phase} ${template}: ${error.message}` }
  }
}

/** A text that a function renders may call functions that have to be loaded. */
async function executed(execute: () => string): Promise<string> {
  for (;;) {
    try {
      return execute()
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error
      await error.load()
    }
  }
}

/** A copy of the parameters with the Go types that JSON cannot express. */
export function retyped(given: RenderCase['params'], types: RenderCase['types']): { [key: string]: GoValue } {
  const params = structuredClone(given ?? {}) as { [key: string]: GoValue }
  for (const [path, type] of Object.entries(types ?? {})) retype(params, path.split('.'), type)
  return params
}

function retype(params: { [key: string]: GoValue }, path: string[], type: string): void {
  const [first = '', ...rest] = path
  const value = params[first] ?? null
  if (rest.length > 0) {
    if (isGoObject(value)) retype(value, rest, type)
    return
  }
  if (type === 'strmap') params[first] = stringMap(Object.entries(value as { [key: string]: string }))
  else if (type === 'strlist') params[first] = stringSlice(value as string[])
  else params[first] = int(Number(value))
}
