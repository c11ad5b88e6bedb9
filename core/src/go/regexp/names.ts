/** Go's SubexpNames: the name of each group, '' for the whole match and for groups without one. */
export function groupNames(pattern: string): string[] {
  const names = ['']
  for (const { name } of groups(pattern)) names.push(name)
  return names
}

/** The pattern with a name only on its first group: Go allows names to repeat, RE2 elsewhere does not. */
export function withoutRepeatedNames(pattern: string): string {
  const seen = new Set<string>()
  let result = ''
  let from = 0
  for (const { name, start, end } of groups(pattern)) {
    if (name === '') continue
    if (seen.has(name)) {
      result += `${pattern.slice(from, start)}(`
      from = end
    }
    seen.add(name)
  }
  return result + pattern.slice(from)
}

/** The capturing groups in order; what opens one stands between start and end. */
function* groups(pattern: string): Generator<{ name: string; start: number; end: number }> {
  let inClass = false
  for (let at = 0; at < pattern.length; at++) {
    const c = pattern[at]
    if (c === '\\') {
      if (pattern[at + 1] === 'Q') {
        const end = pattern.indexOf('\\E', at)
        if (end < 0) return
        at = end
      }
      at++
    } else if (inClass) {
      if (c === ']') inClass = false
      else if (pattern.startsWith('[:', at)) at = Math.max(at, pattern.indexOf(':]', at + 2) + 1)
    } else if (c === '[') {
      inClass = true
      if (pattern[at + 1] === '^') at++
      if (pattern[at + 1] === ']') at++
    } else if (c === '(') {
      named.lastIndex = at
      const match = named.exec(pattern)
      if (match) yield { name: match[1] ?? '', start: at, end: named.lastIndex }
      else if (pattern[at + 1] !== '?') yield { name: '', start: at, end: at + 1 }
    }
  }
}

const named = /\(\?P?<(\w+)>/y
