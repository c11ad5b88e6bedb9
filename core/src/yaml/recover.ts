import { type Parsed, parseYAML, type UnknownAlias, unknownAnchor, type YamlError } from '../go/yaml/index.ts'
import { type Fault, quoteClashFault, syntaxFault, tabFault, templateFault } from './faults.ts'
import { type Line, lineAt, partsOf, textStart, trimmedEnd } from './lines.ts'
import type { Verbatim } from './tree.ts'

/** A document's syntax, of which as much as possible is kept when the text is broken. */
export interface Recovered {
  readonly parsed: Parsed
  /** The text that was read in the end: as long as the given one. */
  readonly mended: string
  readonly faults: Fault[]
  readonly verbatim: readonly Verbatim[]
  readonly unknownAliases: readonly UnknownAlias[]
  /** What go-yaml itself says of the text. */
  readonly goError: string | undefined
}

/** Each repair reads the document anew: few are tried, and fewer for a long text. */
const maxRepairs = 30
const maxRead = 4_000_000

/**
 * Reads a document. Where it is broken the line at fault is replaced by as many characters of sound YAML and the rest is read
 * again, so all offsets stay what they are; what was replaced keeps its text in the tree.
 */
export function recover(text: string): Recovered {
  const verbatim: Verbatim[] = []
  const faults: Fault[] = []
  const repairs = new Map<number, number>()
  const tabs = new Set<number>()
  let current = text
  let unknownAliases: UnknownAlias[] = []
  let parsed = parseYAML(current, unknownAliases)
  const firstUnknown = unknownAliases[0]
  const goError = firstUnknown ? unknownAnchor(firstUnknown.name, firstUnknown.start).message : parsed.error?.message
  let hasSyntaxFault = false
  for (let round = 0; parsed.error && round < maxRepairs && round * text.length < maxRead; round++) {
    const { error } = parsed
    const lines = linesOf(current, error)
    const tabbed = lines.find(line => hasTabIndent(current, line))
    if (tabbed) {
      tabs.add(tabbed.start)
      current = withoutTabs(current, tabbed.start)
    } else {
      const explained = explain(text, lines)
      if (explained) {
        if (!faults.some(({ start }) => start === explained.fault.start)) faults.push(explained.fault)
      } else if (!hasSyntaxFault) {
        hasSyntaxFault = true
        faults.push(describe(text, error))
      }
      const line = explained?.line ?? unfinishedKey(current, lines, error) ?? culprit(lines, error)
      const stage = repairs.get(line.start) ?? 0
      repairs.set(line.start, stage + 1)
      const repaired =
        stage === 0 ? replaceText(current, line, error, verbatim) : stage === 1 ? blanked(current, line) : undefined
      if (repaired === undefined) break
      current = repaired
    }
    unknownAliases = []
    parsed = parseYAML(current, unknownAliases)
  }
  if (tabs.size > 0) for (const fault of tabFaults(text, parsed, tabs)) faults.push(fault)
  return { parsed, mended: current, faults, verbatim, unknownAliases, goError }
}

/** The lines an error speaks of: where it was met and where what it spoils began. */
function linesOf(text: string, error: YamlError): Line[] {
  const at = lineAt(text, placeOf(text, error))
  const since = lineAt(text, error.since)
  return since.start === at.start ? [at] : [at, since]
}

/** An error at the end of the text speaks of the last thing written. */
function placeOf(text: string, error: YamlError): number {
  let { at } = error
  if (at < text.length && text.slice(at, lineAt(text, at).end).trim() !== '') return at
  while (at > error.since && /\s/.test(text.charAt(at - 1))) at--
  return at > error.since ? at - 1 : error.since
}

/** Unfinished quotes, brackets and keys are mended where they begin. */
const spoilsFromItsStart = /could not find expected ':'|unexpected end of stream|unexpected document indicator|',' or/

function culprit(lines: readonly Line[], error: YamlError): Line {
  const [at, since] = lines
  return (spoilsFromItsStart.test(error.problem) ? (since ?? at) : at) ?? { start: 0, end: 0 }
}

/**
 * A word without its colon takes the next line for its continuation, so that line's colon is what the parser names. The two
 * stand at one indentation when the word was to be a key.
 */
function unfinishedKey(text: string, lines: readonly Line[], error: YamlError): Line | undefined {
  const [line] = lines
  if (!line || line.start === 0 || !error.problem.startsWith('mapping values')) return undefined
  const before = lineAt(text, line.start - 1)
  const above = partsOf(text, before)
  if (!above.value || above.key || !/^[\w./-]{2,}$/.test(text.slice(above.value.start, above.value.end)))
    return undefined
  return above.start - before.start === partsOf(text, line).start - line.start ? before : undefined
}

