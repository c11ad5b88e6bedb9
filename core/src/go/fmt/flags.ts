import { isPrint } from '../kinds/index.ts'
import { formatFloat } from './float.ts'
import { canBackquote, quote, quoteRune, quoteToASCII } from './quote.ts'

/** The flags, width and precision of one verb, and how each basic kind is laid out with them (Go: fmt/format.go). */
export class Layout {
  width = 0
  hasWidth = false
  precision = 0
  hasPrecision = false
  minus = false
  plus = false
  sharp = false
  space = false
  zero = false
  /** %+v and %#v: `plus` and `sharp` are off then, so that they do not reach the parts of the value. */
  plusV = false
  sharpV = false

  /** Pads to the width, which counts characters. */
  pad(text: string, zero = this.zero): string {
    if (!this.hasWidth || this.width === 0) return text
    const missing = this.width - runeCount(text)
    if (missing <= 0) return text
    if (this.minus) return text + ' '.repeat(missing)
    return (zero ? '0' : ' ').repeat(missing) + text
  }

  /** %s and %v of a string. */
  string(text: string): string {
    return this.pad(this.truncate(text))
  }

  /** %q of a string. */
  quoted(text: string): string {
    const cut = this.truncate(text)
    if (this.sharp && canBackquote(cut)) return this.pad(`\`${cut}\``)
    return this.pad(this.plus ? quoteToASCII(cut) : quote(cut))
  }

  /** %x and %X of a string or a byte slice. */
  hexBytes(bytes: ArrayLike<number>, upper: boolean): string {
    const length = this.hasPrecision ? Math.min(this.precision, bytes.length) : bytes.length
    if (length === 0) return this.hasWidth ? (this.zero && !this.minus ? '0' : ' ').repeat(this.width) : ''
    const prefix = this.sharp ? '0x' : ''
    let text = prefix
    for (let i = 0; i < length; i++) {
      if (this.space && i > 0) text += ` ${prefix}`
      text += bytes[i]!.toString(16).padStart(2, '0')
    }
    return this.pad(upper ? text.toUpperCase() : text)
  }

  /** %c */
  char(code: bigint): string {
    return this.pad(String.fromCodePoint(runeOf(code)))
  }

  /** %q of an integer. */
  quotedChar(code: bigint): string {
    return this.pad(quoteRune(runeOf(code), this.plus))
  }

  /** %U */
  unicode(value: bigint): string {
    const digits = BigInt.asUintN(64, value).toString(16).toUpperCase()
    let text = `U+${digits.padStart(this.hasPrecision ? Math.max(this.precision, 4) : 4, '0')}`
    if (this.sharp && value >= 0n && value <= 0x10ffffn && isPrint(Number(value))) {
      text += ` '${String.fromCodePoint(Number(value))}'`
    }
    return this.pad(text, false)
  }

  /** The integer verbs; negative values come with isSigned. */
  integer(value: bigint, base: 2 | 8 | 10 | 16, verb: string): string {
    const negative = value < 0n
    const size = negative ? -value : value
    let digits = size.toString(base)
    if (verb === 'X') digits = digits.toUpperCase()
    if (this.hasPrecision) {
      if (this.precision === 0 && size === 0n) return ' '.repeat(this.hasWidth ? this.width : 0)
      digits = digits.padStart(this.precision, '0')
    } else if (this.zero && !this.minus && this.hasWidth) {
      digits = digits.padStart(negative || this.plus || this.space ? this.width - 1 : this.width, '0')
    }
    if (this.sharp) {
      if (base === 2) digits = `0b${digits}`
      else if (base === 8 && !digits.startsWith('0')) digits = `0${digits}`
      else if (base === 16) digits = (verb === 'X' ? '0X' : '0x') + digits
    }
    if (verb === 'O') digits = `0o${digits}`
    const sign = negative ? '-' : this.plus ? '+' : this.space ? ' ' : ''
    return this.pad(sign + digits, false)
  }

  float(value: number, bits: 32 | 64, verb: string, defaultPrecision: number): string {
    const precision = this.hasPrecision ? this.precision : defaultPrecision
    const text = formatFloat(value, verb, precision, bits)
    let sign = text[0] === '-' ? '-' : '+'
    let number = text[0] === '-' || text[0] === '+' ? text.slice(1) : text
    if (this.space && sign === '+' && !this.plus) sign = ' '
    if (number === 'Inf' || number === 'NaN') {
      // They do not look like numbers, so zeros do not pad them; NaN shows a sign only when asked for one.
      if (number === 'NaN' && !this.space && !this.plus) return this.pad(number, false)
      return this.pad(sign + number, false)
    }
    if (this.sharp && verb !== 'b') number = withPoint(number, verb, precision)
    if (!this.plus && sign === '+') return this.pad(number)
    if (this.zero && !this.minus && this.hasWidth && this.width > number.length + 1) {
      return sign + '0'.repeat(this.width - number.length - 1) + number
    }
    return this.pad(sign + number)
  }

  private truncate(text: string): string {
    if (!this.hasPrecision) return text
    let at = 0
    for (let left = this.precision; left > 0 && at < text.length; left--) at += text.codePointAt(at)! > 0xffff ? 2 : 1
    return text.slice(0, at)
  }
}

/** The sharp flag keeps the decimal point and trailing zeros (Go: fmt.fmtFloat). */
function withPoint(number: string, verb: string, precision: number): string {
  let missing = 0
  if (verb === 'g' || verb === 'G' || verb === 'x') missing = precision === -1 ? 6 : precision
  const split = verb === 'x' || verb === 'X' ? number.search(/[pP]/) : number.search(/[eEpP]/)
  let head = split < 0 ? number : number.slice(0, split)
  const tail = split < 0 ? '' : number.slice(split)
  let significant = false
  for (const char of head) {
    if (char === '.') continue
    if (char !== '0') significant = true
    if (significant) missing--
  }
  if (!head.includes('.')) {
    if (head === '0') missing--
    head += '.'
  }
  return head + '0'.repeat(Math.max(missing, 0)) + tail
}

function runeOf(code: bigint): number {
  if (code < 0n || code > 0x10ffffn) return 0xfffd
  const number = Number(code)
  return number >= 0xd800 && number <= 0xdfff ? 0xfffd : number
}

/** utf8.RuneCountInString: each byte that is not UTF-8 counts as one. */
function runeCount(text: string): number {
  let count = text.length
  for (let at = 1; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit >= 0xdc00 && unit <= 0xdfff) {
      const before = text.charCodeAt(at - 1)
      if (before >= 0xd800 && before <= 0xdbff) count--
    }
  }
  return count
}
