/** A day of the proleptic Gregorian calendar. Months count from 1. */
export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

/** Days since 1970-01-01. Months and days outside their range count on, as in Go's time.Date. */
export function daysFrom({ year, month, day }: CivilDate): number {
  const y = year + Math.floor((month - 1) / 12)
  const m = mod(month - 1, 12) + 1
  // The year starts in March, so that the leap day is its last day.
  const shifted = m <= 2 ? y - 1 : y
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5)
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468 + day - 1
}

export function dateFrom(days: number): CivilDate {
  const shifted = days + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const m = Math.floor((5 * dayOfYear + 2) / 153)
  const month = m < 10 ? m + 3 : m - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * m + 2) / 5) + 1,
  }
}

/** 0 is Sunday. */
export const weekdayOf = (days: number): number => mod(days + 4, 7)

/** 1 is the first of January. */
export const yearDayOf = (days: number, year: number): number => days - daysFrom({ year, month: 1, day: 1 }) + 1

export const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

export const daysIn = (year: number, month: number): number =>
  daysFrom({ year, month: month + 1, day: 1 }) - daysFrom({ year, month, day: 1 })

export const mod = (value: number, by: number): number => ((value % by) + by) % by
