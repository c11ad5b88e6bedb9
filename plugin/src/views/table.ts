import { displayWidth, type Look, printable, type Role, truncate } from '@kubectl-gitops/core/report'

/** A cell: its text, and how it is coloured. */
export type Cell = string | { readonly text: string; readonly role: Role }

const gap = '   '

/** Columns as kubectl sets them: three blanks between, no lines, no blanks at the end. On a terminal the last column is cut to fit. */
export function table(headers: readonly string[] | undefined, rows: readonly (readonly Cell[])[], look: Look): string {
  const shown = rows.map(row => row.map(cell => ({ text: oneLine(textOf(cell)), role: roleOf(cell) })))
  const all = headers === undefined ? shown : [headers.map(text => ({ text, role: undefined })), ...shown]
  const count = Math.max(0, ...all.map(row => row.length))
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(...all.map(row => displayWidth(row[at]?.text ?? ''))),
  )
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + gap.length, 0)
  const room = look.width === undefined ? Number.POSITIVE_INFINITY : Math.max(8, look.width - before)
  return all
    .map(row => {
      const last = row.findLastIndex(({ text }) => text !== '')
      const cells = row.slice(0, last + 1).map(({ text, role }, at) => {
        const fitted = at === count - 1 ? truncate(text, room, look.ascii ? '...' : '…') : text
        const padding = at === last ? '' : ' '.repeat(widths[at]! - displayWidth(fitted))
        return (role === undefined ? fitted : look.paint(role, fitted)) + padding
      })
      return `${cells.join(gap)}\n`
    })
    .join('')
}

/** Every line set in by so many blanks. */
export const indent = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by))

const oneLine = (text: string): string => printable(text).replaceAll('\n', ' ')
const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text)
const roleOf = (cell: Cell): Role | undefined => (typeof cell === 'string' ? undefined : cell.role)
