import { quote } from '../go/fmt/index.ts'
import { GoError, GoLimit, type GoObject, getKey } from '../go/kinds/index.ts'
import { trimSpace } from '../go/strings/index.ts'

/** A text cut at its tags; every odd piece is what stands between `{{` and `}}`. */
export interface FastTemplate {
  readonly pieces: readonly string[]
}

/**
 * Whether Argo CD looks for tags at all: it does when one line holds `{{` and, further on, `}}`.
 * (Argo CD: applicationset/utils/utils.go isTemplatedRegex.)
 */
export function isTemplated(text: string): boolean {
  let close = 0
  for (let at = text.indexOf('{{'); at !== -1; at = text.indexOf('{{', at)) {
    const lineEnd = text.indexOf('\n', at)
    if (close < at + 2) close = text.indexOf('}}', at + 2)
    if (close === -1) return false
    if (lineEnd === -1 || close < lineEnd) return true
    at = lineEnd
  }
  return false
}

/** Cuts a text at its tags; throws GoError with fasttemplate's words for a tag without an end. */
// fasttemplate v1.2.2: Template.Reset.
export function parseFastTemplate(text: string): FastTemplate {
  const pieces: string[] = []
  let from = 0
  for (;;) {
    const open = text.indexOf('{{', from)
    if (open === -1) break
    const close = text.indexOf('}}', open + 2)
    if (close === -1) {
      const rest = text.slice(open + 2)
      throw new GoError(
        `Cannot find end tag=${quote('}}')} in the template=${quote(text)} starting from ${quote(rest)}`,
      )
    }
    pieces.push(text.slice(from, open), text.slice(open + 2, close))
    from = close + 2
  }
  pieces.push(text.slice(from))
  return { pieces }
}

/** Told which piece of output a piece of the template wrote. */
export type OnOutput = (outputStart: number, outputEnd: number, templateStart: number, templateEnd: number) => void

/** As long as a Go template may grow. */
const maximumOutput = 10 * 1024 * 1024

/** Puts string parameters into their tags; a tag that names none stays as it was written. */
// Argo CD: applicationset/utils/utils.go Replace.
export function executeFastTemplate({ pieces }: FastTemplate, params: GoObject, onOutput?: OnOutput): string {
  let out = ''
  let at = 0
  pieces.forEach((piece, index) => {
    const start = out.length
    const from = at
    if (index % 2 === 0) {
      out += piece
      at += piece.length
    } else {
      const name = trimSpace(piece)
      const value = name === '' ? undefined : getKey(params, name)
      out += typeof value === 'string' ? value : `{{${piece}}}`
      at += piece.length + 4
    }
    if (out.length > maximumOutput) throw new GoLimit(`output is longer than ${maximumOutput} characters`)
    if (out.length > start) onOutput?.(start, out.length, from, at)
  })
  return out
}

/** The names of the tags of a text, trimmed, with their offsets; empty when Argo CD would not look for any. */
export function fastTags(text: string): { readonly name: string; readonly start: number; readonly end: number }[] {
  if (!isTemplated(text)) return []
  const tags: { name: string; start: number; end: number }[] = []
  let from = 0
  for (;;) {
    const open = text.indexOf('{{', from)
    const close = open === -1 ? -1 : text.indexOf('}}', open + 2)
    if (close === -1) return tags
    tags.push({ name: trimSpace(text.slice(open + 2, close)), start: open, end: close + 2 })
    from = close + 2
  }
}
