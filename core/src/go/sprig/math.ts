import { parseInt64, toFloat64, toInt64 } from '../cast/index.ts'
import { add, type Decimal, divide, fromFloat, multiply, subtract, toFloat } from '../decimal/index.ts'
import { sprint } from '../fmt/index.ts'
import {
  GoError,
  type GoFunction,
  type GoFunctions,
  GoLimit,
  type GoValue,
  int,
  int64,
  TypedSlice,
} from '../kinds/index.ts'
import { any, define, integerOf, textOfArgument as text } from './define.ts'

const wrapped = (value: bigint) => int64(BigInt.asIntN(64, value))
const max = define([any, `...${any}`], 'int64', (...values) =>
  int64(values.map(toInt64).reduce((a, b) => (b > a ? b : a))),
)

/** Integers, floats and decimals; sprig converts what it is given by spf13/cast. */
export const math: GoFunctions = {
  add: define([`...${any}`], 'int64', (...values) => wrapped(values.map(toInt64).reduce((a, b) => a + b, 0n))),
  add1: define([any], 'int64', value => wrapped(toInt64(value ?? null) + 1n)),
  add1f: define([any], 'float64', value => fold([value ?? null, int(1)], add)),
  addf: define([`...${any}`], 'float64', (...values) => fold([0, ...values], add)),
  atoi: define(['string'], 'int', given => int(atoi(text(given)))),
  biggest: max,
  ceil: define([any], 'float64', value => Math.ceil(toFloat64(value ?? null))),
  div: define([any, any], 'int64', (a, b) => wrapped(toInt64(a ?? null) / divisor(b))),
  divf: decimals(divide),
  float64: define([any], 'float64', value => toFloat64(value ?? null)),
  floor: define([any], 'float64', value => Math.floor(toFloat64(value ?? null))),
  int: define([any], 'int', value => int(toInt64(value ?? null))),
  int64: define([any], 'int64', value => int64(toInt64(value ?? null))),
  max,
  maxf: define([any, `...${any}`], 'float64', (...values) => values.map(toFloat64).reduce(maxFloat)),
  min: define([any, `...${any}`], 'int64', (...values) => int64(values.map(toInt64).reduce((a, b) => (b < a ? b : a)))),
  minf: define([any, `...${any}`], 'float64', (...values) => values.map(toFloat64).reduce((a, b) => -maxFloat(-a, -b))),
  mod: define([any, any], 'int64', (a, b) => int64(toInt64(a ?? null) % divisor(b))),
  mul: define([any, `...${any}`], 'int64', (...values) =>
    wrapped(values.map(toInt64).reduce((a, b) => BigInt.asIntN(64, a * b))),
  ),
  mulf: decimals(multiply),
  round: define([any, 'int', '...float64'], 'float64', (value, places, on) =>
    round(toFloat64(value ?? null), integerOf(places), typeof on === 'number' ? on : 0.5),
  ),
  seq: define(['...int'], 'string', (...values) => seq(values.map(integerOf))),
  sub: define([any, any], 'int64', (a, b) => wrapped(toInt64(a ?? null) - toInt64(b ?? null))),
  subf: decimals(subtract),
  toDecimal: define([any], 'int64', value => int64(parseInt64(sprint([value ?? null]), 8) ?? 0n)),
  until: define(['int'], '[]int', count => ints(range(0, integerOf(count), integerOf(count) < 0 ? -1 : 1))),
  untilStep: define(['int', 'int', 'int'], '[]int', (start, stop, step) =>
    ints(range(integerOf(start), integerOf(stop), integerOf(step))),
  ),
}

function decimals(operation: (a: Decimal, b: Decimal) => Decimal): GoFunction {
  return define([any, `...${any}`], 'float64', (...values) => fold(values, operation))
}

/** sprig's execDecimalOp: values are converted one by one, so the first fault wins. */
function fold([first = null, ...rest]: GoValue[], operation: (a: Decimal, b: Decimal) => Decimal): number {
  let result = fromFloat(toFloat64(first))
  for (const value of rest) result = operation(result, fromFloat(toFloat64(value)))
  return toFloat(result)
}

function divisor(value: GoValue | undefined): bigint {
  const by = toInt64(value ?? null)
  if (by === 0n) throw new GoError('runtime error: integer divide by zero')
  return by
}

/** strconv.Atoi whose error sprig drops: a number out of range is cut to the nearest one. */
function atoi(given: string): bigint {
  const value = parseInt64(given, 10)
  if (value !== undefined) return value
  if (!/^[+-]?\d+$/.test(given)) return 0n
  return given.startsWith('-') ? -(1n << 63n) : (1n << 63n) - 1n
}

/** math.Max: infinity wins over NaN. */
function maxFloat(a: number, b: number): number {
  return a === Number.POSITIVE_INFINITY || b === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : Math.max(a, b)
}

function round(value: number, places: number, on: number): number {
  const power = 10 ** places
  const digit = power * value
  const fraction = digit - Math.trunc(digit)
  return (fraction >= on ? Math.ceil(digit) : Math.floor(digit)) / power
}

/** More numbers than this are refused, where Go would go on until memory ends. */
const limit = 1 << 22

/** sprig's untilStep */
function range(start: number, stop: number, step: number): number[] {
  const values: number[] = []
  if (stop < start ? step >= 0 : step <= 0) return values
  if (Math.abs((stop - start) / step) > limit) throw new GoLimit(`a list of more than ${limit} numbers is refused`)
  for (let value = start; stop < start ? value > stop : value < stop; value += step) values.push(value)
  return values
}

const ints = (values: number[]): TypedSlice => new TypedSlice('[]int', values.map(int))

function seq(values: number[]): string {
  const [first = 0, second = 0, third = 0] = values
  if (values.length === 0 || values.length > 3) return ''
  const start = values.length === 1 ? 1 : first
  const end = values.length === 1 ? first : values.length === 2 ? second : third
  const direction = end < start ? -1 : 1
  const step = values.length === 3 ? second : direction
  if (values.length === 3 && end < start && step > 0) return ''
  return range(start, end + direction, step).join(' ')
}
