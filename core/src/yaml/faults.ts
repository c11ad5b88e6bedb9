import type { LineIndex } from '../text/index.ts'

/** A problem of a document's text, with offsets into that text: it survives when the document moves within its file. */
export interface Fault {
  readonly code: string
  readonly message: string | ((place: (offset: number) => string) => string)
  readonly start: number
  readonly end: number
  readonly related?: readonly { readonly message: string; readonly start: number; readonly end: number }[]
  readonly fatal: boolean
  readonly goError?: string
  /** The anchor that an alias lacks: another document may have it. */
  readonly anchor?: string
}

/** `line 3, column 5`, counted from 1. */
export function placeText(lines: LineIndex, offset: number): string {
  const { line, character } = lines.positionAt(offset)
  return `line ${line + 1}, column ${character + 1}`
}

export const columnText = (place: string): string => place.slice(place.indexOf('column '))

export function syntaxFault(message: string, start: number, end: number, nearTemplate: boolean): Fault {
  const hint = nearTemplate ? " Quote the value: '{{ … }}'." : ''
  return { code: 'yaml-syntax', message: `YAML syntax: ${message}.${hint}`, start, end, fatal: true }
}

/** A template that stands without quotes; `value` is what should be quoted. */
export function templateFault(value: string, start: number, end: number): Fault {
  return {
    code: 'yaml-unquoted-template',
    message: `{{ … }} without quotes is a YAML flow mapping, not a string: the API server receives a map. Write ${quoted(value)}.`,
    start,
    end,
    fatal: true,
  }
}

/** Double quotes when the text holds a single one. */
const quoted = (value: string): string => (value.includes("'") ? `"${value.replace(/[\\"]/g, '\\$&')}"` : `'${value}'`)

export function quoteClashFault(start: number, end: number): Fault {
  return {
    code: 'yaml-template-quote-clash',
    message: place =>
      `The template uses the same quote character as the YAML string, so the string ends at ${columnText(place(start))}. ` +
      `Use single quotes outside or back-ticks inside: '{{ index .path.segments 1 | replace "a" "b" }}'.`,
    start,
    end,
    fatal: true,
  }
}

export const tabFault = (start: number, end: number): Fault => ({
  code: 'yaml-tab-indent',
  message: 'Tab in indentation; YAML allows spaces only.',
  start,
  end,
  fatal: true,
})

export const aliasFault = (name: string, start: number, end: number): Fault => ({
  code: 'yaml-alias-undefined',
  message: `Alias *${name} has no anchor &${name} in this document. Anchors do not cross "---".`,
  start,
  end,
  fatal: true,
  anchor: name,
})
