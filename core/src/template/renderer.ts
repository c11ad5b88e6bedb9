import type { GoFunctions, GoObject } from '../go/kinds/index.ts'
import { GoError, GoLimit } from '../go/kinds/index.ts'
import { NotLoaded, parseTemplate, type Template, TemplateError } from '../go/template/index.ts'
import { ArgoPanic, type Span } from '../text/index.ts'
import { executeFastTemplate, isTemplated, type OnOutput, parseFastTemplate } from './fasttemplate.ts'
import { RenderError } from './render-error.ts'

/** One template text, parsed once and rendered any number of times. */
export interface Compiled {
  /** The output whatever the parameters; undefined when it depends on them or fails. */
  readonly constant: string | undefined
  /** Throws RenderError, ArgoPanic, or NotLoaded (see Renderer.run). */
  render(params: GoObject, onOutput?: OnOutput): string
  /** The same with a missing key as an error, whatever the set's options say. */
  renderStrictly(params: GoObject): string
}

export interface RendererOptions {
  readonly goTemplate: boolean
  readonly goTemplateOptions: readonly string[]
  /** Where the options are written. */
  readonly optionsAt?: Span
  /** What Go templates may call. */
  readonly functions: GoFunctions
}

export type Volatility = 'clock' | 'random' | 'map-order'

/** Renders template texts as one ApplicationSet asks for it: by fasttemplate or text/template. */
// Argo CD: applicationset/utils/utils.go Render.Replace.
export class Renderer {
  readonly goTemplate: boolean
  /** The functions met so far whose answers no preview can know, and why. */
  readonly volatile = new Map<string, Volatility>()
  /** Whether a template met so far calls a function that writes into the parameters it is given. */
  changesParameters = false
  readonly #options: readonly string[]
  readonly #functions: GoFunctions
  readonly #compiled = new Map<string, Compiled>()
  #panic: ArgoPanic | undefined

  constructor({ goTemplate, goTemplateOptions, optionsAt, functions }: RendererOptions) {
    this.goTemplate = goTemplate
    this.#options = goTemplateOptions
    this.#functions = functions
    if (goTemplate) this.#checkOptions(optionsAt)
  }

  /** Throws the panic that rendering any text would be. */
  ready(): void {
    if (this.#panic !== undefined) throw this.#panic
  }

  replace(text: string, params: GoObject, onOutput?: OnOutput): string {
    this.ready()
    const compiled = this.compile(text)
    if (compiled.constant !== undefined && onOutput === undefined) return compiled.constant
    return compiled.render(params, onOutput)
  }

  compile(text: string): Compiled {
    if (!text.includes('{{')) return constant(text)
    const known = this.#compiled.get(text)
    if (known !== undefined) return known
    const compiled = this.goTemplate ? this.#compileGo(text) : compileFast(text)
    // A set that makes its own templates (matrix over many elements) would fill the memory.
    if (this.#compiled.size >= maximumKept) this.#compiled.clear()
    this.#compiled.set(text, compiled)
    return compiled
  }

  /**
   * Runs what renders. Functions that need a heavy module load it when first met: the work is then begun anew, so it must not
   * have changed anything before it fails.
   */
  async run<T>(work: () => T): Promise<T> {
    for (;;) {
      try {
        return work()
      } catch (error) {
        if (!(error instanceof NotLoaded)) throw error
        await error.load()
      }
    }
  }

  #checkOptions(at: Span | undefined): void {
    try {
      parseTemplate('base', '', this.#functions, this.#options)
    } catch (error) {
      if (!(error instanceof TemplateError) || error.kind !== 'panic') throw error
      this.#panic = new ArgoPanic(error.message, at, { cause: error })
    }
  }

  #compileGo(text: string): Compiled {
    if (this.#panic !== undefined) return failing(this.#panic)
    let template: Template
    try {
      template = parseTemplate('base', text, this.#functions, this.#options)
    } catch (error) {
      return failing(renderError(error, 'failed to parse template', text))
    }
    let needsLoading = false
    this.#note(template.functions)
    for (const name of template.functions) {
      if (Object.hasOwn(this.#functions, name) && this.#functions[name]?.load !== undefined) needsLoading = true
    }
    const onText = (functions: ReadonlySet<string>): void => this.#note(functions)
    const execute = (params: GoObject, options: Parameters<Template['execute']>[1]): string => {
      if (needsLoading) {
        throw new NotLoaded(async () => {
          await template.load()
          needsLoading = false
        })
      }
      try {
        return template.execute(params, { ...options, onText })
      } catch (error) {
        throw renderError(error, 'failed to execute go template', text)
      }
    }
    return {
      constant: undefined,
      render: (params, onOutput) => execute(params, onOutput && { onOutput }),
      renderStrictly: params => execute(params, { missingKey: 'error' }),
    }
  }

  #note(functions: ReadonlySet<string>): void {
    for (const name of functions) {
      if (changing.has(name)) this.changesParameters = true
      const used = Object.hasOwn(this.#functions, name) ? this.#functions[name] : undefined
      if (used?.volatile !== undefined) this.volatile.set(name, used.volatile)
      // Nobody knows yet what it will be given to render.
      if (used?.within !== undefined) this.changesParameters = true
    }
  }
}

const changing = new Set(['set', 'unset', 'merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite'])

const maximumKept = 20_000

function constant(text: string): Compiled {
  const render = (_params: GoObject, onOutput?: OnOutput): string => {
    if (text !== '') onOutput?.(0, text.length, 0, text.length)
    return text
  }
  return { constant: text, render, renderStrictly: render }
}

function failing(error: Error): Compiled {
  const render = (): never => {
    throw error
  }
  return { constant: undefined, render, renderStrictly: render }
}

function compileFast(text: string): Compiled {
  if (!isTemplated(text)) return constant(text)
  try {
    const template = parseFastTemplate(text)
    const render = (params: GoObject, onOutput?: OnOutput): string => {
      try {
        return executeFastTemplate(template, params, onOutput)
      } catch (error) {
        if (!(error instanceof GoLimit)) throw error
        throw new RenderError(error.message, { template: text, start: 0, end: text.length }, { cause: error })
      }
    }
    return { constant: undefined, render, renderStrictly: params => render(params) }
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    const start = text.lastIndexOf('{{')
    const fault = { template: text, start, end: text.length }
    return failing(new RenderError(`invalid template: ${error.message}`, fault, { cause: error }))
  }
}

function renderError(error: unknown, prefix: string, text: string): Error {
  if (!(error instanceof TemplateError)) return error as Error
  if (error.kind === 'panic') return new ArgoPanic(error.message, undefined, { cause: error })
  const fault = { template: text, start: error.start, end: error.end }
  return new RenderError(`${prefix} ${text}: ${error.message}`, fault, { cause: error })
}
