import { JqError, notApplicable } from '../errors.ts'
import { isNumber, type Jq, toFloat } from '../values.ts'
import type { Natives } from './native.ts'

/** Functions of numbers; what they take besides numbers is refused in the name of the function. */
export const math: Natives = {
  ...each({
    sin: Math.sin,
    cos: Math.cos,
    tan: Math.tan,
    asin: Math.asin,
    acos: Math.acos,
    atan: Math.atan,
    sinh: Math.sinh,
    cosh: Math.cosh,
    tanh: Math.tanh,
    asinh: Math.asinh,
    acosh: Math.acosh,
    atanh: Math.atanh,
    floor: Math.floor,
    round: x => (x < 0 || Object.is(x, -0) ? -Math.floor(-x + 0.5) : Math.floor(x + 0.5)),
    nearbyint: toEven,
    rint: toEven,
    ceil: Math.ceil,
    trunc: Math.trunc,
    significand: x => split(x)[0] * 2,
    fabs: Math.abs,
    sqrt: Math.sqrt,
    cbrt: cubeRoot,
    exp: Math.exp,
    exp10: x => 10 ** x,
    exp2: x => 2 ** x,
    expm1: Math.expm1,
    log: Math.log,
    log10: Math.log10,
    log1p: Math.log1p,
    log2: Math.log2,
    logb: x => (x === 0 ? Number.NEGATIVE_INFINITY : Number.isFinite(x) ? split(x)[1] - 1 : Math.abs(x)),
  }),
  ...Object.fromEntries(
    // Named, so that a program that mentions them compiles as it does in gojq; their values are not computed here.
    'gamma tgamma lgamma erf erfc j0 j1 y0 y1'.split(' ').map(name => [`${name}/0`, () => notComputed(name)]),
  ),
  ...pairs({
    atan2: Math.atan2,
    copysign: (x, y) => (isNegative(y) ? -Math.abs(x) : Math.abs(x)),
    drem: (x, y) => {
      const rest = remainder(x, y)
      return rest === 0 && isNegative(x) ? -0 : rest
    },
    fdim: (x, y) => (x - y <= 0 ? 0 : x - y),
    fmax: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.max(x, y)),
    fmin: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.min(x, y)),
    fmod: (x, y) => x % y,
    hypot: Math.hypot,
    nextafter: nextAfter,
    nexttoward: nextAfter,
    remainder,
    ldexp: scale,
    scalb: scale,
    scalbln: scale,
    pow: (x, y) => (x === 1 || (x === -1 && Math.abs(y) === Number.POSITIVE_INFINITY) ? 1 : x ** y),
    jn: () => notComputed('jn'),
    yn: () => notComputed('yn'),
  }),
  'fma/3': (_value, a = null, b = null, c = null) => number('fma', a) * number('fma', b) + number('fma', c),
  'frexp/0': value => {
    const [fraction, exponent] = split(number('frexp', value))
    return [fraction, BigInt(exponent)]
  },
  'modf/0': value => {
    const x = number('modf', value)
    if (Math.abs(x) === Number.POSITIVE_INFINITY) return [isNegative(x) ? -0 : 0, x]
    const whole = Math.trunc(x)
    const rest = x - whole
    return [rest === 0 && isNegative(x) ? -0 : rest, whole]
  },
  'infinite/0': () => Number.POSITIVE_INFINITY,
  'nan/0': () => Number.NaN,
  'isfinite/0': value => isNumber(value) && Math.abs(toFloat(value)!) !== Number.POSITIVE_INFINITY,
  'isinfinite/0': value => isNumber(value) && Math.abs(toFloat(value)!) === Number.POSITIVE_INFINITY,
  'isnan/0': value => value !== null && Number.isNaN(number('isnan', value)),
  'isnormal/0': value => {
    const x = toFloat(value)
    return x !== undefined && Number.isFinite(x) && Math.abs(x) >= 2 ** -1022
  },
}

function number(name: string, value: Jq): number {
  const x = toFloat(value)
  if (x === undefined) throw notApplicable(name, value)
  return x
}

function each(functions: Readonly<Record<string, (x: number) => number>>): Natives {
  return Object.fromEntries(
    Object.entries(functions).map(([name, apply]) => [`${name}/0`, (value: Jq) => apply(number(name, value))]),
  )
}

function pairs(functions: Readonly<Record<string, (x: number, y: number) => number>>): Natives {
  return Object.fromEntries(
    Object.entries(functions).map(([name, apply]) => [
      `${name}/2`,
      (_value: Jq, x: Jq = null, y: Jq = null) => apply(number(name, x), number(name, y)),
    ]),
  )
}

const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0)

function notComputed(name: string): never {
  throw new JqError(`${name} is not computed here`)
}

/** One step of Newton's method takes away the last bit that hosts differ in. */
function cubeRoot(x: number): number {
  const root = Math.cbrt(x)
  if (!Number.isFinite(root) || root === 0) return root
  const better = root - (root * root * root - x) / (3 * root * root)
  return Number.isFinite(better) ? better : root
}

function toEven(x: number): number {
  const floor = Math.floor(x)
  const rest = x - floor
  const rounded = rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1
  return rounded === 0 && isNegative(x) ? -0 : rounded
}

/** math.Frexp */
function split(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0]
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1)
  let fraction = x * 2 ** -exponent
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2
    exponent--
  }
  while (Math.abs(fraction) >= 1) {
    fraction /= 2
    exponent++
  }
  return [fraction, exponent]
}

function scale(x: number, by: number): number {
  let exponent = Math.trunc(Math.max(-5000, Math.min(5000, by)))
  let out = x
  for (; exponent > 1000; exponent -= 1000) out *= 2 ** 1000
  for (; exponent < -1000; exponent += 1000) out *= 2 ** -1000
  return out * 2 ** exponent
}

/** IEEE 754 remainder: the quotient is rounded to even. */
function remainder(x: number, y: number): number {
  if (!Number.isFinite(x) || Number.isNaN(y) || y === 0) return Number.NaN
  if (!Number.isFinite(y)) return x
  const size = Math.abs(y)
  let rest = Math.abs(x) % (size * 2 === Number.POSITIVE_INFINITY ? size : size * 2)
  if (rest * 2 > size) {
    rest -= size
    if (rest * 2 >= size) rest -= size
  }
  return isNegative(x) ? -rest : rest
}

function nextAfter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  if (x === y) return x
  if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x)
  view.setBigUint64(0, view.getBigUint64(0) + (y > x === x > 0 ? 1n : -1n))
  return view.getFloat64(0)
}
