import { GoNumber, GoStruct, type GoValue } from '../kinds/index.ts'
import { parseFloat64, parseInt64 } from './parse.ts'

/** spf13/cast ToInt64 and ToInt (an int has 64 bits): what cannot be converted is 0. */
export function toInt64(value: GoValue): bigint {
  if (typeof value === 'number') return truncated(value)
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value === 'string') return parseInt64(trimZeroDecimal(value), 0) ?? 0n
  if (value instanceof GoNumber && isPlainNumber(value)) {
    return typeof value.value === 'bigint' ? BigInt.asIntN(64, value.value) : truncated(value.value)
  }
  return isNamedInt(value) && typeof value.inner === 'bigint' ? value.inner : 0n
}

/** spf13/cast ToFloat64: what cannot be converted is 0. */
export function toFloat64(value: GoValue): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string') return parseFloat64(value) ?? 0
  if (value instanceof GoNumber && isPlainNumber(value)) return Number(value.value)
  return isNamedInt(value) && typeof value.inner === 'bigint' ? Number(value.inner) : 0
}

/** The switches of cast name types, so named numbers fall through to the error, but for months and weekdays. */
const isPlainNumber = (value: GoNumber): boolean => /^(u?int(8|16|32|64)?|float32)$/.test(value.type)
const isNamedInt = (value: GoValue): value is GoStruct =>
  value instanceof GoStruct && (value.type === 'time.Month' || value.type === 'time.Weekday')

/** float64 to int64 as amd64 does it: what does not fit is the smallest integer. */
function truncated(value: number): bigint {
  if (Number.isNaN(value) || value >= 2 ** 63 || value < -(2 ** 63)) return -(1n << 63n)
  return BigInt(Math.trunc(value))
}

/** cast.trimZeroDecimal: cuts a fraction of zeros. */
function trimZeroDecimal(text: string): string {
  const end = text.lastIndexOf('.')
  return end >= 0 && /^0+$/.test(text.slice(end + 1)) ? text.slice(0, end) : text
}
