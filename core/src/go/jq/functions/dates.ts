import { failedOn, notApplicable } from '../errors.ts'
import { type Jq, toFloat, toInt } from '../values.ts'
import type { Natives } from './native.ts'
import { formatTime } from './strftime.ts'
import { parseTime, TimeFault } from './strptime.ts'

/** Times: seconds since 1970, or [year, month from 0, day, hour, minute, seconds, weekday, day of the year from 0], in UTC. */
export const dates: Natives = {
  'gmtime/0': value => broken(seconds('gmtime', value)),
  // Argo CD's containers run in UTC.
  'localtime/0': value => broken(seconds('localtime', value)),
  'mktime/0': value => {
    if (!Array.isArray(value)) throw notApplicable('mktime', value)
    return milliseconds('mktime', value, value, []) / 1000
  },
  'strftime/1': (value, format) => formatted('strftime', value, format),
  'strflocaltime/1': (value, format) => formatted('strflocaltime', value, format),
  'strptime/1': (value, format = null) => {
    if (typeof value !== 'string' || typeof format !== 'string') throw notApplicable('strptime', value, format)
    try {
      return broken(parseTime(value, format) / 1000)
    } catch (error) {
      if (error instanceof TimeFault) throw failedOn('strptime', value, [format], error.message)
      throw error
    }
  },
}

function seconds(name: string, value: Jq): number {
  const time = toFloat(value)
  if (time === undefined) throw notApplicable(name, value)
  return time
}

function formatted(name: string, value: Jq, format: Jq = null): Jq {
  const time = toFloat(value)
  const parts = time === undefined ? value : broken(time)
  if (!Array.isArray(parts) || typeof format !== 'string') throw notApplicable(name, parts, format)
  return formatTime(milliseconds(name, parts, parts, [format]), format)
}

// gojq: func.go epochToArray.
function broken(time: number): Jq[] {
  const whole = Math.trunc(time)
  const nanoseconds = Math.trunc((time - Math.floor(time)) * 1e9)
  const date = new Date(whole * 1000)
  const year = date.getUTCFullYear()
  const start = utc(year, 0, 1)
  return [
    BigInt(year),
    BigInt(date.getUTCMonth()),
    BigInt(date.getUTCDate()),
    BigInt(date.getUTCHours()),
    BigInt(date.getUTCMinutes()),
    date.getUTCSeconds() + nanoseconds / 1e9,
    BigInt(date.getUTCDay()),
    BigInt(Math.floor((date.getTime() - start) / 86_400_000)),
  ]
}

// gojq: func.go arrayToTime. Fields beyond their range carry over, as in Go's time.Date.
function milliseconds(name: string, parts: readonly Jq[], shown: Jq, args: readonly Jq[]): number {
  const fields = [0, 0, 0, 0, 0, 0, 0, 0]
  let fraction = 0
  parts.slice(0, 8).forEach((part, i) => {
    const whole = toInt(part)
    if (whole === undefined) throw failedOn(name, shown, args, 'expected an array of 8 numbers')
    fields[i] = Number(whole)
    const exact = toFloat(part)!
    if (i === 5) fraction = exact - Math.floor(exact)
  })
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields
  return utc(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000 + fraction * 1000
}

/** Date.UTC without its special treatment of the years 0 to 99. */
function utc(year: number, month: number, day: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date.getTime()
}
