import { GoError } from '../kinds/index.ts'

/** shopspring/decimal: coefficient × 10^exponent. */
export interface Decimal {
  readonly coefficient: bigint
  readonly exponent: number
}

/** decimal.NewFromFloat: the shortest digits that read back as the same number. */
export function fromFloat(value: number): Decimal {
  if (!Number.isFinite(value)) {
    const name = Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
    throw new GoError(`Cannot create a Decimal from ${name}`)
  }
  const [mantissa = '0', power = '0'] = value.toExponential().split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  return { coefficient: BigInt(whole + fraction), exponent: Number(power) - fraction.length }
}

/** decimal.Float64: the nearest float64. */
export const toFloat = (value: Decimal): number => Number(`${value.coefficient}e${value.exponent}`)

export function add(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent)
  return { coefficient: at(a, exponent) + at(b, exponent), exponent }
}

export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, { ...b, coefficient: -b.coefficient })

export const multiply = (a: Decimal, b: Decimal): Decimal => ({
  coefficient: a.coefficient * b.coefficient,
  exponent: a.exponent + b.exponent,
})

/** decimal.Div: 16 places after the point, halves away from zero. */
export function divide(a: Decimal, b: Decimal): Decimal {
  if (b.coefficient === 0n) throw new GoError('decimal division by 0')
  const shift = a.exponent - b.exponent + places
  const dividend = shift > 0 ? a.coefficient * 10n ** BigInt(shift) : a.coefficient
  const divisor = shift < 0 ? b.coefficient * 10n ** BigInt(-shift) : b.coefficient
  const quotient = dividend / divisor
  const rest = magnitude(dividend % divisor)
  const away = rest * 2n >= magnitude(divisor) ? (dividend < 0n === divisor < 0n ? 1n : -1n) : 0n
  return { coefficient: quotient + away, exponent: -places }
}

const places = 16
const at = (value: Decimal, exponent: number): bigint => value.coefficient * 10n ** BigInt(value.exponent - exponent)
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value)
