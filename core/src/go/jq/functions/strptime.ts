import { quote } from '../../fmt/index.ts'
import { months, weekdays } from '../../time/calendar.ts'

/** What a text lacks to be a time of the format. */
export class TimeFault extends Error {}

interface Read {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  microsecond: number
  offset: number
  pm: boolean
  century: number
  yearDay: number
}

const together: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  '+': '%a %b %e %H:%M:%S %Z %Y',
  v: '%e-%b-%Y',
  r: '%I:%M:%S %p',
  F: '%Y-%m-%d',
  D: '%m/%d/%y',
  x: '%m/%d/%y',
  T: '%H:%M:%S',
  X: '%H:%M:%S',
  R: '%H:%M',
}

/** A text by a strptime format, as milliseconds since 1970. */
// timefmt-go: parse.go.
export function parseTime(source: string, format: string): number {
  try {
    return new Parser(source).parse(format)
  } catch (error) {
    if (!(error instanceof TimeFault)) throw error
    throw new TimeFault(`failed to parse ${quote(source)} with ${quote(format)}: ${error.message}`)
  }
}

class Parser {
  readonly #source: string
  #at = 0
  readonly #read: Read = {
    year: 1900,
    month: 1,
    day: 0,
    hour: 0,
    minute: 0,
    second: 0,
    microsecond: 0,
    offset: 0,
    pm: false,
    century: -1,
    yearDay: 0,
  }

  constructor(source: string) {
    this.#source = source
  }

  parse(format: string): number {
    this.#follow(format)
    if (this.#at < this.#source.length) throw new TimeFault(`unparsed string ${quote(this.#source.slice(this.#at))}`)
    const { year, month, day, hour, minute, second, microsecond, offset, pm, century, yearDay } = this.#read
    const date = new Date(0)
    const whole = century >= 0 ? century * 100 + (year % 100) : year
    if (day === 0 && yearDay > 0) date.setUTCFullYear(whole, 0, yearDay)
    else date.setUTCFullYear(whole, month - 1, day || 1)
    const seconds = (hour + (pm ? 12 : 0)) * 3600 + minute * 60 + second - offset
    return date.getTime() + seconds * 1000 + microsecond / 1000
  }

  #follow(format: string): void {
    for (let i = 0; i < format.length; i++) {
      const char = format[i]!
      if (char !== '%') {
        this.#literal(char)
        continue
      }
      const verb = format[++i]
      if (verb === undefined) throw new TimeFault('stray "%"')
      if (Object.hasOwn(together, verb)) this.#follow(together[verb]!)
      else this.#field(verb)
    }
  }

  #literal(char: string): void {
    if (this.#source[this.#at] !== char) throw new TimeFault(`expected '${char === "'" ? "\\'" : char}'`)
    this.#at++
  }

  #field(verb: string): void {
    const read = this.#read
    switch (verb) {
      case 'Y': {
        const sign = this.#sign()
        read.year = sign * this.#number(4, 0, 9999, verb)
        break
      }
      case 'y': {
        const year = this.#number(2, 0, 99, verb)
        read.year = year < 69 ? year + 2000 : year + 1900
        break
      }
      case 'C':
        read.century = this.#number(2, 0, 99, verb)
        break
      case 'm':
        read.month = this.#number(2, 1, 12, verb)
        break
      case 'B':
        read.month = this.#any(months, verb)
        break
      case 'b':
      case 'h':
        read.month = this.#any(
          months.map(month => month.slice(0, 3)),
          verb,
        )
        break
      case 'A':
        this.#any(weekdays, verb)
        break
      case 'a':
        this.#any(
          weekdays.map(day => day.slice(0, 3)),
          verb,
        )
        break
      case 'w':
        this.#number(1, 0, 6, verb)
        break
      case 'u':
        this.#number(1, 1, 7, verb)
        break
      case 'e':
      case 'd':
        if (verb === 'e') this.#blank()
        read.day = this.#number(2, 1, 31, verb)
        break
      case 'j':
        read.yearDay = this.#number(3, 1, 366, verb)
        break
      case 'k':
      case 'H':
        if (verb === 'k') this.#blank()
        read.hour = this.#number(2, 0, 23, verb)
        break
      case 'l':
      case 'I':
        if (verb === 'l') this.#blank()
        read.hour = this.#number(2, 1, 12, verb) % 12
        break
      case 'p':
      case 'P':
        read.pm = this.#any(['AM', 'PM'], verb) === 2
        break
      case 'M':
        read.minute = this.#number(2, 0, 59, verb)
        break
      case 'S':
        read.second = this.#number(2, 0, 60, verb)
        break
      case 's': {
        const date = new Date(this.#sign() * this.#number(15, 0, Number.MAX_SAFE_INTEGER, verb) * 1000)
        Object.assign(read, {
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
          hour: date.getUTCHours(),
          minute: date.getUTCMinutes(),
          second: date.getUTCSeconds(),
        })
        break
      }
      case 'f': {
        const start = this.#at
        read.microsecond = this.#number(6, 0, 999999, verb) * 10 ** (6 - (this.#at - start))
        break
      }
      case 'Z': {
        const name = /^[A-Z]*/.exec(this.#source.slice(this.#at, this.#at + 100))![0]
        if (name.length < 3 || name.length > 5) throw new TimeFault(`cannot parse ${quote(name)} with "%Z"`)
        this.#at += name.length
        break
      }
      case 'z':
        read.offset = this.#offset()
        break
      case 't':
      case 'n': {
        const start = this.#at
        while (' \t\n\v\f\r'.includes(this.#source[this.#at] ?? 'x')) this.#at++
        if (start === this.#at) throw new TimeFault(`expected a space for "%${verb}"`)
        break
      }
      case '%':
        this.#literal('%')
        break
      case ':':
        throw new TimeFault(`expected 'z' after "%:"`)
      default:
        throw new TimeFault(`unexpected format "%${verb}"`)
    }
  }

  #blank(): void {
    if (this.#source[this.#at] === ' ') this.#at++
  }

  #sign(): number {
    if (this.#source[this.#at] !== '-') return 1
    this.#at++
    return -1
  }

  #number(size: number, least: number, most: number, verb: string): number {
    const start = this.#at
    let value = 0
    while (this.#at < start + size && /[0-9]/.test(this.#source[this.#at] ?? ''))
      value = value * 10 + Number(this.#source[this.#at++])
    if (this.#at === start || value < least || value > most) throw new TimeFault(`cannot parse "%${verb}"`)
    return value
  }

  #any(candidates: readonly string[], verb: string): number {
    const index = candidates.findIndex(
      word => this.#source.slice(this.#at, this.#at + word.length).toLowerCase() === word.toLowerCase(),
    )
    if (index < 0) throw new TimeFault(`cannot parse "%${verb}"`)
    this.#at += candidates[index]!.length
    return index + 1
  }

  #offset(): number {
    if (this.#source[this.#at] === 'Z') {
      this.#at++
      return 0
    }
    const match = /^([-+])([01][0-9]|2[0-3])(?::?([0-5][0-9])(?::([0-5][0-9]))?)?/.exec(
      this.#source.slice(this.#at, this.#at + 12),
    )
    if (!match) throw new TimeFault('cannot parse "%z"')
    this.#at += match[0].length
    const [, sign, hours, minutes, seconds = '0'] = match
    // After a colon there have to be minutes.
    if (minutes === undefined && this.#source[this.#at] === ':') throw new TimeFault('cannot parse "%z"')
    return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds))
  }
}
