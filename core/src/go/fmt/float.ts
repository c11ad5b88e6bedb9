/** strconv.FormatFloat for all its formats but 'b', 'x' and 'X', which have no decimal digits; precision -1 is the shortest. */
export function formatFloat(value: number, format: string, precision: number, bits: 32 | 64 = 64): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  if (format === 'b') return binary(value, bits)
  if (format === 'x' || format === 'X') return hexadecimal(value, precision, format, bits)
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  return sign + decimal(Math.abs(value), format, precision, bits)
}

/** A decimal number 0.digits × 10^point. */
interface Digits {
  readonly digits: string
  readonly point: number
}

function decimal(value: number, format: string, precision: number, bits: 32 | 64): string {
  const shortest = precision < 0
  let digits: Digits
  let places = precision
  if (shortest) {
    digits = shortestDigits(value, bits)
    if (format === 'f') places = Math.max(digits.digits.length - digits.point, 0)
    else places = format === 'g' || format === 'G' ? digits.digits.length : Math.max(digits.digits.length - 1, 0)
  } else {
    if ((format === 'g' || format === 'G') && precision === 0) places = 1
    const exact = exactDigits(value)
    if (format === 'f') digits = round(exact, exact.point + places)
    else digits = round(exact, format === 'e' || format === 'E' ? places + 1 : places)
  }
  if (format === 'f') return positional(digits, places)
  if (format === 'e' || format === 'E') return scientific(digits, places, format)
  // strconv formatDigits: 'g' takes the exponent form below 10^-4 and from the precision on, 6 for the shortest.
  const count = digits.digits.length
  let limit = places
  if (limit > count && count >= digits.point) limit = count
  if (shortest) limit = 6
  const exponent = digits.point - 1
  if (exponent < -4 || exponent >= limit) {
    return scientific(digits, Math.min(places, count) - 1, format === 'g' ? 'e' : 'E')
  }
  if (places > digits.point) places = count
  return positional(digits, Math.max(places - digits.point, 0))
}

function scientific({ digits, point }: Digits, places: number, letter: string): string {
  const head = digits[0] ?? '0'
  const fraction = places > 0 ? `.${digits.slice(1, places + 1).padEnd(places, '0')}` : ''
  const exponent = digits === '' ? 0 : point - 1
  return `${head}${fraction}${letter}${signed(exponent)}`
}

function positional({ digits, point }: Digits, places: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  if (places <= 0) return whole
  const fraction = point >= 0 ? digits.slice(point) : '0'.repeat(Math.min(-point, places)) + digits
  return `${whole}.${fraction.slice(0, places).padEnd(places, '0')}`
}

function shortestDigits(value: number, bits: 32 | 64): Digits {
  if (value === 0) return { digits: '', point: 0 }
  if (bits === 32) return shortest32(value)
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e')
  return { digits: mantissa.replace('.', '').replace(/0+$/, ''), point: Number(exponent) + 1 }
}

function shortest32(value: number): Digits {
  const exact = exactDigits(value)
  for (let count = 1; count < 9; count++) {
    const digits = round(exact, count)
    if (Math.fround(Number(`0.${digits.digits}e${digits.point}`)) === value) return digits
  }
  return round(exact, 9)
}

/** All decimal digits of a float: every one of them is a fraction of a power of two, so they end. */
function exactDigits(value: number): Digits {
  if (value === 0) return { digits: '', point: 0 }
  const { mantissa, exponent } = parts(value, 64)
  const scale = exponent - 52
  const all = scale >= 0 ? mantissa << BigInt(scale) : mantissa * 5n ** BigInt(-scale)
  const text = all.toString()
  return { digits: text.replace(/0+$/, ''), point: text.length + Math.min(scale, 0) }
}

