import { GoError } from '../kinds/index.ts'
import { quote } from './quote.ts'

/** time.ParseDuration in nanoseconds; throws Go's error. */
export function parseDuration(text: string): bigint {
  const invalid = (): GoError => new GoError(`time: invalid duration ${quote(text)}`)
  const signed = text.startsWith('-') || text.startsWith('+')
  const negative = text.startsWith('-')
  let rest = signed ? text.slice(1) : text
  if (rest === '0') return 0n
  if (rest === '') throw invalid()
  let total = 0n
  while (rest !== '') {
    const [number = '', whole = '', , fraction = ''] = /^(\d*)(\.(\d*))?/.exec(rest) ?? []
    if (whole === '' && fraction === '') throw invalid()
    const count = BigInt(whole || '0')
    if (count > half) throw invalid()
    rest = rest.slice(number.length)
    const unit = /^[^.0-9]*/.exec(rest)?.[0] ?? ''
    if (unit === '') throw new GoError(`time: missing unit in duration ${quote(text)}`)
    rest = rest.slice(unit.length)
    const size = units.get(unit)
    if (size === undefined) throw new GoError(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`)
    if (count > half / size) throw invalid()
    let part = count * size
    if (fraction !== '') part += BigInt(Math.trunc(fractionOf(fraction, size)))
    total += part
    if (part > half || total > half) throw invalid()
  }
  if (negative) return -total
  if (total > half - 1n) throw invalid()
  return total
}

/** time.Duration.String of nanoseconds. */
export function durationText(duration: bigint): string {
  if (duration === 0n) return '0s'
  const sign = duration < 0n ? '-' : ''
  const u = duration < 0n ? -duration : duration
  if (u < second) {
    const [unit, size] = u < 1000n ? ['ns', 1n] : u < 1000000n ? ['µs', 1000n] : ['ms', 1000000n]
    return `${sign}${decimal(u, size as bigint)}${unit}`
  }
  const minutes = u / (60n * second)
  let text = `${decimal(u % (60n * second), second)}s`
  if (minutes > 0n) {
    text = `${minutes % 60n}m${text}`
    if (minutes >= 60n) text = `${minutes / 60n}h${text}`
  }
  return sign + text
}

/** time.Duration.Round to whole seconds, halves away from zero. */
export function roundToSecond(duration: bigint): bigint {
  const magnitude = duration < 0n ? -duration : duration
  const rounded = ((magnitude + second / 2n) / second) * second
  const result = duration < 0n ? -rounded : rounded
  return BigInt.asIntN(64, result) === result ? result : duration < 0n ? -half : half - 1n
}

export const second = 1000000000n
const half = 1n << 63n

const units = new Map([
  ['ns', 1n],
  ['us', 1000n],
  ['µs', 1000n],
  ['μs', 1000n],
  ['ms', 1000000n],
  ['s', second],
  ['m', 60n * second],
  ['h', 3600n * second],
])

/** Go computes the fraction as a float; digits that overflow 63 bits are dropped (leadingFraction). */
function fractionOf(digits: string, size: bigint): number {
  let value = 0n
  let scale = 1
  for (const digit of digits) {
    if (value > (half - 1n) / 10n) break
    const next = value * 10n + BigInt(digit)
    if (next > half) break
    value = next
    scale *= 10
  }
  return Number(value) * (Number(size) / scale)
}

function decimal(value: bigint, unit: bigint): string {
  const rest = value % unit
  if (rest === 0n) return String(value / unit)
  const digits = String(rest)
    .padStart(String(unit).length - 1, '0')
    .replace(/0+$/, '')
  return `${value / unit}.${digits}`
}
