import { GoError } from '../kinds/index.ts'
import { binaryOf, runeAt, runeError, runeSize } from './binary.ts'

/**
 * Go's path.Match (and filepath.Match away from Windows): `*` and `?` stay inside a segment, `[^x]` negates, `\` escapes. Throws
 * GoError `syntax error in pattern` where Go returns path.ErrBadPattern.
 */
export function pathMatch(pattern: string, name: string): boolean {
  return match(binaryOf(pattern), binaryOf(name))
}

/** Go checks a pattern only as far as it gets, so the same malformed pattern may give an error for one name and not for another. */
function match(pattern: string, name: string): boolean {
  const chunks = split(pattern)
  let at = 0
  let index = 0
  next: for (; index < chunks.length; index++) {
    const { star, text } = chunks[index]!
    const isLast = index === chunks.length - 1
    if (star && text === '') return name.indexOf('/', at) === -1
    const end = matchChunk(text, name, at)
    if (end !== -1 && (end === name.length || !isLast)) {
      at = end
      continue
    }
    if (star) {
      for (let skipped = at; skipped < name.length && name[skipped] !== '/'; skipped++) {
        const end = matchChunk(text, name, skipped + 1)
        if (end === -1 || (isLast && end < name.length)) continue
        at = end
        continue next
      }
    }
    for (const { text } of chunks.slice(index + 1)) matchChunk(text, '', 0)
    return false
  }
  return at === name.length
}

interface Chunk {
  /** One or more `*` stand before it. */
  readonly star: boolean
  readonly text: string
}

/** Go: scanChunk. */
function split(pattern: string): Chunk[] {
  const chunks: Chunk[] = []
  let at = 0
  while (at < pattern.length) {
    const start = at
    while (pattern[at] === '*') at++
    const star = at > start
    const from = at
    let inClass = false
    for (; at < pattern.length; at++) {
      const char = pattern[at]
      if (char === '\\' && at + 1 < pattern.length) at++
      else if (char === '[') inClass = true
      else if (char === ']') inClass = false
      else if (char === '*' && !inClass) break
    }
    chunks.push({ star, text: pattern.slice(from, at) })
  }
  return chunks
}

/** Where a chunk ends in the name when it matches from a place on; -1 when it does not. Goes on checking the syntax after a miss. */
function matchChunk(chunk: string, name: string, from: number): number {
  let at = from
  let failed = false
  let index = 0
  while (index < chunk.length) {
    failed ||= at >= name.length
    const char = chunk[index]
    if (char === '[') {
      let rune = 0
      if (!failed) {
        rune = runeAt(name, at)
        at += runeSize(name, at)
      }
      index++
      const negated = chunk[index] === '^'
      if (negated) index++
      let found = false
      for (let ranges = 0; !(chunk[index] === ']' && ranges > 0); ranges++) {
        const low = classRune(chunk, index)
        index = low.next
        let high = low
        if (chunk[index] === '-') {
          high = classRune(chunk, index + 1)
          index = high.next
        }
        if (low.rune <= rune && rune <= high.rune) found = true
      }
      index++
      failed ||= found === negated
    } else if (char === '?') {
      if (!failed) {
        failed = name[at] === '/'
        at += runeSize(name, at)
      }
      index++
    } else {
      if (char === '\\' && ++index === chunk.length) throw badPattern()
      if (!failed) {
        failed = chunk[index] !== name[at]
        at++
      }
      index++
    }
  }
  return failed ? -1 : at
}

/** Go: getEsc. */
function classRune(chunk: string, at: number): { readonly rune: number; readonly next: number } {
  if (at >= chunk.length || chunk[at] === '-' || chunk[at] === ']') throw badPattern()
  const from = chunk[at] === '\\' ? at + 1 : at
  if (from >= chunk.length) throw badPattern()
  const rune = runeAt(chunk, from)
  const size = runeSize(chunk, from)
  if ((rune === runeError && size === 1) || from + size >= chunk.length) throw badPattern()
  return { rune, next: from + size }
}

/** path.ErrBadPattern, filepath.ErrBadPattern and doublestar.ErrBadPattern say the same. */
export const badPattern = (): GoError => new GoError('syntax error in pattern')
