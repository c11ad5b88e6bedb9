import { GoError } from '../kinds/index.ts'
import { daysIn, isLeap, months, weekdays } from './calendar.ts'
import type { Moment } from './format.ts'
import { isFraction, nextChunk } from './layout.ts'
import { fixedZone, local, utc, wallClock } from './location.ts'
import { quote } from './quote.ts'

/** time.ParseInLocation(layout, text, time.Local); throws Go's error. */
export function parse(layout: string, text: string): Moment {
  return new Parser(layout, text).parse()
}

/** The value does not fit the layout here. */
class Mismatch extends Error {}
/** A number is outside its range; the message names what. */
class OutOfRange extends Error {}

class Parser {
  readonly layout: string
  readonly text: string
  /** What is not read yet. */
  value: string
  year = 0
  month = -1
  day = -1
  yearDay = -1
  hour = 0
  minute = 0
  second = 0
  nanoseconds = 0
  half: 'am' | 'pm' | undefined
  isUTC = false
  offset: number | undefined
  zone = ''

  constructor(layout: string, text: string) {
    this.layout = layout
    this.text = text
    this.value = text
  }

  parse(): Moment {
    let rest = this.layout
    for (;;) {
      const chunk = nextChunk(rest)
      if (!this.skip(chunk.prefix)) throw this.mismatch(chunk.prefix, this.value)
      if (chunk.token === '') {
        if (this.value !== '') throw this.wrong(`: extra text: ${quote(this.value)}`)
        break
      }
      rest = chunk.rest
      const before = this.value
      try {
        this.read(chunk.token, rest)
      } catch (error) {
        if (error instanceof Mismatch) throw this.mismatch(chunk.token, before)
        if (error instanceof OutOfRange) throw this.wrong(`: ${error.message} out of range`)
        throw error
      }
    }
    return this.moment()
  }

  moment(): Moment {
    if (this.half === 'pm' && this.hour < 12) this.hour += 12
    else if (this.half === 'am' && this.hour === 12) this.hour = 0
    if (this.yearDay >= 0) this.takeYearDay()
    if (this.month < 0) this.month = 1
    if (this.day < 0) this.day = 1
    if (this.day < 1 || this.day > daysIn(this.year, this.month)) throw this.wrong(': day out of range')
    const seconds = wallClock(this.year, this.month, this.day, this.hour * 3600 + this.minute * 60 + this.second)
    const { nanoseconds } = this
    if (this.isUTC) return { seconds, nanoseconds, location: utc }
    if (this.offset !== undefined) {
      const isLocal = this.offset === 0 && (this.zone === '' || this.zone === 'UTC')
      const location = isLocal ? local : fixedZone(this.zone, this.offset)
      return { seconds: seconds - BigInt(this.offset), nanoseconds, location }
    }
    if (this.zone === '') return { seconds, nanoseconds, location: local }
    // An abbreviation that the local zone does not know names a zone of unknown offset, but for GMT+3 and the like.
    const hours = this.zone.length > 3 && this.zone.startsWith('GMT') ? Number(this.zone.slice(3)) : 0
    return { seconds, nanoseconds, location: fixedZone(this.zone, hours * 3600) }
  }

  takeYearDay(): void {
    let day = this.yearDay
    const leapDay = isLeap(this.year) && day === 60
    if (isLeap(this.year) && day > 60) day--
    if (day < 1 || day > 365) throw this.wrong(': day-of-year out of range')
    let month = 1
    // The month of a year without a leap day.
    while (day > daysIn(2023, month)) day -= daysIn(2023, month++)
    if (leapDay) {
      month = 2
      day = 29
    }
    if (this.month >= 0 && this.month !== month) throw this.wrong(': day-of-year does not match month')
    if (this.day >= 0 && this.day !== day) throw this.wrong(': day-of-year does not match day')
    this.month = month
    this.day = day
  }

