import {
  bytesOf,
  type GoMethod,
  GoNumber,
  GoStruct,
  type GoType,
  type GoValue,
  int,
  int64,
  TypedSlice,
} from '../kinds/index.ts'
import { dateFrom, daysFrom, months, weekdays } from './calendar.ts'
import { durationText, second } from './duration.ts'
import { clockOf, floorDivide, format, type Moment } from './format.ts'
import { type Location, local, utc } from './location.ts'
import { quote } from './quote.ts'

/** A moment as the time.Time that templates see. */
export function timeValue(moment: Moment): GoStruct {
  return new GoStruct({
    type: 'time.Time',
    methods: timeMethods(moment),
    text: () => format(moment, '2006-01-02 15:04:05.999999999 -0700 MST'),
    inner: moment,
    json: () => format(moment, '2006-01-02T15:04:05.999999999Z07:00'),
  })
}

/** The time.Time of the present, as time.Now returns it. */
export function timeNow(milliseconds: number): GoStruct {
  return timeValue(momentAt(milliseconds))
}

export function momentAt(milliseconds: number): Moment {
  const seconds = Math.floor(milliseconds / 1000)
  const nanoseconds = Math.round((milliseconds - seconds * 1000) * 1e6)
  return { seconds: BigInt(seconds), nanoseconds, location: local }
}

/** The moment behind a time.Time, or undefined for any other value. */
export function momentOf(value: GoValue): Moment | undefined {
  return value instanceof GoStruct && value.type === 'time.Time' ? (value.inner as Moment) : undefined
}

/** time.Time{}: the first of January of the year 1. */
export const zeroTime: Moment = { seconds: -62135596800n, nanoseconds: 0, location: utc }

/** time.Time.Add */
export function addDuration(moment: Moment, duration: bigint): Moment {
  const nanoseconds = BigInt(moment.nanoseconds) + duration
  const carry = floorDivide(nanoseconds, second)
  return {
    ...moment,
    seconds: BigInt.asIntN(64, moment.seconds + carry),
    nanoseconds: Number(nanoseconds - carry * second),
  }
}

/** time.Time.Sub in nanoseconds, kept inside 64 bits as Go does. */
export function difference(a: Moment, b: Moment): bigint {
  const nanoseconds = (a.seconds - b.seconds) * second + BigInt(a.nanoseconds - b.nanoseconds)
  return clamped(nanoseconds)
}

/** Kept inside 64 bits. */
function clamped(nanoseconds: bigint): bigint {
  const most = (1n << 63n) - 1n
  return nanoseconds > most ? most : nanoseconds < -most - 1n ? -most - 1n : nanoseconds
}

export const inLocation = (moment: Moment, location: Location): Moment => ({ ...moment, location })

/** A time.Duration with its methods. */
export function durationValue(nanoseconds: bigint): GoStruct {
  const whole = (size: bigint): GoMethod => method([], 'int64', () => int64(nanoseconds / size))
  const float = (size: bigint): GoMethod =>
    method([], 'float64', () => Number(nanoseconds / size) + Number(nanoseconds % size) / Number(size))
  return new GoStruct({
    type: 'time.Duration',
    text: () => durationText(nanoseconds),
    inner: nanoseconds,
    json: () => new GoNumber('int64', nanoseconds),
    methods: {
      String: method([], 'string', () => durationText(nanoseconds)),
      Nanoseconds: whole(1n),
      Microseconds: whole(1000n),
      Milliseconds: whole(1000000n),
      Seconds: float(second),
      Minutes: float(60n * second),
      Hours: float(3600n * second),
      Abs: method([], 'time.Duration', () => durationValue(clamped(nanoseconds < 0n ? -nanoseconds : nanoseconds))),
      Round: method(['time.Duration'], 'time.Duration', by => durationValue(clamped(rounded(nanoseconds, inner(by))))),
      Truncate: method(['time.Duration'], 'time.Duration', by => durationValue(truncated(nanoseconds, inner(by)))),
    },
  })
}

