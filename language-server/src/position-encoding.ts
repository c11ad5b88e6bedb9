// How client and server count columns. Core counts UTF-16 units, as every client can; some prefer bytes.
import type { SourceFile } from '@kubectl-gitops/core'
import type { Position } from 'vscode-languageserver'

export type PositionEncoding = 'utf-16' | 'utf-8'

/** The first of the client's encodings that the server knows; UTF-16 is what every client has. */
export function negotiateEncoding(offered: unknown): PositionEncoding {
  const known = Array.isArray(offered) ? offered.find(name => name === 'utf-8' || name === 'utf-16') : undefined
  return known ?? 'utf-16'
}

/** The client's position of an offset. */
export function encodePosition(file: SourceFile, offset: number, encoding: PositionEncoding): Position {
  const { line, character } = file.lines.positionAt(offset)
  if (encoding === 'utf-16') return { line, character }
  const start = file.lines.startOf(line)
  return { line, character: utf8Length(file.text, start, start + character) }
}

/** The column in UTF-16 units of a column in the client's encoding; what lies past the line's end is the end. */
export function decodeColumn(line: string, column: number, encoding: PositionEncoding): number {
  const wanted = Math.max(column, 0)
  if (encoding === 'utf-16') return Math.min(wanted, line.length)
  let bytes = 0
  let at = 0
  while (at < line.length && bytes < wanted) {
    const point = line.codePointAt(at)!
    bytes += utf8Size(point)
    at += point > 0xffff ? 2 : 1
  }
  return at
}

function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0
  for (let at = start; at < end; at++) {
    const point = text.codePointAt(at)!
    bytes += utf8Size(point)
    if (point > 0xffff) at++
  }
  return bytes
}

const utf8Size = (point: number): number => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
