interface Digits {
  readonly negative: boolean
  /** The shortest digits that read back as the same number, without leading or trailing zeros; '' for zero. */
  readonly digits: string
  /** Where the decimal point stands: 0.digits × 10^point. */
  readonly point: number
}

/** strconv.FormatFloat(value, 'g', -1, bits). */
export function formatFloatG(value: number, bits: 32 | 64 = 64): string {
  const special = notFinite(value)
  if (special !== undefined) return special
  const shortest = digitsOf(value, bits)
  const exponent = shortest.point - 1
  return exponent < -4 || exponent >= 6 ? scientific(shortest) : positional(shortest)
}

/** A finite float as encoding/json writes it (Go: encoding/json floatEncoder). */
export function formatFloatJSON(value: number, bits: 32 | 64 = 64): string {
  const size = Math.abs(value)
  const low = bits === 32 ? Math.fround(1e-6) : 1e-6
  const high = bits === 32 ? Math.fround(1e21) : 1e21
  const shortest = digitsOf(value, bits)
  if (size === 0 || (size >= low && size < high)) return positional(shortest)
  return scientific(shortest).replace(/e-0(\d)$/, 'e-$1')
}

/** 'NaN', '+Inf' or '-Inf' as strconv spells them; undefined for a finite number. */
export function notFinite(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN'
  if (Number.isFinite(value)) return undefined
  return value > 0 ? '+Inf' : '-Inf'
}

function digitsOf(value: number, bits: 32 | 64): Digits {
  const negative = value < 0 || Object.is(value, -0)
  const text = bits === 32 ? shortest32(Math.abs(value)) : Math.abs(value).toExponential()
  const [mantissa = '', exponent = '0'] = text.split('e')
  const digits = mantissa.replace('.', '').replace(/0+$/, '')
  return { negative, digits, point: digits === '' ? 1 : Number(exponent) + 1 }
}

/** The fewest digits that a float32 reads back as itself; nine always do. */
function shortest32(given: number): string {
  const value = Math.fround(given)
  for (let digits = 0; digits < 8; digits++) {
    const text = value.toExponential(digits)
    if (Math.fround(Number(text)) === value) return text
  }
  return value.toExponential(8)
}

function scientific({ negative, digits, point }: Digits): string {
  const exponent = digits === '' ? 0 : point - 1
  const size = Math.abs(exponent)
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits || '0'
  return `${negative ? '-' : ''}${mantissa}e${exponent < 0 ? '-' : '+'}${size < 10 ? '0' : ''}${size}`
}

function positional({ negative, digits, point }: Digits): string {
  const sign = negative ? '-' : ''
  if (digits === '') return `${sign}0`
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
