import { builtinNames } from '../go/template/index.ts'
import type { ApplicationSet } from '../model/index.ts'
import { argoFunctions, type TemplateString } from '../template/index.ts'
import type { Span } from '../text/index.ts'
import type { Manifest } from '../yaml/index.ts'
import type { RuleContext } from './rule.ts'

export type GoString = Extract<TemplateString, { readonly mode: 'go' }>
export type FastString = Extract<TemplateString, { readonly mode: 'fast' }>

export const goStrings = (ctx: RuleContext): readonly GoString[] =>
  ctx.templates.filter((template): template is GoString => template.mode === 'go')

export const fastStrings = (ctx: RuleContext): readonly FastString[] =>
  ctx.templates.filter((template): template is FastString => template.mode === 'fast')

/** Does a missing key end the rendering? */
export function failsOnMissingKey(set: Manifest<ApplicationSet>): boolean {
  // What is written need not be the list it should be.
  const options: unknown = set.object.spec?.goTemplateOptions
  return Array.isArray(options) && options.includes('missingkey=error')
}

/** The parse errors of Go templates with what is known of them. */
export function* parseErrors(ctx: RuleContext): Generator<ParseError> {
  for (const template of goStrings(ctx)) {
    for (const { detail, message, start, end } of template.loose.errors) {
      yield {
        template,
        detail,
        message,
        start,
        end,
        span: template.span(start, Math.max(end, Math.min(start + 1, template.text.length))),
      }
    }
  }
}

export interface ParseError {
  readonly template: GoString
  /** Go's text without `template: base:1:` */
  readonly detail: string
  readonly message: string
  readonly start: number
  readonly end: number
  readonly span: Span
}

/** The name in `function "x" not defined`. */
export function undefinedFunction({ detail }: ParseError): string | undefined {
  return /^function "(.*)" not defined$/.exec(detail)?.[1]
}

/** Removed by Argo CD for safety, and Helm's own. */
export const forbiddenFunctions = new Set(['env', 'expandenv', 'getHostByName'])
export const helmFunctions = new Set(['include', 'tpl', 'required', 'lookup', 'toToml', 'fromToml'])

let names: readonly string[] | undefined

/** Every function a Go template may call. */
export function functionNames(): readonly string[] {
  names ??= [...Object.keys(argoFunctions), ...builtinNames]
  return names
}
