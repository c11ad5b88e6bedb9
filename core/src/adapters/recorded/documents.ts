import { type GoObject, type GoValue, getKey, isGoObject } from '../../go/kinds/index.ts'
import { decodeYAML } from '../../go/yaml/index.ts'
import { withoutYAMLValues } from '../../text/index.ts'

/** A recorded file that cannot be used: which file, where in it, and what is wrong. */
export class RecordedFileError extends Error {
  override readonly name = 'RecordedFileError'
  readonly file: string
  /** From 1; the document's first line when the fault is in a field of it. */
  readonly line: number

  constructor(file: string, line: number, problem: string, options?: { cause?: unknown }) {
    super(`${file}:${line}: ${problem}`, options)
    this.file = file
    this.line = line
  }
}

/** One document of a recorded file, decoded. */
export interface RecordedDocument {
  readonly file: string
  /** The line of the file it begins on, from 1. */
  readonly line: number
  readonly value: GoValue
}

/** The documents of a YAML or JSON text, those without content left out. */
export function readDocuments(text: string, file: string): RecordedDocument[] {
  const documents: RecordedDocument[] = []
  for (const { line, text: part } of splitDocuments(text)) {
    let value: GoValue
    try {
      value = decodeYAML(part)
    } catch (cause) {
      // The file may hold Secrets.
      const message = withoutYAMLValues(cause instanceof Error ? cause.message : String(cause))
      const inside = /line (\d+)/.exec(message)
      throw new RecordedFileError(file, inside === null ? line : line + Number(inside[1]) - 1, message)
    }
    if (value !== null) documents.push({ file, line, value })
  }
  return documents
}

/** Reads fields of a decoded document and says where and what is wrong with one. */
export class FieldReader {
  readonly #document: RecordedDocument

  constructor(document: RecordedDocument) {
    this.#document = document
  }

  fail(problem: string): never {
    throw new RecordedFileError(this.#document.file, this.#document.line, problem)
  }

  object(value: GoValue | undefined, path: string): GoObject {
    if (value === undefined || value === null) return {}
    return isGoObject(value) ? value : this.fail(`${path} must be a mapping`)
  }

  list(value: GoValue | undefined, path: string): readonly GoValue[] {
    if (value === undefined || value === null) return []
    return Array.isArray(value) ? value : this.fail(`${path} must be a list`)
  }

  objects(value: GoValue | undefined, path: string): readonly GoObject[] {
    return this.list(value, path).map((item, index) =>
      isGoObject(item) ? item : this.fail(`${path}[${index}] must be a mapping`),
    )
  }

  string(value: GoValue | undefined, path: string): string {
    if (value === undefined || value === null) return ''
    return typeof value === 'string' ? value : this.fail(`${path} must be a string`)
  }

  strings(value: GoValue | undefined, path: string): readonly string[] {
    return this.list(value, path).map((item, index) => this.string(item, `${path}[${index}]`))
  }

  stringMap(value: GoValue | undefined, path: string): Readonly<Record<string, string>> {
    const object = this.object(value, path)
    return Object.fromEntries(Object.keys(object).map(key => [key, this.string(getKey(object, key), `${path}.${key}`)]))
  }

  integer(value: GoValue | undefined, path: string): number {
    if (value === undefined || value === null) return 0
    return typeof value === 'number' && Number.isInteger(value) ? value : this.fail(`${path} must be a whole number`)
  }

  boolean(value: GoValue | undefined, path: string): boolean {
    if (value === undefined || value === null) return false
    return typeof value === 'boolean' ? value : this.fail(`${path} must be true or false`)
  }

  /** A misspelt key would be an answer that never comes. */
  knownKeys(object: GoObject, known: readonly string[], path: string): void {
    const stranger = Object.keys(object).find(key => !known.includes(key))
    if (stranger !== undefined) this.fail(`${path} has no key "${stranger}": known are ${known.join(', ')}`)
  }
}

function splitDocuments(text: string): { readonly line: number; readonly text: string }[] {
  const parts: { line: number; text: string }[] = []
  const lines = text.replace(/^\ufeff/, '').split('\n')
  let from = 0
  for (let at = 0; at <= lines.length; at++) {
    if (at < lines.length && !/^---\s*(#.*)?$/.test(lines[at]!)) continue
    const part = lines.slice(from, at).join('\n')
    if (part.trim() !== '') parts.push({ line: from + 1, text: part })
    from = at + 1
  }
  return parts
}
