import { GoNumber, GoStruct, type GoValue, joined, kindOf, typeOf } from '../kinds/index.ts'
import { Layout } from './flags.ts'
import { defaultLimit, FormatLimitError } from './limit.ts'
import { Printer } from './printer.ts'

/** fmt.Sprintf */
export function sprintf(format: string, args: readonly GoValue[], limit = defaultLimit): string {
  let text = ''
  /** The next operand. */
  let argument = 0
  /** An explicit index was met, so operands left over are no mistake. */
  let reordered = false
  let at = 0
  while (at < format.length) {
    const percent = format.indexOf('%', at)
    if (percent < 0) {
      text += format.slice(at)
      break
    }
    text += format.slice(at, percent)
    at = percent + 1
    const layout = new Layout()
    /** False after an index that names no operand, or one in the wrong place. */
    let goodIndex = true
    let afterIndex = false

    for (; at < format.length; at++) {
      const flag = format[at]
      if (flag === '#') layout.sharp = true
      else if (flag === '0') layout.zero = true
      else if (flag === '+') layout.plus = true
      else if (flag === '-') layout.minus = true
      else if (flag === ' ') layout.space = true
      else break
    }

    const readIndex = (): void => {
      afterIndex = false
      if (format[at] !== '[') return
      reordered = true
      const index = parseIndex(format, at)
      at = index.end
      afterIndex = index.isNumber
      if (index.isNumber && index.value >= 0 && index.value < args.length) argument = index.value
      else goodIndex = false
    }
    readIndex()

    if (format[at] === '*') {
      at++
      const width = integerOperand(args, argument++)
      if (argument > args.length) argument = args.length
      if (width === undefined) text += '%!(BADWIDTH)'
      else {
        layout.hasWidth = true
        layout.width = Math.abs(width)
        if (width < 0) {
          layout.minus = true
          layout.zero = false
        }
      }
      afterIndex = false
    } else {
      const width = parseNumber(format, at, format.length)
      at = width.end
      layout.hasWidth = width.value !== undefined
      layout.width = width.value ?? 0
      if (afterIndex && layout.hasWidth) goodIndex = false
    }

    if (at + 1 < format.length && format[at] === '.') {
      at++
      if (afterIndex) goodIndex = false
      readIndex()
      if (format[at] === '*') {
        at++
        const precision = integerOperand(args, argument++)
        if (argument > args.length) argument = args.length
        if (precision === undefined || precision < 0) text += '%!(BADPREC)'
        else {
          layout.hasPrecision = true
          layout.precision = precision
        }
        afterIndex = false
      } else {
        const precision = parseNumber(format, at, format.length)
        at = precision.end
        layout.hasPrecision = true
        layout.precision = precision.value ?? 0
      }
    }
    if (!afterIndex) readIndex()

    if (at >= format.length) {
      text += '%!(NOVERB)'
      break
    }
    const code = format.codePointAt(at)!
    const verb = code >= 0xd800 && code <= 0xdfff ? '\ufffd' : String.fromCodePoint(code)
    at += code > 0xffff ? 2 : 1
    if (verb === '%') text += '%'
    else if (!goodIndex) text += `%!${verb}(BADINDEX)`
    else if (argument >= args.length) text += `%!${verb}(MISSING)`
    else {
      if (verb === 'v' || verb === 'w') {
        layout.sharpV = layout.sharp
        layout.sharp = false
        layout.plusV = layout.plus
        layout.plus = false
      }
      text += new Printer(layout, limit).operand(args[argument++] ?? null, verb)
    }
    if (text.length > limit) throw new FormatLimitError('formatted text is longer than a template may make it')
  }
  if (!reordered && argument < args.length) {
    const extra = args.slice(argument).map(arg => {
      return arg === null ? '<nil>' : `${typeOf(arg)}=${new Printer(new Layout(), limit).operand(arg, 'v')}`
    })
    text += `%!(EXTRA ${extra.join(', ')})`
  }
  return joined(text)
}

/** fmt.Sprint: a space stands between two operands when neither is a string. */
export function sprint(args: readonly GoValue[], limit = defaultLimit): string {
  let text = ''
  let afterString = false
  args.forEach((arg, index) => {
    const isString = typeof arg === 'string'
    if (index > 0 && !isString && !afterString) text += ' '
    text += print(arg, limit - text.length)
    afterString = isString
  })
  return joined(text)
}

/** fmt.Sprintln */
export function sprintln(args: readonly GoValue[], limit = defaultLimit): string {
  let text = ''
  args.forEach((arg, index) => {
    if (index > 0) text += ' '
    text += print(arg, limit - text.length)
  })
  return joined(`${text}\n`)
}

function print(arg: GoValue, limit: number): string {
  if (typeof arg === 'string' && arg.length <= limit) return arg
  return new Printer(new Layout(), limit).operand(arg, 'v')
}

/** An operand that gives a width or precision; undefined when it is no integer or too large to be meant. */
function integerOperand(args: readonly GoValue[], index: number): number | undefined {
  const arg = args[index]
  let value: bigint | undefined
  if (arg instanceof GoNumber && typeof arg.value === 'bigint') value = arg.value
  else if (arg instanceof GoStruct && typeof arg.inner === 'bigint' && /int/.test(kindOf(arg))) value = arg.inner
  if (value === undefined || value > 1_000_000n || value < -1_000_000n) return undefined
  return Number(value)
}

interface Parsed {
  readonly value: number | undefined
  readonly end: number
}

/** fmt.parsenum: no number, and everything skipped, when it is absurdly large. */
function parseNumber(text: string, start: number, end: number): Parsed {
  let value: number | undefined
  let at = start
  for (; at < end; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) break
    if ((value ?? 0) > 1_000_000) return { value: undefined, end }
    value = (value ?? 0) * 10 + digit
  }
  return { value, end: at }
}

/** fmt.parseArgNumber: `[n]` at this place, zero-based. */
function parseIndex(format: string, at: number): { value: number; end: number; isNumber: boolean } {
  const close = format.indexOf(']', at + 1)
  if (close < 0) return { value: 0, end: at + 1, isNumber: false }
  const { value, end } = parseNumber(format, at + 1, close)
  if (value === undefined || end !== close) return { value: 0, end: close + 1, isNumber: false }
  return { value: value - 1, end: close + 1, isNumber: true }
}
