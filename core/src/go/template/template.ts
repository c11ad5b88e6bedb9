import { type GoFunction, type GoFunctions, GoLimit, type GoValue } from '../kinds/index.ts'
import { TemplateError } from './error.ts'
import { execute } from './execute.ts'
import { isEmpty, type Parsed, parse } from './parser.ts'
import type { Limits, MissingKey, Program, State } from './state.ts'
import { type TemplateTree, treeOf } from './tree.ts'

export interface ExecuteOptions {
  /** Instead of what the template's options say. */
  readonly missingKey?: MissingKey | 'invalid'
  readonly limits?: Partial<Limits>
  /** Told of each piece of output, in order, and which node of the template wrote it; all offsets are UTF-16. */
  readonly onOutput?: (outputStart: number, outputEnd: number, templateStart: number, templateEnd: number) => void
  /** Told of the functions that texts call which functions render. */
  readonly onText?: (functions: ReadonlySet<string>) => void
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
  const { templates, functions: used } = parsed
  const program: Program = { name, text, root, templates, functions, used, beside: new Map() }
  return {
    functions: used,
    tree: treeOf(name, text, parsed),
    execute: (data, run = {}) =>
      execute(program, data, {
        missingKey:
          run.missingKey === undefined ? missingKey : run.missingKey === 'invalid' ? 'default' : run.missingKey,
        limits: { ...defaultLimits, ...run.limits },
        onOutput: run.onOutput,
        render: renderBeside,
        onText: run.onText,
      }),
    load: () => load(program),
  }
}

/** Thrown where a function renders a text that calls functions which are not loaded yet: to be executed anew after `load`. */
export class NotLoaded extends Error {
  readonly load: () => Promise<void>

  constructor(load: () => Promise<void>) {
    super('a template function is not loaded yet')
    this.load = load
  }
}

const loaded = new WeakSet<GoFunction>()

async function load(program: Program): Promise<void> {
  for (const used of loading(program)) {
    await used.load?.()
    loaded.add(used)
  }
}

function loading({ used, functions }: Program): GoFunction[] {
  const found: GoFunction[] = []
  for (const name of used) {
    const fn = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (fn?.load !== undefined && !loaded.has(fn)) found.push(fn)
  }
  return found
}

/** Texts one template keeps parsed: those it makes itself may be others each time. */
const maximumBeside = 1000

/** Go: Clone, New and Parse of the caller's template, and Execute. */
function renderBeside(caller: State, text: string, data: GoValue): string {
  const { program, settings } = caller
  let inner = program.beside.get(text)
  if (inner === undefined) {
    caller.step(text.length >> 3)
    inner = beside(program, text)
    if (program.beside.size >= maximumBeside) program.beside.clear()
    program.beside.set(text, inner)
  }
  const rendered = inner
  settings.onText?.(rendered.used)
  if (loading(rendered).length > 0) throw new NotLoaded(() => load(rendered))
  try {
    return execute(rendered, data, { ...settings, onOutput: undefined }, caller)
  } catch (error) {
    if (!(error instanceof TemplateError) || error.kind !== 'limit') throw error
    // Its place is one in the inner text.
    throw new GoLimit(error.detail, { cause: error })
  }
}

/** Go: AddParseTree. An empty definition takes the place of none. */
function beside({ name, functions, templates }: Program, text: string): Program {
  const parsed = parse(name, text, functions, false)
  const known = new Map(templates)
  for (const [defined, list] of parsed.templates) {
    if (!isEmpty(list) || !known.has(defined)) known.set(defined, list)
  }
  const root = parsed.templates.get(name) ?? parsed.root
  return { name, text, root, templates: known, functions, used: parsed.functions, beside: new Map() }
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