function hasTabIndent(text: string, line: Line): boolean {
  const start = textStart(text, line)
  return start < line.end && text.slice(line.start, start).includes('\t')
}

/** From this line on each tab of an indentation becomes a space. */
function withoutTabs(text: string, from: number): string {
  return text.slice(0, from) + text.slice(from).replace(/^[ \t]*\t[ \t]*/gm, blanks => ' '.repeat(blanks.length))
}

/** Tabs that indent lines, but not those inside block scalars, quotes and brackets, where YAML takes them. */
function tabFaults(text: string, parsed: Parsed, known: ReadonlySet<number>): Fault[] {
  const within = multilineRanges(parsed)
  const faults: Fault[] = []
  for (const match of text.matchAll(/^ *(\t+)[ \t]*[^ \t\r\n]/gm)) {
    const line = match.index
    const start = line + match[0].indexOf('\t')
    if (!known.has(line) && within.some(range => range.start < start && start < range.end)) continue
    faults.push(tabFault(start, start + (match[1]?.length ?? 1)))
  }
  return faults
}

function multilineRanges({ root }: Parsed): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = []
  const open = root ? [root] : []
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'scalar' && node.style !== 'plain') ranges.push(node)
    else if (node.kind === 'sequence' || node.kind === 'mapping') {
      if (node.flow) ranges.push(node)
      else for (const child of node.children) open.push(child)
    }
  }
  return ranges
}

/** Is there a cause with a name of its own on one of these lines? */
function explain(text: string, lines: readonly Line[]): { fault: Fault; line: Line } | undefined {
  for (const line of lines) {
    const { value, key, isItem } = partsOf(text, line)
    if (!value) continue
    const fault = quoteClash(text, value) ?? (key || isItem ? bareTemplate(text, value) : undefined)
    if (fault) return { fault, line }
  }
  return undefined
}

interface Range {
  readonly start: number
  readonly end: number
}

/** A value that begins with a template; the mark is under the template alone. */
function bareTemplate(text: string, { start, end }: Range): Fault | undefined {
  if (!text.startsWith('{{', start)) return undefined
  const close = text.indexOf('}}', start)
  if (close < 0 || close >= end) return undefined
  return templateFault(text.slice(start, end), start, close + 2)
}

/** A quoted value whose quote ends inside a template. */
function quoteClash(text: string, { start, end }: Range): Fault | undefined {
  const quote = text.charAt(start)
  if (quote !== '"' && quote !== "'") return undefined
  const close = text.indexOf(quote, start + 1)
  if (close < 0 || close + 1 >= end) return undefined
  const opened = text.lastIndexOf('{{', close)
  if (opened < start || text.slice(opened, close).includes('}}')) return undefined
  const closed = text.indexOf('}}', close)
  return closed < 0 || closed >= end ? undefined : quoteClashFault(close, closed + 2)
}

function describe(text: string, error: YamlError): Fault {
  const { start, end } = tokenOf(text, error)
  const line = lineAt(text, start)
  return syntaxFault(error.problem, start, end, text.slice(line.start, line.end).includes('{{'))
}

/** The word at the fault; for what was never finished, its beginning. */
function tokenOf(text: string, error: YamlError): Range {
  const start = spoilsFromItsStart.test(error.problem) ? error.since : placeOf(text, error)
  const line = lineAt(text, start)
  if (error.problem.startsWith('could not find')) return { start, end: trimmedEnd(text, start, line.end) }
  const template = text.indexOf('{{', line.start)
  if (template === textStart(text, line)) {
    const close = text.indexOf('}}', template)
    if (close >= start && close < line.end) return { start: template, end: close + 2 }
  }
  let end = start
  while (end < line.end && !/\s/.test(text.charAt(end))) end++
  return { start, end: Math.max(end, Math.min(start + 1, text.length)) }
}

/** The value of a line as it stands, or a word that lacks its colon as a key. */
function replaceText(text: string, line: Line, error: YamlError, verbatim: Verbatim[]): string | undefined {
  const { key, value } = partsOf(text, line)
  if (value && key) {
    verbatim.push(value)
    return fill(text, value, 'x'.repeat(value.end - value.start))
  }
  if (value && value.end - value.start > 1 && (error.problem.startsWith('could not find') || line.end < error.at)) {
    verbatim.push(value)
    return fill(text, value, `${'x'.repeat(value.end - value.start - 1)}:`)
  }
  if (value && text.slice(line.start, value.start).includes('-')) {
    verbatim.push(value)
    return fill(text, value, 'x'.repeat(value.end - value.start))
  }
  return blanked(text, line)
}

const blanked = (text: string, line: Line): string => fill(text, line, ' '.repeat(line.end - line.start))

const fill = (text: string, { start, end }: Range, filling: string): string =>
  text.slice(0, start) + filling + text.slice(end)
