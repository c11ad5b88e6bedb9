/** The order in which go-yaml writes keys: numbers inside them by value, letters after all else (Go: go.yaml.in/yaml/v2 sorter.go). */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0
  return isLess([...a], [...b]) ? -1 : 1
}

function isLess(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const x = a[at] as string
    const y = b[at] as string
    if (x === y) continue
    const xIsLetter = letter.test(x)
    const yIsLetter = letter.test(y)
    if (xIsLetter && yIsLetter) return code(x) < code(y)
    if (xIsLetter || yIsLetter) return yIsLetter
    const lead = x === '0' || y === '0' ? leadingDigit(a, at) : 0n
    const left = numberAt(a, at, lead)
    const right = numberAt(b, at, lead)
    if (left.value !== right.value) return left.value < right.value
    if (left.end !== right.end) return left.end < right.end
    return code(x) < code(y)
  }
  return a.length < b.length
}

const letter = /^\p{L}$/u
const digit = /^\p{Nd}$/u
const code = (rune: string): number => rune.codePointAt(0) ?? 0

/** A zero counts as a digit of the number it stands in only when a digit other than zero precedes it. */
function leadingDigit(runes: readonly string[], at: number): bigint {
  for (let i = at - 1; i >= 0 && digit.test(runes[i] as string); i--) if (runes[i] !== '0') return 1n
  return 0n
}

/** Go adds up code points in an int64, which wraps around. */
function numberAt(runes: readonly string[], from: number, lead: bigint): { value: bigint; end: number } {
  let value = lead
  let end = from
  for (; end < runes.length && digit.test(runes[end] as string); end++) {
    value = BigInt.asIntN(64, value * 10n + BigInt(code(runes[end] as string) - 48))
  }
  return { value, end }
}
