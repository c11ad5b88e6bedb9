import { dateFrom, months, weekdayOf, weekdays, yearDayOf } from './calendar.ts'
import { isFraction, nextChunk } from './layout.ts'
import type { Location } from './location.ts'

/** A moment and the place whose clock shows it: what Go's time.Time holds. */
export interface Moment {
  /** Unix seconds. */
  readonly seconds: bigint
  readonly nanoseconds: number
  readonly location: Location
}

/** What the clock and calendar of the moment's place show. */
export function clockOf({ seconds, location }: Moment) {
  const zone = location.at(seconds)
  const wall = seconds + BigInt(zone.offset)
  const days = Number(floorDivide(wall, 86400n))
  const second = Number(wall - BigInt(days) * 86400n)
  const date = dateFrom(days)
  return {
    ...date,
    zone,
    weekday: weekdayOf(days),
    yearDay: yearDayOf(days, date.year),
    hour: Math.floor(second / 3600),
    minute: Math.floor(second / 60) % 60,
    second: second % 60,
  }
}

/** time.Time.Format */
export function format(moment: Moment, layout: string): string {
  const clock = clockOf(moment)
  const hour12 = clock.hour % 12 || 12
  let text = ''
  let rest = layout
  while (rest !== '') {
    const chunk = nextChunk(rest)
    text += chunk.prefix
    if (chunk.token === '') break
    rest = chunk.rest
    text += piece(chunk.token)
  }
  return text

  function piece(token: string): string {
    if (isFraction(token)) return fraction(moment.nanoseconds, token)
    if (token.startsWith('-07') || token.startsWith('Z07')) return offset(clock.zone.offset, token)
    switch (token) {
      case '06':
        return pad(Math.abs(clock.year) % 100, 2)
      case '2006':
        return pad(clock.year, 4)
      case 'Jan':
        return (months[clock.month - 1] ?? '').slice(0, 3)
      case 'January':
        return months[clock.month - 1] ?? ''
      case '1':
        return String(clock.month)
      case '01':
        return pad(clock.month, 2)
      case 'Mon':
        return (weekdays[clock.weekday] ?? '').slice(0, 3)
      case 'Monday':
        return weekdays[clock.weekday] ?? ''
      case '2':
        return String(clock.day)
      case '_2':
        return String(clock.day).padStart(2)
      case '02':
        return pad(clock.day, 2)
      case '__2':
        return String(clock.yearDay).padStart(3)
      case '002':
        return pad(clock.yearDay, 3)
      case '15':
        return pad(clock.hour, 2)
      case '3':
        return String(hour12)
      case '03':
        return pad(hour12, 2)
      case '4':
        return String(clock.minute)
      case '04':
        return pad(clock.minute, 2)
      case '5':
        return String(clock.second)
      case '05':
        return pad(clock.second, 2)
      case 'PM':
        return clock.hour >= 12 ? 'PM' : 'AM'
      case 'pm':
        return clock.hour >= 12 ? 'pm' : 'am'
      default:
        return clock.zone.abbreviation || offset(clock.zone.offset, '-0700')
    }
  }
}

/** Fills with zeros after the sign. */
export function pad(value: number, width: number): string {
  const digits = String(Math.abs(value)).padStart(width, '0')
  return value < 0 ? `-${digits}` : digits
}

export function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by
  return value % by < 0n ? quotient - 1n : quotient
}

function fraction(nanoseconds: number, token: string): string {
  const digits = pad(nanoseconds, 9)
    .slice(0, token.length - 1)
    .padEnd(Math.min(token.length - 1, 9), '0')
  if (token[1] === '0') return token[0] + digits
  const kept = digits.replace(/0+$/, '')
  return kept === '' ? '' : token[0] + kept
}

function offset(seconds: number, token: string): string {
  if (seconds === 0 && token.startsWith('Z')) return 'Z'
  // Go cuts to whole minutes before it looks at the sign.
  const minutes = Math.trunc(seconds / 60)
  const parts = [pad(Math.floor(Math.abs(minutes) / 60), 2)]
  if (token.length > 3) parts.push(pad(Math.abs(minutes) % 60, 2))
  if (token.length > 6) parts.push(pad(Math.abs(seconds) % 60, 2))
  return (minutes < 0 ? '-' : '+') + parts.join(token.includes(':') ? ':' : '')
}
