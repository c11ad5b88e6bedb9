import { type Diagnostic, holdsSecret, type SourceFile, type Span } from '../text/index.ts'
import { count, plural } from './count.ts'
import { type Place, placed, placeOf } from './place.ts'
import { defineReport, type Look, type ReportContext } from './report.ts'
import { charWidth, displayWidth, printable, truncate } from './terminal-text.ts'

export default defineReport({
  format: 'text',
  summary: 'for people: the place, what is wrong, the line with a caret, the cure',

  write(findings, ctx) {
    const blocks = placed(findings, ctx).map(({ finding }) => findingBlock(finding, ctx))
    return [...blocks, `${summaryLine(findings, ctx)}\n`].join('\n')
  },
})

/** What one finding needs to be shown. */
export type BlockContext = Pick<ReportContext, 'fileName' | 'source' | 'look' | 'rule' | 'rulesCommand'>

/** A finding with its line of source, what takes part in it, and what to do; ends with a line feed. */
export function findingBlock(finding: Diagnostic, ctx: BlockContext): string {
  const { look } = ctx
  const place = finding.span && placeOf(finding.span, ctx)
  const lines = [headline(finding, place, look)]
  const file = finding.span && ctx.source(finding.span.uri)
  if (place !== undefined && file !== undefined && !isInSecret(file, finding.span!))
    lines.push(...excerpt(file, place, finding, look))
  for (const { message, span } of finding.related ?? []) {
    const at = placeOf(span, ctx)
    lines.push(
      `   ${look.paint('bold', printable(at === undefined ? ctx.fileName(span.uri) : placeText(at)))}: ${printable(message)}`,
    )
  }
  const cure = cureLine(finding, ctx)
  if (cure !== undefined) lines.push(`   ${cure}`)
  return `${lines.join('\n')}\n`
}

/** The lines of a Secret are shown to nobody: reports end in logs that many read. */
function isInSecret(file: SourceFile, { start }: Span): boolean {
  const known = secretDocuments.get(file) ?? new Map<number, boolean>()
  secretDocuments.set(file, known)
  const from = file.text.lastIndexOf('\n---', start) + 1
  let isSecret = known.get(from)
  if (isSecret === undefined) {
    const end = file.text.indexOf('\n---', start)
    isSecret = holdsSecret(file.text.slice(from, end < 0 ? undefined : end))
    known.set(from, isSecret)
  }
  return isSecret
}

const secretDocuments = new WeakMap<SourceFile, Map<number, boolean>>()

/** apps/web.yaml:14:11: error: what is wrong [rule-id] */
function headline(finding: Diagnostic, place: Place | undefined, look: Look): string {
  const where = place === undefined ? '' : `${look.paint('bold', printable(placeText(place)))}: `
  const code = look.paint('dim', `[${finding.code}]`)
  return `${where}${look.paint(finding.severity, finding.severity)}: ${indented(printable(finding.message))} ${code}`
}

const placeText = ({ file, line, column }: Place): string => `${file}:${line}:${column}`

/** Go's errors may have several lines: those after the first stand below the message, not below the file name. */
const indented = (message: string): string => message.trimEnd().replaceAll('\n', '\n       ')

/** How much of a line is shown: minified JSON is one line. */
const widest = 160

/** The line of source and the caret under the stretch that is meant. */
function excerpt(file: SourceFile, place: Place, { severity }: Diagnostic, look: Look): string[] {
  const start = file.lines.startOf(place.line - 1)
  const line = file.text.slice(start, file.lines.startOf(place.line)).replace(/[\r\n]+$/, '')
  if (line.trim() === '') return []
  // Of a long line the part around the place is shown.
  const from = place.column - 1 > widest - 40 ? place.column - 1 - 40 : 0
  const before = line.slice(from, place.column - 1)
  const end = place.endLine === place.line ? Math.max(place.endColumn - 1, place.column) : line.length
  const marked = line.slice(place.column - 1, Math.min(end, from + widest))
  const number = String(place.line)
  const gutter = ' '.repeat(number.length + 3)
  const more = look.ascii ? '...' : '…'
  const shown = (from > 0 ? more : '') + truncate(visible(line.slice(from)), widest, more)
  const blank = (from > 0 ? ' '.repeat(displayWidth(more)) : '') + ' '.repeat(displayWidth(visible(before)))
  const caret = '^'.repeat(Math.max(1, displayWidth(visible(marked))))
  return [
    `${look.paint('dim', `   ${number} |`)} ${shown}`,
    `${look.paint('dim', `${gutter} |`)} ${blank}${look.paint(severity, caret)}`,
  ]
}

/** One column stays one column: what a terminal would act on is replaced, not spelt out. */
function visible(text: string): string {
  let out = ''
  for (const char of text) {
    const code = char.codePointAt(0)!
    if (char === '\t') out += '  '
    else if (code < 0x20 || (code >= 0x7f && code < 0xa0) || printable(char) !== char) out += '?'
    else out += charWidth(code) === 0 ? '' : char
  }
  return out
}

function cureLine(finding: Diagnostic, ctx: BlockContext): string | undefined {
  const dot = ctx.look.ascii ? '-' : '·'
  const parts: string[] = []
  const fix = finding.fixes?.[0]
  if (fix !== undefined) parts.push(`fix: ${printable(fix.title)}`)
  if (ctx.rule(finding.code) !== undefined) parts.push(ctx.look.paint('dim', `${ctx.rulesCommand} ${finding.code}`))
  return parts.length === 0 ? undefined : parts.join(`   ${dot}  `)
}

function summaryLine(findings: readonly Diagnostic[], ctx: ReportContext): string {
  const { summary, look } = ctx
  const kinds = (['error', 'warning', 'info', 'hint'] as const).flatMap(severity => {
    const number = count(findings, severity)
    return number === 0 ? [] : [look.paint(severity, plural(number, severity))]
  })
  const found = kinds.length === 0 ? look.paint('good', 'no findings') : kinds.join(', ')
  const aside = [
    summary.ignored > 0 ? `${summary.ignored} ignored` : '',
    summary.baseline > 0 ? `${summary.baseline} in the baseline` : '',
    fixable(findings) > 0 ? `${fixable(findings)} fixable with --fix` : '',
  ].filter(text => text !== '')
  const looked = `${plural(summary.objects, 'object')} (${plural(summary.files, 'file')}, ${ctx.seconds.toFixed(2)} s)`
  return [`${found} in ${looked}`, ...aside].join('   ')
}

const fixable = (findings: readonly Diagnostic[]): number =>
  findings.filter(({ fixes }) => fixes?.some(({ safe }) => safe) ?? false).length
