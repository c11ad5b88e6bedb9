import type { Diagnostic, Fidelity, Span } from '../text/index.ts'
import { placed, placeOf } from './place.ts'
import type { Places, RuleInfo } from './report.ts'

/** The version of the machine output; fields are only added within it. */
export const outputVersion = 'kubectl-gitops/v1'

export interface MachineContext extends Places {
  rule(code: string): RuleInfo | undefined
}

/** One machine-readable document: the envelope around an answer's own fields. */
export function envelope(
  kind: string,
  fields: Readonly<Record<string, unknown>>,
  answer: { readonly fidelity: Fidelity; readonly diagnostics: readonly Diagnostic[] },
  ctx: MachineContext,
): Readonly<Record<string, unknown>> {
  return {
    apiVersion: outputVersion,
    kind,
    ...fields,
    fidelity: fidelityToJSON(answer.fidelity),
    diagnostics: diagnosticsToJSON(answer.diagnostics, ctx),
  }
}

export const fidelityToJSON = ({ level, reasons }: Fidelity): unknown => ({
  level,
  reasons: reasons.map(({ code, message }) => ({ code, message })),
})

export function diagnosticsToJSON(findings: readonly Diagnostic[], ctx: MachineContext): readonly unknown[] {
  return placed(findings, ctx).map(({ finding, place }) => {
    const { code, severity, message, related, object, condition, fixes } = finding
    const docs = ctx.rule(code)?.docs
    return {
      code,
      severity,
      message,
      ...place,
      ...(related && {
        related: related.flatMap(item => {
          const at = placeOf(item.span, ctx)
          return at === undefined ? [] : [{ message: item.message, ...at }]
        }),
      }),
      ...(object && { object }),
      ...(condition && { condition }),
      ...(fixes && {
        fixes: fixes.map(({ title, safe, edits }) => ({
          title,
          safe,
          edits: edits.flatMap(({ span, newText }) => {
            const at = placeOf(span, ctx)
            return at === undefined ? [] : [{ ...at, newText }]
          }),
        })),
      }),
      ...(docs !== undefined && { docs }),
    }
  })
}

/** The place of a span as fields of a machine-readable object; a place that is not known has no line. */
export function spanToJSON(span: Span, places: Places): { file: string; line: number | null; column: number | null } {
  const place = placeOf(span, places)
  if (place === undefined) return { file: places.fileName(span.uri), line: null, column: null }
  return { file: place.file, line: place.line, column: place.column }
}

/** JSON with two blanks a level and a line feed at the end. Whole numbers that a double cannot hold are written whole. */
export function toJSON(value: unknown): string {
  const out: string[] = []
  write(value, '\n', out)
  out.push('\n')
  return out.join('')
}

/** What nests deeper has been refused before; this keeps the stack safe whatever is given. */
const maximumDepth = 2000

function write(value: unknown, newline: string, out: string[]): void {
  if (typeof value === 'bigint') out.push(value.toString())
  else if (typeof value !== 'object' || value === null) out.push(JSON.stringify(value) ?? 'null')
  else if (newline.length > 2 * maximumDepth)
    throw new Error(`an answer nested deeper than ${maximumDepth} levels cannot be written`)
  else if (Array.isArray(value)) writeItems('[', ']', value, newline, out, (item, inner) => write(item, inner, out))
  else {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined)
    writeItems('{', '}', entries, newline, out, ([key, item], inner) => {
      out.push(JSON.stringify(key), ': ')
      write(item, inner, out)
    })
  }
}

function writeItems<T>(
  open: string,
  close: string,
  items: readonly T[],
  newline: string,
  out: string[],
  item: (value: T, newline: string) => void,
): void {
  if (items.length === 0) {
    out.push(open, close)
    return
  }
  const inner = `${newline}  `
  out.push(open)
  items.forEach((value, index) => {
    out.push(index === 0 ? inner : `,${inner}`)
    item(value, inner)
  })
  out.push(newline, close)
}
