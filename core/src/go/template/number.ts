import { parseFloat64, parseInt64, parseUint64 } from '../cast/index.ts'
import { quote, unquoteChar } from '../fmt/index.ts'
import { type ComplexParts, GoError } from '../kinds/index.ts'
import type { Constant } from './nodes.ts'

/** Reads a constant as every kind of number that can hold it; throws Go's text (Go: text/template/parse newNumber). */
export function parseConstant(text: string, type: 'charConstant' | 'complex' | 'number'): Constant {
  if (type === 'charConstant') {
    const { code, end } = unquoteChar(text.slice(1), 0, "'")
    if (text.slice(end + 1) !== "'") throw new GoError(`malformed character constant: ${text}`)
    return { int: BigInt(code), uint: BigInt(code), float: code }
  }
  if (type === 'complex') return fromComplex(parseComplex(text))
  if (text.endsWith('i')) {
    const imaginary = parseGoFloat(text.slice(0, -1))
    if (imaginary !== undefined) return fromComplex({ real: 0, imaginary })
  }
  let uint = parseUint64(text, 0)
  const int = parseInt64(text, 0)
  if (int === 0n) uint = 0n
  if (int !== undefined) return { int, float: Number(int), ...(uint === undefined ? {} : { uint }) }
  if (uint !== undefined) return { uint, float: Number(uint) }
  const float = parseGoFloat(text)
  if (float === undefined) throw new GoError(`illegal number syntax: ${quote(text)}`)
  if (!/[.eEpP]/.test(text)) throw new GoError(`integer overflow: ${quote(text)}`)
  return { float, ...integers(float) }
}

function fromComplex(complex: ComplexParts): Constant {
  if (complex.imaginary !== 0) return { complex }
  return { complex, float: complex.real, ...integers(complex.real) }
}

/** The integers a float equals. */
function integers(float: number): { int?: bigint; uint?: bigint } {
  if (!Number.isInteger(float)) return {}
  const value = BigInt(float)
  return {
    ...(value >= -(1n << 63n) && value < 1n << 63n ? { int: value } : {}),
    ...(value >= 0n && value < 1n << 64n ? { uint: value } : {}),
  }
}

/** The part of fmt.Sscan that reads `1+2i`: underscores and hexadecimal floats are fine, other bases are not. */
function parseComplex(text: string): ComplexParts {
  const sign = /[^eEpP]([+-])/.exec(text)
  const at = sign ? sign.index + 1 : text.length
  const real = text.slice(0, at)
  const imaginary = text.slice(at, -1)
  if (/^[+-]?0[bBoO]/.test(real) || /^[+-]?0[bBoO]/.test(imaginary))
    throw new GoError('syntax error scanning complex number')
  return { real: convert(real), imaginary: convert(imaginary) }
}

function convert(text: string): number {
  const value = parseGoFloat(text)
  if (value !== undefined) return value
  const reason = /^[+-]?[\d.]+[eE][+-]?\d+$/.test(text) ? 'value out of range' : 'invalid syntax'
  throw new GoError(`strconv.ParseFloat: parsing ${quote(text)}: ${reason}`)
}

/** strconv.ParseFloat, which takes underscores between the digits of a decimal too. */
function parseGoFloat(text: string): number | undefined {
  if (/^[+-]?0[xX]/.test(text) || !text.includes('_')) return parseFloat64(text)
  return /(?<!\d)_|_(?!\d)/.test(text) ? undefined : parseFloat64(text.replaceAll('_', ''))
}