/** Rounds to a number of digits, halves to the even digit (strconv decimal.Round). */
function round({ digits, point }: Digits, count: number): Digits {
  if (count < 0) return { digits: '', point: 0 }
  if (count >= digits.length) return { digits, point }
  const next = digits.charCodeAt(count) - 48
  const isHalf = next === 5 && count + 1 === digits.length
  const last = count > 0 ? digits.charCodeAt(count - 1) - 48 : 0
  const up = isHalf ? last % 2 === 1 : next >= 5
  const kept = digits.slice(0, count)
  if (!up) {
    const trimmed = kept.replace(/0+$/, '')
    return { digits: trimmed, point: trimmed === '' ? 0 : point }
  }
  let at = count - 1
  while (at >= 0 && kept[at] === '9') at--
  if (at < 0) return { digits: '1', point: point + 1 }
  return { digits: kept.slice(0, at) + String.fromCharCode(kept.charCodeAt(at) + 1), point }
}

interface Parts {
  readonly negative: boolean
  readonly mantissa: bigint
  /** The value is mantissa × 2^(exponent - mantissa bits). */
  readonly exponent: number
}

function parts(value: number, bits: 32 | 64): Parts {
  const view = new DataView(new ArrayBuffer(8))
  if (bits === 32) view.setFloat32(0, value)
  else view.setFloat64(0, value)
  const raw = bits === 32 ? BigInt(view.getUint32(0)) : view.getBigUint64(0)
  const { mantissaBits, exponentBits, bias } = layout[bits]
  const exponent = Number((raw >> BigInt(mantissaBits)) & ((1n << BigInt(exponentBits)) - 1n))
  const mantissa = raw & ((1n << BigInt(mantissaBits)) - 1n)
  const negative = raw >> BigInt(mantissaBits + exponentBits) === 1n
  if (exponent === 0) return { negative, mantissa, exponent: 1 - bias }
  return { negative, mantissa: mantissa | (1n << BigInt(mantissaBits)), exponent: exponent - bias }
}

const layout = {
  32: { mantissaBits: 23, exponentBits: 8, bias: 127 },
  64: { mantissaBits: 52, exponentBits: 11, bias: 1023 },
} as const

/** -ddddp±ddd */
function binary(value: number, bits: 32 | 64): string {
  const { negative, mantissa, exponent } = parts(value, bits)
  const scale = exponent - layout[bits].mantissaBits
  return `${negative ? '-' : ''}${mantissa}p${scale >= 0 ? '+' : ''}${scale}`
}

/** -0x1.yyyyp±dd (strconv %x) */
function hexadecimal(value: number, precision: number, format: string, bits: 32 | 64): string {
  const { negative, mantissa: whole, exponent: scale } = parts(value, bits)
  let exponent = whole === 0n ? 0 : scale
  // The leading one goes to bit 60, so that four bits are left above it and whole hexadecimal digits below.
  let mantissa = whole << BigInt(60 - layout[bits].mantissaBits)
  while (mantissa !== 0n && (mantissa & top) === 0n) {
    mantissa <<= 1n
    exponent--
  }
  if (precision >= 0 && precision < 15) {
    const kept = BigInt(precision * 4)
    const extra = (mantissa << kept) & (top - 1n)
    mantissa >>= 60n - kept
    if ((extra | (mantissa & 1n)) > 1n << 59n) mantissa++
    mantissa <<= 60n - kept
    if ((mantissa & (top << 1n)) !== 0n) {
      mantissa >>= 1n
      exponent++
    }
  }
  const head = mantissa >> 60n
  const all = (mantissa & (top - 1n)).toString(16).padStart(15, '0')
  const digits = precision < 0 ? all.replace(/0+$/, '') : all.slice(0, precision).padEnd(precision, '0')
  const text = `0x${head}${digits === '' ? '' : `.${digits}`}p${signed(exponent)}`
  return (negative ? '-' : '') + (format === 'X' ? text.toUpperCase() : text)
}

const top = 1n << 60n

function signed(exponent: number): string {
  const size = Math.abs(exponent)
  return `${exponent < 0 ? '-' : '+'}${size < 10 ? '0' : ''}${size}`
}