function timeMethods(moment: Moment): Record<string, GoMethod> {
  const clock = () => clockOf(moment)
  const order = (other: GoValue): bigint => difference(moment, momentOf(other) ?? zeroTime)
  const unix = (per: bigint): GoMethod =>
    method([], 'int64', () =>
      int64(BigInt.asIntN(64, moment.seconds * per + BigInt(moment.nanoseconds) / (second / per))),
    )
  const named = (type: GoType, name: string, value: number): GoStruct =>
    new GoStruct({
      type,
      text: () => name,
      inner: BigInt(value),
      json: () => int(value),
      methods: { String: method([], 'string', () => name) },
    })
  return {
    Year: method([], 'int', () => int(clock().year)),
    Month: method([], 'time.Month', () => {
      const { month } = clock()
      return named('time.Month', months[month - 1] ?? '', month)
    }),
    Day: method([], 'int', () => int(clock().day)),
    Hour: method([], 'int', () => int(clock().hour)),
    Minute: method([], 'int', () => int(clock().minute)),
    Second: method([], 'int', () => int(clock().second)),
    Nanosecond: method([], 'int', () => int(moment.nanoseconds)),
    YearDay: method([], 'int', () => int(clock().yearDay)),
    Weekday: method([], 'time.Weekday', () => {
      const { weekday } = clock()
      return named('time.Weekday', weekdays[weekday] ?? '', weekday)
    }),
    Unix: unix(1n),
    UnixMilli: unix(1000n),
    UnixMicro: unix(1000000n),
    UnixNano: unix(second),
    // A template gets at moments in UTC and at fixed offsets only, where no summer time is known.
    IsDST: method([], 'bool', () => false),
    Location: method([], '*time.Location', () => locationValue(moment.location)),
    GoString: method([], 'string', () => goSource(moment)),
    MarshalText: method([], '[]uint8', () => {
      const bytes = bytesOf(format(moment, '2006-01-02T15:04:05.999999999Z07:00'))
      return new TypedSlice(
        '[]uint8',
        Array.from(bytes, byte => new GoNumber('uint8', BigInt(byte))),
      )
    }),
    IsZero: method([], 'bool', () => moment.seconds === zeroTime.seconds && moment.nanoseconds === 0),
    String: method([], 'string', () => format(moment, '2006-01-02 15:04:05.999999999 -0700 MST')),
    Format: method(['string'], 'string', layout => format(moment, String(layout))),
    UTC: method([], 'time.Time', () => timeValue(inLocation(moment, utc))),
    Local: method([], 'time.Time', () => timeValue(inLocation(moment, local))),
    Add: method(['time.Duration'], 'time.Time', by => timeValue(addDuration(moment, inner(by)))),
    AddDate: method(['int', 'int', 'int'], 'time.Time', (years, months, days) =>
      timeValue(addDate(moment, Number(inner(years)), Number(inner(months)), Number(inner(days)))),
    ),
    Sub: method(['time.Time'], 'time.Duration', other => durationValue(order(other))),
    Before: method(['time.Time'], 'bool', other => order(other) < 0n),
    After: method(['time.Time'], 'bool', other => order(other) > 0n),
    Equal: method(['time.Time'], 'bool', other => order(other) === 0n),
    Compare: method(['time.Time'], 'int', other => int(order(other) < 0n ? -1 : order(other) > 0n ? 1 : 0)),
    Truncate: method(['time.Duration'], 'time.Time', by => timeValue(toMultiple(moment, inner(by), truncated))),
    Round: method(['time.Duration'], 'time.Time', by => timeValue(toMultiple(moment, inner(by), rounded))),
  }
}

function locationValue({ name }: Location): GoStruct {
  const methods = { String: method([], 'string', () => name) }
  return new GoStruct({ type: '*time.Location', text: () => name, inner: name, methods, json: () => ({}) })
}

/** time.Time.GoString: an expression that makes this time. */
function goSource(moment: Moment): string {
  const { year, month, day, hour, minute, second } = clockOf(moment)
  const { location } = moment
  const place =
    location === utc ? 'time.UTC' : location === local ? 'time.Local' : `time.Location(${quote(location.name)})`
  const numbers = [day, hour, minute, second, moment.nanoseconds].join(', ')
  return `time.Date(${year}, time.${months[month - 1]}, ${numbers}, ${place})`
}

const method = (params: GoType[], result: GoType, call: GoMethod['call']): GoMethod => ({ params, result, call })

/** The integer behind a number or a duration. */
function inner(value: GoValue | undefined): bigint {
  if (value instanceof GoNumber) return BigInt(value.value)
  return value instanceof GoStruct && typeof value.inner === 'bigint' ? value.inner : 0n
}

/** time.Time.AddDate: months and days beyond their range count on. */
function addDate(moment: Moment, years: number, months: number, days: number): Moment {
  const { year, month, day, hour, minute, second, zone } = clockOf(moment)
  const date = dateFrom(daysFrom({ year: year + years, month: month + months, day: day + days }))
  const wall = BigInt(daysFrom(date)) * 86400n + BigInt(hour * 3600 + minute * 60 + second)
  const guess = wall - BigInt(zone.offset)
  return { ...moment, seconds: wall - BigInt(moment.location.at(guess).offset) }
}

/** Truncate and Round count from the zero time. */
function toMultiple(moment: Moment, by: bigint, cut: (value: bigint, by: bigint) => bigint): Moment {
  if (by <= 0n) return moment
  const since = (moment.seconds - zeroTime.seconds) * second + BigInt(moment.nanoseconds)
  return addDuration(moment, cut(since, by) - since)
}

const truncated = (value: bigint, by: bigint): bigint => (by <= 0n ? value : value - (value % by))

/** Halves go away from zero. */
function rounded(value: bigint, by: bigint): bigint {
  if (by <= 0n) return value
  const magnitude = value < 0n ? -value : value
  const rest = magnitude % by
  const whole = rest * 2n < by ? magnitude - rest : magnitude - rest + by
  return value < 0n ? -whole : whole
}
