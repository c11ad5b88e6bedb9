import type { ScalarStyle } from '../go/yaml/index.ts'

/** For each UTF-16 unit of a scalar's value, where it begins and ends in the scalar's source. */
export interface SourceMap {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Maps the value of a scalar onto its source (quotes and block header included). */
export function sourceMapOf(raw: string, value: string, style: ScalarStyle): SourceMap {
  return style === 'literal' || style === 'folded' ? blockMap(raw, value, style === 'folded') : flowMap(raw, style)
}

const isBreak = (char: string): boolean =>
  char === '\n' || char === '\r' || char === '\u0085' || char === '\u2028' || char === '\u2029'
const isBlank = (char: string): boolean => char === ' ' || char === '\t'
const breakLength = (raw: string, at: number): number => (raw.startsWith('\r\n', at) ? 2 : 1)

function flowMap(raw: string, style: ScalarStyle): SourceMap {
  const starts: number[] = []
  const ends: number[] = []
  const put = (start: number, end: number): void => {
    starts.push(start)
    ends.push(end)
  }
  const quoted = style !== 'plain'
  const last = quoted ? raw.length - 1 : raw.length
  let at = quoted ? 1 : 0
  while (at < last) {
    const char = raw.charAt(at)
    if (isBlank(char) || isBreak(char)) {
      at = mapBlanks(raw, at, last, put)
    } else if (style === 'single' && char === "'") {
      put(at, at + 2)
      at += 2
    } else if (style === 'double' && char === '\\') {
      if (isBreak(raw.charAt(at + 1))) {
        at += 1 + breakLength(raw, at + 1)
        at = mapBlanks(raw, at, last, put, true)
      } else {
        const length = 2 + ({ x: 2, u: 4, U: 8 }[raw.charAt(at + 1)] ?? 0)
        put(at, at + length)
        if (length === 10 && Number.parseInt(raw.slice(at + 2, at + 10), 16) > 0xffff) put(at, at + length)
        at += length
      }
    } else {
      put(at, at + 1)
      at++
    }
  }
  return { starts, ends }
}

/** White space inside a flow scalar: kept on one line, folded over several. */
function mapBlanks(
  raw: string,
  from: number,
  last: number,
  put: (start: number, end: number) => void,
  broken = false,
): number {
  const breaks: number[] = []
  let at = from
  for (; at < last; ) {
    const char = raw.charAt(at)
    if (isBreak(char)) {
      breaks.push(at)
      at += breakLength(raw, at)
    } else if (isBlank(char)) {
      at++
    } else break
  }
  if (breaks.length === 0) {
    if (!broken) for (let i = from; i < at; i++) put(i, i + 1)
    return at
  }
  const firstStays = !broken && (raw.charAt(breaks[0] ?? 0) === '\u2028' || raw.charAt(breaks[0] ?? 0) === '\u2029')
  const kept = broken || firstStays ? breaks : breaks.slice(1)
  if (kept.length === 0) put(breaks[0] ?? from, (breaks[0] ?? from) + breakLength(raw, breaks[0] ?? from))
  for (const start of kept) put(start, start + breakLength(raw, start))
  return at
}

interface Line {
  readonly start: number
  readonly end: number
}

function blockMap(raw: string, value: string, folded: boolean): SourceMap {
  const lines = linesOf(raw).slice(1)
  const indent = blockIndent(raw, lines, value)
  const starts: number[] = []
  const ends: number[] = []
  // The break behind the last line is no part of the source.
  const put = (start: number, end: number): void => {
    starts.push(Math.min(start, raw.length))
    ends.push(Math.min(end, raw.length))
  }
  let pending: Line[] = []
  let wasBlank = true
  let seen = false
  for (const line of lines) {
    const from = line.start + indent
    if (from >= line.end) {
      // An empty line, or one of spaces no deeper than the block.
      pending.push(line)
      continue
    }
    const blank = isBlank(raw.charAt(from))
    const foldsHere = folded && seen && !wasBlank && !blank
    // The break that ends the line before is the first of those pending.
    const shown = foldsHere && pending.length > 1 ? pending.slice(1) : pending
    for (const { end } of shown) put(end, end + breakLength(raw, end))
    for (let at = from; at < line.end; at++) put(at, at + 1)
    pending = [{ start: line.end, end: line.end }]
    wasBlank = blank
    seen = true
  }
  for (const { end } of pending) put(end, end + breakLength(raw, end))
  return { starts: starts.slice(0, value.length), ends: ends.slice(0, value.length) }
}

function linesOf(raw: string): Line[] {
  const lines: Line[] = []
  let start = 0
  for (let at = 0; at < raw.length; at++) {
    if (!isBreak(raw.charAt(at))) continue
    lines.push({ start, end: at })
    at += breakLength(raw, at) - 1
    start = at + 1
  }
  lines.push({ start, end: raw.length })
  return lines
}

/** The first line with text tells: what its source has more of leading spaces than its value is indentation. */
function blockIndent(raw: string, lines: readonly Line[], value: string): number {
  const first = value.replace(/^[\n\u2028\u2029]+/, '')
  const kept = first.length - first.replace(/^ +/, '').length
  const line = lines.find(({ start, end }) => raw.slice(start, end).trim() !== '')
  if (!line) return 0
  const text = raw.slice(line.start, line.end)
  return text.length - text.replace(/^ +/, '').length - kept
}
