import { GoError, type GoFunctions, GoNumber, type GoValue } from '../kinds/index.ts'
import * as time from '../time/index.ts'
import { any, define, textOfArgument as text } from './define.ts'

/** Answers the present in milliseconds since 1970. */
export type Clock = () => number

/** Times, durations and their formats, read from this clock. Local time is UTC, as in Argo CD's images. */
export function dateFunctions(clock: Clock): GoFunctions {
  const present = (): time.Moment => time.momentAt(clock())
  const dated = (layout: string | undefined, date: GoValue | undefined, zone: string): string => {
    const moment = momentOf(date) ?? present()
    return time.format(time.inLocation(moment, time.loadLocation(zone) ?? time.utc), layout ?? '2006-01-02')
  }
  const dateInZone = define(
    ['string', any, 'string'],
    'string',
    (layout, date, zone) => dated(text(layout), date, text(zone)),
    {
      volatile: 'clock',
    },
  )
  const dateModify = define(['string', 'time.Time'], 'time.Time', (duration, date) => {
    const moment = timeOf(date)
    try {
      return time.timeValue(time.addDuration(moment, time.parseDuration(text(duration))))
    } catch (error) {
      if (error instanceof GoError) return time.timeValue(moment)
      throw error
    }
  })
  const mustDateModify = define(['string', 'time.Time'], 'time.Time', (duration, date) =>
    time.timeValue(time.addDuration(timeOf(date), time.parseDuration(text(duration)))),
  )
  return {
    ago: define(
      [any],
      'string',
      date => {
        const since = time.difference(present(), momentOf(date, 'int32') ?? present())
        return time.durationText(time.roundToSecond(since))
      },
      { volatile: 'clock' },
    ),
    date: define(['string', any], 'string', (layout, date) => dated(text(layout), date, 'Local'), {
      volatile: 'clock',
    }),
    dateInZone,
    dateModify,
    date_in_zone: dateInZone,
    date_modify: dateModify,
    duration: define([any], 'string', seconds => {
      const count = typeof seconds === 'string' ? clampedInteger(seconds) : int64Of(seconds)
      return time.durationText(BigInt.asIntN(64, count * 1000000000n))
    }),
    durationRound: define([any], 'string', given => roundDuration(durationOf(given, present)), { volatile: 'clock' }),
    htmlDate: define([any], 'string', date => dated(undefined, date, 'Local'), { volatile: 'clock' }),
    htmlDateInZone: define([any, 'string'], 'string', (date, zone) => dated(undefined, date, text(zone)), {
      volatile: 'clock',
    }),
    mustDateModify,
    mustToDate: define(['string', 'string'], 'time.Time', (layout, value) =>
      time.timeValue(time.parse(text(layout), text(value))),
    ),
    must_date_modify: mustDateModify,
    now: define([], 'time.Time', () => time.timeNow(clock()), { volatile: 'clock' }),
    toDate: define(['string', 'string'], 'time.Time', (layout, value) => {
      try {
        return time.timeValue(time.parse(text(layout), text(value)))
      } catch (error) {
        if (error instanceof GoError) return time.timeValue(time.zeroTime)
        throw error
      }
    }),
    unixEpoch: define(['time.Time'], 'string', date => String(timeOf(date).seconds)),
  }
}

const timeOf = (date: GoValue | undefined): time.Moment => time.momentOf(date ?? null) ?? time.zeroTime

/** A time.Time, or Unix seconds in an integer of these kinds; anything else means the present. */
function momentOf(date: GoValue | undefined, butNot?: string): time.Moment | undefined {
  const moment = time.momentOf(date ?? null)
  if (moment) return moment
  const isSeconds = date instanceof GoNumber && /^int(64|32)?$/.test(date.type) && date.type !== butNot
  return isSeconds ? { seconds: BigInt(date.value), nanoseconds: 0, location: time.local } : undefined
}

const int64Of = (value: GoValue | undefined): bigint =>
  value instanceof GoNumber && value.type === 'int64' ? BigInt(value.value) : 0n

/** strconv.ParseInt whose error is dropped: cut to the nearest number when out of range. */
function clampedInteger(text: string): bigint {
  if (!/^[+-]?\d+$/.test(text)) return 0n
  const value = BigInt(text.replace('+', ''))
  const most = (1n << 63n) - 1n
  return value > most ? most : value < -most - 1n ? -most - 1n : value
}

function durationOf(given: GoValue | undefined, present: () => time.Moment): bigint {
  const moment = time.momentOf(given ?? null)
  if (moment) return time.difference(present(), moment)
  if (typeof given !== 'string') return int64Of(given)
  try {
    return time.parseDuration(given)
  } catch (error) {
    if (error instanceof GoError) return 0n
    throw error
  }
}

const units: readonly (readonly [bigint, string])[] = [
  [365n * 24n * 3600n, 'y'],
  [30n * 24n * 3600n, 'mo'],
  [24n * 3600n, 'd'],
  [3600n, 'h'],
  [60n, 'm'],
  [1n, 's'],
]

/** The largest unit the duration is longer than. */
function roundDuration(duration: bigint): string {
  const size = duration < 0n ? -duration : duration
  for (const [seconds, name] of units) {
    const unit = seconds * 1000000000n
    if (size > unit) return `${size / unit}${name}`
  }
  return '0s'
}
