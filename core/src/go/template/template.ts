import type { GoFunctions, GoValue } from '../kinds/index.ts'
import { TemplateError } from './error.ts'
import { execute } from './execute.ts'
import { type Parsed, parse } from './parser.ts'
import type { Limits, MissingKey } from './state.ts'
import { type TemplateTree, treeOf } from './tree.ts'

export interface ExecuteOptions {
  /** Instead of what the template's options say. */
  readonly missingKey?: MissingKey | 'invalid'
  readonly limits?: Partial<Limits>
  /** Told of each piece of output, in order, and which node of the template wrote it; all offsets are UTF-16. */
  readonly onOutput?: (outputStart: number, outputEnd: number, templateStart: number, templateEnd: number) => void
}

/** A parsed template, to be executed any number of times. */
export interface Template {
  /** Throws TemplateError. */
  execute(data: GoValue, options?: ExecuteOptions): string
  /** The functions it calls, built-in ones too. */
  readonly functions: ReadonlySet<string>
  readonly tree: TemplateTree
  /** Awaits what the functions used need to load; `prepare` does it for many templates. */
  load(): Promise<void>
}

/** Parses as Go's `template.New(name).Funcs(functions).Option(options...).Parse(text)` does; throws TemplateError. */
export function parseTemplate(
  name: string,
  text: string,
  functions: GoFunctions,
  options: readonly string[] = [],
): Template {
  const missingKey = missingKeyOf(options)
  const parsed = parse(name, text, functions, false)
  const root = parsed.templates.get(name) ?? parsed.root
  const program = { name, text, root, templates: parsed.templates, functions }
  return {
    functions: parsed.functions,
    tree: treeOf(name, text, parsed),
    execute: (data, run = {}) =>
      execute(program, data, {
        missingKey:
          run.missingKey === undefined ? missingKey : run.missingKey === 'invalid' ? 'default' : run.missingKey,
        limits: { ...defaultLimits, ...run.limits },
        onOutput: run.onOutput,
      }),
    load: async () => {
      for (const used of parsed.functions) if (Object.hasOwn(functions, used)) await functions[used]?.load?.()
    },
  }
}

/** Loads what the functions of these templates need; to be awaited before the first execution. */
export async function prepare(templates: Iterable<Pick<Template, 'load'>>): Promise<void> {
  for (const template of templates) await template.load()
}

/** A half-written template: what can be understood of it, and everything that is wrong. */
export interface LooseTemplate {
  readonly tree: TemplateTree
  readonly functions: ReadonlySet<string>
  readonly errors: readonly TemplateError[]
}

/** Parses for the editor: goes on after errors and keeps half-written actions. Throws nothing. */
export function parseTemplateLoose(text: string, functions: GoFunctions = {}, name = 'base'): LooseTemplate {
  try {
    const parsed = parse(name, text, functions, true)
    return { tree: treeOf(name, text, parsed), functions: parsed.functions, errors: parsed.errors }
  } catch (error) {
    // Only nesting beyond all measure is not recovered from.
    if (!(error instanceof TemplateError)) throw error
    const root: Parsed['root'] = { type: 'list', pos: 0, start: 0, end: text.length, nodes: [] }
    return { tree: treeOf(name, text, { root, definitions: [], comments: [] }), functions: new Set(), errors: [error] }
  }
}

const defaultLimits: Limits = { output: 10 * 1024 * 1024, steps: 5_000_000, depth: 500 }

/** Go: text/template/option.go setOption, which panics. */
function missingKeyOf(options: readonly string[]): MissingKey {
  let missingKey: MissingKey = 'default'
  for (const option of options) {
    if (option === '') throw optionError('empty option string')
    const known = option.startsWith('missingkey=') ? missingKeys.get(option.slice('missingkey='.length)) : undefined
    if (known === undefined) throw optionError(`unrecognized option: ${option}`)
    missingKey = known
  }
  return missingKey
}

const missingKeys = new Map<string, MissingKey>([
  ['default', 'default'],
  ['invalid', 'default'],
  ['zero', 'zero'],
  ['error', 'error'],
])

const optionError = (message: string): TemplateError =>
  new TemplateError('panic', message, { detail: message, start: 0, end: 0 })
