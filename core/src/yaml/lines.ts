/** A line of a text, without its break. */
export interface Line {
  readonly start: number
  readonly end: number
}

/** The line an offset stands on; the offset of a break belongs to the line it ends. */
export function lineAt(text: string, offset: number): Line {
  const at = Math.min(offset, text.length)
  let start = at
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--
  let end = at
  while (end < text.length && !isBreak(text.charCodeAt(end))) end++
  return { start, end }
}

const isBreak = (code: number): boolean => code === 0x0a || code === 0x0d

/** Where a line's text begins behind its indentation. */
export function textStart(text: string, { start, end }: Line): number {
  let at = start
  while (at < end && isBlank(text.charCodeAt(at))) at++
  return at
}

export function trimmedEnd(text: string, from: number, end: number): number {
  let at = end
  while (at > from && isBlank(text.charCodeAt(at - 1))) at--
  return at
}

export const isBlank = (code: number): boolean => code === 0x20 || code === 0x09

/** The parts of `- - key: value`, as far as a line has them. A quoted key is taken as a whole. */
export interface LineParts {
  /** Behind the indentation and the dashes of list items. */
  readonly start: number
  readonly key: { readonly start: number; readonly end: number } | undefined
  readonly value: { readonly start: number; readonly end: number } | undefined
  /** Did dashes precede? */
  readonly isItem: boolean
}

export function partsOf(text: string, line: Line): LineParts {
  let start = textStart(text, line)
  let isItem = false
  while (text.charCodeAt(start) === 0x2d && start + 1 < line.end && isBlank(text.charCodeAt(start + 1))) {
    isItem = true
    start = textStart(text, { start: start + 1, end: line.end })
  }
  const end = valueEnd(text, start, line.end)
  const colon = colonOf(text, start, end)
  if (colon < 0) {
    return { start, isItem, key: undefined, value: start < end ? { start, end } : undefined }
  }
  const valueStart = textStart(text, { start: colon + 1, end })
  return {
    start,
    isItem,
    key: { start, end: trimmedEnd(text, start, colon) },
    value: valueStart < end ? { start: valueStart, end } : undefined,
  }
}

/** The `:` that ends a key: followed by a blank or the line's end, and not inside the key's own quotes or a template. */
function colonOf(text: string, start: number, end: number): number {
  let at = start
  const first = text.charAt(start)
  if (first === '"' || first === "'") {
    const close = text.indexOf(first, start + 1)
    if (close < 0 || close >= end) return -1
    at = close + 1
  } else if (text.startsWith('{{', start)) {
    const close = text.indexOf('}}', start)
    if (close < 0 || close >= end) return -1
    at = close + 2
  }
  for (; at < end; at++) {
    if (text.charCodeAt(at) === 0x3a && (at + 1 >= end || isBlank(text.charCodeAt(at + 1)))) return at
  }
  return -1
}

/** Up to a comment: a `#` behind a blank. One inside quotes is taken for a comment only when no closing quote follows it. */
function valueEnd(text: string, start: number, end: number): number {
  for (let at = text.indexOf('#', start); at >= 0 && at < end; at = text.indexOf('#', at + 1)) {
    if (at > start && !isBlank(text.charCodeAt(at - 1))) continue
    const rest = text.slice(at, end)
    if (rest.includes('"') || rest.includes("'") || rest.includes('}}')) continue
    return trimmedEnd(text, start, at)
  }
  return trimmedEnd(text, start, end)
}