  read(token: string, rest: string): void {
    if (isFraction(token)) this.readFraction(token)
    else if (token.startsWith('-07') || token.startsWith('Z07')) this.readOffset(token)
    else this.readNamed(token, rest)
  }

  readNamed(token: string, rest: string): void {
    switch (token) {
      case '06': {
        const year = integer(this.take(2))
        this.year = year + (year >= 69 ? 1900 : 2000)
        return
      }
      case '2006':
        if (!/^\d/.test(this.value)) throw new Mismatch()
        this.year = integer(this.take(4))
        return
      case 'Jan':
        this.month = this.name(months.map(name => name.slice(0, 3))) + 1
        return
      case 'January':
        this.month = this.name(months) + 1
        return
      case '1':
      case '01':
        this.month = this.number(token === '01')
        if (this.month < 1 || this.month > 12) throw new OutOfRange('month')
        return
      case 'Mon':
        this.name(weekdays.map(name => name.slice(0, 3)))
        return
      case 'Monday':
        this.name(weekdays)
        return
      case '2':
      case '_2':
      case '02':
        if (token === '_2' && this.value.startsWith(' ')) this.value = this.value.slice(1)
        this.day = this.number(token === '02')
        return
      case '__2':
      case '002':
        this.readYearDay(token)
        return
      case '15':
        this.hour = this.number(false)
        if (this.hour >= 24) throw new OutOfRange('hour')
        return
      case '3':
      case '03':
        this.hour = this.number(token === '03')
        if (this.hour > 12) throw new OutOfRange('hour')
        return
      case '4':
      case '04':
        this.minute = this.number(token === '04')
        if (this.minute >= 60) throw new OutOfRange('minute')
        return
      case '5':
      case '05':
        this.second = this.number(token === '05')
        if (this.second >= 60) throw new OutOfRange('second')
        // A fraction in the value is read though the layout has none.
        if (/^[.,]\d/.test(this.value) && !isFraction(nextChunk(rest).token)) this.readFraction('.9')
        return
      case 'PM':
      case 'pm': {
        const half = this.take(2)
        if (half !== token && half !== (token === 'PM' ? 'AM' : 'am')) throw new Mismatch()
        this.half = half.toLowerCase() === 'pm' ? 'pm' : 'am'
        return
      }
      default:
        this.readZone()
    }
  }

  readYearDay(token: string): void {
    if (token === '__2') this.value = this.value.replace(/^ {1,2}/, '')
    const digits = /^\d{1,3}/.exec(this.value)?.[0] ?? ''
    if (digits === '' || (token === '002' && digits.length !== 3)) throw new Mismatch()
    this.yearDay = Number(digits)
    this.value = this.value.slice(digits.length)
  }

  readFraction(token: string): void {
    if (token[1] === '0') {
      const text = this.take(token.length)
      if (!/^[.,]\d*$/.test(text)) {
        // Go reads digits with a sign, and calls a negative fraction out of range.
        if (/^[.,]-\d+$/.test(text) && Number(text.slice(1)) < 0) throw new OutOfRange('fractional second')
        if (!/^[.,][+-]?\d*$/.test(text)) throw new Mismatch()
      }
      this.nanoseconds = nanosecondsOf(text)
      return
    }
    const text = /^[.,]\d+/.exec(this.value)?.[0]
    if (text === undefined) return
    this.nanoseconds = nanosecondsOf(text)
    this.value = this.value.slice(text.length)
  }

