import { daysFrom } from './calendar.ts'
import { zoneTable } from './zone-table.ts'

/** What a clock shows somewhere: the zone's abbreviation and its offset from UTC in seconds. */
export interface Zone {
  readonly abbreviation: string
  readonly offset: number
}

/** Go's *time.Location. */
export interface Location {
  readonly name: string
  /** The zone in force at this moment (Unix seconds). */
  at(seconds: bigint): Zone
}

export const utc: Location = { name: 'UTC', at: () => ({ abbreviation: 'UTC', offset: 0 }) }

/** The machine that runs Argo CD has UTC as its local time: that is how its images are made. */
export const local: Location = { name: 'UTC', at: utc.at }

export const fixedZone = (name: string, offset: number): Location => ({
  name,
  at: () => ({ abbreviation: name, offset }),
})

/** time.LoadLocation; undefined where Go returns an error. */
export function loadLocation(name: string): Location | undefined {
  if (name === '' || name === 'UTC') return utc
  if (name === 'Local') return local
  let location = loaded.get(name)
  if (location) return location
  zones ??= readTable()
  const abbreviations = zones.get(name)
  if (!abbreviations) return undefined
  location = ianaLocation(name, abbreviations)
  loaded.set(name, location)
  return location
}

type Abbreviations = ReadonlyMap<number, string>

const loaded = new Map<string, Location>()
let zones: ReadonlyMap<string, Abbreviations> | undefined

function readTable(): ReadonlyMap<string, Abbreviations> {
  const table = new Map<string, Abbreviations>()
  for (const line of zoneTable.replaceAll('\n  ', ' ').split('\n')) {
    const [pairs = '', names = ''] = line.split(':')
    const abbreviations = new Map<number, string>()
    for (const pair of pairs.trim().split(' ')) {
      const [abbreviation = '', offset] = pair.split('=')
      if (offset !== undefined) abbreviations.set(Number(offset), abbreviation)
    }
    for (const name of names.trim().split(' ')) table.set(name, abbreviations)
  }
  return table
}

function ianaLocation(name: string, abbreviations: Abbreviations): Location {
  const offsetAt = offsetsOf(name)
  return {
    name,
    at(seconds) {
      const offset = offsetAt(seconds)
      return { abbreviation: abbreviations.get(offset) ?? (offset % 900 === 0 ? numeric(offset) : 'LMT'), offset }
    },
  }
}

function offsetsOf(name: string): (seconds: bigint) => number {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      era: 'short',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    // The few names of the tz database that the host's Intl lacks (Factory) stand at UTC.
    return () => 0
  }
  return seconds => {
    // Rules repeat every 400 years; this also keeps the moment inside the range of Date.
    const moment = Number(seconds > cycle || seconds < -cycle ? seconds % cycle : seconds)
    const parts = new Map(format.formatToParts(moment * 1000).map(({ type, value }) => [type, value]))
    const part = (type: string): number => Number(parts.get(type as Intl.DateTimeFormatPartTypes))
    const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year')
    const days = daysFrom({ year, month: part('month'), day: part('day') })
    return days * 86400 + part('hour') * 3600 + part('minute') * 60 + part('second') - moment
  }
}

const cycle = 146097n * 86400n

/** The tz database writes such abbreviations as +HH or +HHMM. */
function numeric(offset: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const minutes = Math.abs(offset) / 60
  const rest = minutes % 60 === 0 ? '' : two(minutes % 60)
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${rest}`
}

/** Unix seconds of a calendar date and a time of day, before any zone. */
export const wallClock = (year: number, month: number, day: number, seconds: number): bigint =>
  BigInt(daysFrom({ year, month, day })) * 86400n + BigInt(seconds)
