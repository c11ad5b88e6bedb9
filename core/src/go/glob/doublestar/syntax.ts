/** Whether a pattern is well-formed (doublestar 4.10.0, validate.go). */
export function isValid(pattern: string): boolean {
  let depth = 0
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]
    if (char === '\\') {
      if (++at >= pattern.length) return false
    } else if (char === '[') {
      at++
      if (pattern[at] === '^' || pattern[at] === '!') at++
      if (at >= pattern.length || pattern[at] === ']') return false
      while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1
      if (at >= pattern.length) return false
    } else if (char === '{') depth++
    else if (char === '}' && --depth < 0) return false
  }
  return depth === 0
}

/** Where the brace closes that opens before this place; -1 when nowhere. */
export function closingBrace(pattern: string, from: number): number {
  let depth = 1
  for (let at = from; at < pattern.length; at++) {
    const char = pattern[at]
    if (char === '\\') at++
    else if (char === '{') depth++
    else if (char === '}' && --depth === 0) return at
  }
  return -1
}

/** The alternatives between two places, split at the commas of this level. */
export function alternatives(pattern: string, from: number, to: number): string[] {
  const parts: string[] = []
  let start = from
  let depth = 1
  for (let at = from; at < to; at++) {
    const char = pattern[at]
    if (char === '\\') at++
    else if (char === '{') depth++
    else if (char === '}') depth--
    else if (char === ',' && depth === 1) {
      parts.push(pattern.slice(start, at))
      start = at + 1
    }
  }
  parts.push(pattern.slice(start, to))
  return parts
}

/** The first unescaped meta character; -1 when there is none. */
export function metaIndex(pattern: string): number {
  for (let at = 0; at < pattern.length; at++) {
    if ('*?[{'.includes(pattern[at]!)) return at
    if (pattern[at] === '\\') at++
  }
  return -1
}

export const escapeMeta = (path: string): string => path.replace(/[*?[\]{}]/g, char => `\\${char}`)

/** A backslash before any other character stays. */
export const unescapeMeta = (pattern: string): string => pattern.replace(/\\([*?[\]{}])/g, '$1')