  readOffset(token: string): void {
    if (token.startsWith('Z') && this.value.startsWith('Z')) {
      this.value = this.value.slice(1)
      this.isUTC = true
      return
    }
    const text = this.take(token.length)
    if (token.includes(':') && (text[3] !== ':' || (token.length > 6 && text[6] !== ':'))) throw new Mismatch()
    const digits = text.slice(1).replaceAll(':', '')
    const [hours = 0, minutes = 0, seconds = 0] = [0, 2, 4].map(at => twoDigits(digits.slice(at, at + 2)))
    if (hours > 24) throw new OutOfRange('time zone offset hour')
    if (minutes > 60) throw new OutOfRange('time zone offset minute')
    if (seconds > 60) throw new OutOfRange('time zone offset second')
    if (!/^[+-]/.test(text) || Number.isNaN(hours + minutes + seconds)) throw new Mismatch()
    const offset = hours * 3600 + minutes * 60 + seconds
    // Go marks "no offset" with -1 and so cannot tell it from one second west.
    this.offset = text.startsWith('-') ? (offset === 1 ? undefined : -offset) : offset
  }

  readZone(): void {
    if (this.value.startsWith('UTC')) {
      this.value = this.value.slice(3)
      this.isUTC = true
      return
    }
    const length = zoneLength(this.value)
    if (length === 0) throw new Mismatch()
    this.zone = this.take(length)
  }

  /** Reads over literal text; a blank in it stands for any number of blanks. */
  skip(prefix: string): boolean {
    for (let at = 0; at < prefix.length; ) {
      if (prefix[at] === ' ') {
        if (this.value !== '' && !this.value.startsWith(' ')) return false
        while (prefix[at] === ' ') at++
        this.value = this.value.replace(/^ +/, '')
        continue
      }
      if (this.value[0] !== prefix[at]) return false
      this.value = this.value.slice(1)
      at++
    }
    return true
  }

  take(length: number): string {
    if (this.value.length < length) throw new Mismatch()
    const text = this.value.slice(0, length)
    this.value = this.value.slice(length)
    return text
  }

  /** One or two digits; exactly two when fixed. */
  number(fixed: boolean): number {
    const digits = /^\d{1,2}/.exec(this.value)?.[0] ?? ''
    if (digits === '' || (fixed && digits.length < 2)) throw new Mismatch()
    this.value = this.value.slice(digits.length)
    return Number(digits)
  }

  /** One of these names in any case; answers its position. */
  name(names: readonly string[]): number {
    const value = this.value.slice(0, 9).toLowerCase()
    const found = names.findIndex(name => value.startsWith(name.toLowerCase()))
    if (found < 0) throw new Mismatch()
    this.value = this.value.slice((names[found] ?? '').length)
    return found
  }

  mismatch(token: string, value: string): GoError {
    return this.wrong(` as ${quote(this.layout)}: cannot parse ${quote(value)} as ${quote(token)}`)
  }

  wrong(message: string): GoError {
    return new GoError(`parsing time ${quote(this.text)}${message}`)
  }
}

/** Go's atoi of the time package: sign and digits. */
function integer(text: string): number {
  if (!/^[+-]?\d*$/.test(text)) throw new Mismatch()
  return Number(text) || 0
}

const twoDigits = (text: string): number => (text === '' ? 0 : /^\d\d$/.test(text) ? Number(text) : Number.NaN)

const nanosecondsOf = (text: string): number => Number(text.slice(1).replace('+', '0').slice(0, 9).padEnd(9, '0'))

/** How many characters look like a zone's abbreviation (time/format.go parseTimeZone). */
function zoneLength(value: string): number {
  if (value.length < 3) return 0
  if (value.startsWith('ChST') || value.startsWith('MeST')) return 4
  if (value.startsWith('GMT')) return 3 + offsetLength(value.slice(3))
  if (/^[+-]/.test(value)) return offsetLength(value)
  const upper = /^[A-Z]{0,6}/.exec(value)?.[0] ?? ''
  if (upper.length === 3) return 3
  if (upper.length === 4) return upper.endsWith('T') || upper === 'WITA' ? 4 : 0
  return upper.length === 5 && upper.endsWith('T') ? 5 : 0
}

function offsetLength(value: string): number {
  const match = /^[+-](\d+)/.exec(value)
  return match && Number(match[1]) <= 23 ? match[0].length : 0
}
