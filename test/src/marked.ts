// Fixture files with marks: comment lines that point at the text above them and say what is found there. Marks are cut out before the text is used.
//
//   spec:
//     project: payments
//     #        ^^^^^^^^ error: Application referencing project payments which does not exist
//
// `#` stands at the indentation of the line above. `#^^^` without a gap starts at that column, for faults on a key.

export interface Mark {
  /** Zero-based line in the text without marks, and columns in UTF-16 units. */
  readonly line: number
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface MarkedText {
  readonly text: string
  readonly marks: readonly Mark[]
  /** `# key: value` lines of the first comment block, such as `# file: templates/app.yaml`. */
  readonly caption: string
}

const mark = /^(\s*)#(\s*)(\^+) (.*)$/

export function readMarked(source: string): MarkedText {
  const lines: string[] = []
  const marks: Mark[] = []
  for (const line of source.split('\n')) {
    const match = mark.exec(line)
    if (match === null) {
      lines.push(line)
      continue
    }
    const [, indent = '', gap = '', carets = '', text = ''] = match
    // A mark without a gap points at what begins under its `#`.
    const start = gap === '' ? indent.length : indent.length + 1 + gap.length
    const length = gap === '' ? carets.length + 1 : carets.length
    marks.push({ line: lines.length - 1, start, end: start + (gap === '' ? length - 1 : length), text })
  }
  return { text: lines.join('\n'), marks, caption: lines[0]?.startsWith('# ') ? lines[0].slice(2) : '' }
}

/** The text with marks written in, below the lines they point at; marks of one line in order of their columns. */
export function writeMarked(text: string, marks: readonly Mark[]): string {
  const out: string[] = []
  for (const [number, line] of text.split('\n').entries()) {
    out.push(line)
    const here = marks.filter(found => found.line === number).sort((a, b) => a.start - b.start || a.end - b.end)
    const indent = line.length - line.trimStart().length
    for (const { start, end, text: message } of here) {
      const column = Math.min(indent, start)
      const gap = start - column - 1
      const prefix = gap < 0 ? `${' '.repeat(start)}#` : `${' '.repeat(column)}#${' '.repeat(gap)}`
      out.push(`${prefix}${'^'.repeat(Math.max(1, end - start))} ${message}`)
    }
  }
  return out.join('\n')
}
