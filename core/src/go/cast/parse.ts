/** strconv.ParseInt(text, base, 64); undefined where Go returns an error. Base 0 reads Go's prefixes and underscores. */
export function parseInt64(text: string, base: 0 | 8 | 10): bigint | undefined {
  const negative = text.startsWith('-')
  const digits = negative || text.startsWith('+') ? text.slice(1) : text
  const magnitude = parseUint64(digits, base)
  if (magnitude === undefined || magnitude > (negative ? minMagnitude : minMagnitude - 1n)) return undefined
  return negative ? -magnitude : magnitude
}

/** strconv.ParseUint(text, base, 64); undefined where Go returns an error. */
export function parseUint64(text: string, base: 0 | 8 | 10): bigint | undefined {
  if (text === '') return undefined
  let radix = base
  let digits = text
  let prefix = ''
  if (base === 0) {
    radix = 10
    const marked = /^0([bBoOxX])/.exec(text)
    if (marked && text.length >= 3) {
      prefix = `0${(marked[1] ?? '').toLowerCase()}`
      digits = text.slice(2)
    } else if (text.startsWith('0')) {
      prefix = '0o'
      digits = text.slice(1)
      if (digits === '') return 0n
    }
    if (text.includes('_')) {
      if (!underscoresAreFine(text)) return undefined
      digits = digits.replaceAll('_', '')
    }
  }
  const allowed =
    prefix === '0x' ? /^[0-9a-fA-F]+$/ : prefix === '0b' ? /^[01]+$/ : isOctal(prefix, radix) ? /^[0-7]+$/ : /^[0-9]+$/
  if (!allowed.test(digits)) return undefined
  const value = BigInt((isOctal(prefix, radix) ? '0o' : prefix) + digits)
  return value > maxUint ? undefined : value
}

/** strconv.ParseFloat(text, 64); undefined where Go returns an error, out of range included. */
export function parseFloat64(text: string): number | undefined {
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text)
  if (special) {
    if (special[2]?.toLowerCase() === 'nan') return special[1] === '' ? Number.NaN : undefined
    return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  }
  const digits = text.replaceAll('_', '')
  if (digits !== text && !underscoresAreFine(text)) return undefined
  if (/^[+-]?0[xX]/.test(digits)) return parseHexFloat(digits)
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(digits)) return undefined
  const value = Number(digits)
  return Number.isFinite(value) ? value : undefined
}

const minMagnitude = 1n << 63n
const maxUint = (1n << 64n) - 1n
const isOctal = (prefix: string, radix: number): boolean => prefix === '0o' || (prefix === '' && radix === 8)

/** strconv.underscoreOK: each underscore stands between two digits, or between the prefix and a digit. */
function underscoresAreFine(text: string): boolean {
  const unsigned = text.replace(/^[+-]/, '')
  const marked = /^0[bBoOxX]/.test(unsigned)
  const digit = /^0[xX]/.test(unsigned) ? /[0-9a-fA-F]/ : /[0-9]/
  // The prefix counts as a digit.
  let previous = marked ? '0' : '^'
  for (const c of marked ? unsigned.slice(2) : unsigned) {
    if (c === '_' ? !digit.test(previous) : previous === '_' && !digit.test(c)) return false
    previous = c
  }
  return previous !== '_'
}

/** A hexadecimal float needs its binary exponent: 0x1.8p3. */
function parseHexFloat(text: string): number | undefined {
  const parts = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?\d+)$/.exec(text)
  if (!parts) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = ''] = parts
  if (whole + fraction === '') return undefined
  const value = scaled(BigInt(`0x${whole}${fraction}`), Number(exponent) - 4 * fraction.length)
  if (!Number.isFinite(value)) return undefined
  return sign === '-' ? -value : value
}

/** mantissa × 2^exponent, rounded once, to even. */
function scaled(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0
  const bits = mantissa.toString(2).length
  const top = bits + exponent
  if (top > 1025) return Number.POSITIVE_INFINITY
  if (top < -1075) return 0
  const lowest = Math.max(top - 53, -1074)
  const drop = lowest - exponent
  if (drop <= 0) return Number(mantissa) * 2 ** exponent
  const quotient = mantissa >> BigInt(drop)
  const rest = mantissa - (quotient << BigInt(drop))
  const half = 1n << BigInt(drop - 1)
  const up = rest > half || (rest === half && (quotient & 1n) === 1n)
  // Two steps keep each factor a normal number; neither rounds.
  const value = Number(up ? quotient + 1n : quotient)
  return lowest < -1000 ? value * 2 ** (lowest + 500) * 2 ** -500 : value * 2 ** lowest
}
