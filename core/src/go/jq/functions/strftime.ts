import { months, weekdays } from '../../time/calendar.ts'

/** A time in UTC, as milliseconds since 1970, by a strftime format. */
// timefmt-go: format.go.
export function formatTime(time: number, format: string): string {
  return format.replace(
    /%([-_^#0]*)([1-9][0-9]{0,3})?(::?:?z|[\s\S])?/g,
    (written, flags: string, width: string, verb?: string) => {
      if (verb === undefined) return written
      const field = fieldOf(new Date(time), verb)
      if (field === undefined) return unknown(written.slice(0, -verb.length), flags, Number(width ?? 0)) + verb
      return pad(field, flags, Math.min(Number(width ?? 0), 1024))
    },
  )
}

/** A verb nobody knows stands as it is written, filled up in front. */
function unknown(text: string, flags: string, width: number): string {
  return flags.includes('-') && width === 0 ? text : text.padStart(width - 1, flags.includes('0') ? '0' : ' ')
}

interface Field {
  readonly text: string
  readonly width: number
  readonly fill: '0' | ' '
  readonly isText?: boolean
}

function fieldOf(date: Date, verb: string): Field | undefined {
  const number = (value: number, width: number, fill: '0' | ' ' = '0'): Field => ({ text: String(value), width, fill })
  const word = (text: string): Field => ({ text, width: 0, fill: ' ', isText: true })
  const all = (format: string): Field => ({
    text: formatTime(date.getTime(), format),
    width: 0,
    fill: ' ',
    isText: true,
  })
  const year = date.getUTCFullYear()
  const hour = date.getUTCHours()
  const weekday = date.getUTCDay()
  const yearDay = dayOfYear(date)
  switch (verb) {
    case 'Y':
      return number(year, 4)
    case 'y':
      return number(Math.abs(year % 100), 2)
    case 'C':
      return number(Math.trunc(year / 100), 2)
    case 'G':
      return number(isoWeek(date).year, 4)
    case 'g':
      return number(Math.abs(isoWeek(date).year % 100), 2)
    case 'V':
      return number(isoWeek(date).week, 2)
    case 'U':
      return number(Math.trunc((yearDay + 6 - weekday) / 7), 2)
    case 'W':
      return number(Math.trunc((yearDay + (weekday > 0 ? 7 - weekday : 0)) / 7), 2)
    case 'm':
      return number(date.getUTCMonth() + 1, 2)
    case 'B':
      return word(months[date.getUTCMonth()]!)
    case 'b':
    case 'h':
      return word(months[date.getUTCMonth()]!.slice(0, 3))
    case 'A':
      return word(weekdays[weekday]!)
    case 'a':
      return word(weekdays[weekday]!.slice(0, 3))
    case 'w':
      return number(weekday, 0)
    case 'u':
      return number(weekday || 7, 0)
    case 'd':
      return number(date.getUTCDate(), 2)
    case 'e':
      return number(date.getUTCDate(), 2, ' ')
    case 'j':
      return number(yearDay, 3)
    case 'H':
      return number(hour, 2)
    case 'k':
      return number(hour, 2, ' ')
    case 'I':
      return number(hour % 12 || 12, 2)
    case 'l':
      return number(hour % 12 || 12, 2, ' ')
    case 'p':
      return word(hour < 12 ? 'AM' : 'PM')
    case 'P':
      return word(hour < 12 ? 'am' : 'pm')
    case 'M':
      return number(date.getUTCMinutes(), 2)
    case 'S':
      return number(date.getUTCSeconds(), 2)
    case 's':
      return number(Math.floor(date.getTime() / 1000), 0, ' ')
    case 'f':
      return number(date.getUTCMilliseconds() * 1000, 6)
    case 'Z':
      return word('UTC')
    case 'z':
      return word('+0000')
    case ':z':
      return word('+00:00')
    case '::z':
      return word('+00:00:00')
    case ':::z':
      return word('+00')
    case 't':
      return word('\t')
    case 'n':
      return word('\n')
    case '%':
      return word('%')
    case 'c':
      return all('%a %b %e %H:%M:%S %Y')
    case '+':
      return all('%a %b %e %H:%M:%S %Z %Y')
    case 'v':
      return all('%e-%b-%Y')
    case 'r':
      return all('%I:%M:%S %p')
    case 'F':
      return all('%Y-%m-%d')
    case 'D':
    case 'x':
      return all('%m/%d/%y')
    case 'T':
    case 'X':
      return all('%H:%M:%S')
    case 'R':
      return all('%H:%M')
    default:
      return undefined
  }
}

function pad({ text, width, fill, isText = false }: Field, flags: string, asked: number): string {
  let out = text
  if (isText && flags.includes('^')) out = out.toUpperCase()
  if (isText && flags.includes('#')) out = out === out.toUpperCase() ? out.toLowerCase() : out.toUpperCase()
  if (flags.includes('-') && asked === 0) return out
  const filler = flags.includes('_') ? ' ' : flags.includes('0') ? '0' : flags.includes('-') ? ' ' : fill
  const length = Math.max(asked, width)
  if (filler === '0' && out.startsWith('-') && !isText) return `-${out.slice(1).padStart(length - 1, '0')}`
  return out.padStart(length, filler)
}

export function dayOfYear(date: Date): number {
  const start = new Date(date)
  start.setUTCMonth(0, 1)
  return Math.floor((date.getTime() - start.getTime()) / 86_400_000) + 1
}

function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(date)
  thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7))
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) }
}
