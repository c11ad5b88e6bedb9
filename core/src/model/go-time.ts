import { GoError } from '../go/kinds/index.ts'

const layout = '2006-01-02T15:04:05Z07:00'

/**
 * What metav1.Time makes of a text: the same moment in UTC, to the second. Refuses in the words of time.Parse.
 */
export function normalizeTime(text: string): string {
  let rest = text
  const fail = (element: string, at: string): never => {
    throw new GoError(`parsing time ${quote(text)} as ${quote(layout)}: cannot parse ${quote(at)} as ${quote(element)}`)
  }
  const outOfRange = (what: string): never => {
    throw new GoError(`parsing time ${quote(text)}: ${what} out of range`)
  }
  const literal = (character: string): void => {
    if (!rest.startsWith(character)) fail(character, rest)
    rest = rest.slice(1)
  }
  const number = (pattern: RegExp, element: string): number => {
    const digits = pattern.exec(rest)?.[0]
    if (digits === undefined) return fail(element, rest)
    rest = rest.slice(digits.length)
    return Number(digits)
  }
  const year = number(/^\d{4}/, '2006')
  literal('-')
  const month = number(/^\d\d/, '01')
  if (month < 1 || month > 12) outOfRange('month')
  literal('-')
  const day = number(/^\d\d/, '02')
  literal('T')
  const hour = number(/^\d\d?/, '15')
  if (hour > 23) outOfRange('hour')
  literal(':')
  const minute = number(/^\d\d/, '04')
  if (minute > 59) outOfRange('minute')
  literal(':')
  const second = number(/^\d\d/, '05')
  if (second > 59) outOfRange('second')
  rest = rest.replace(/^[.,]\d+/, '')
  const offset = zone()
  if (rest !== '') throw new GoError(`parsing time ${quote(text)}: extra text: ${quote(rest)}`)
  if (day < 1 || day > daysIn(month, year)) outOfRange('day')
  const moment = new Date(0)
  moment.setUTCFullYear(year, month - 1, day)
  moment.setUTCHours(hour, minute - offset, second)
  return moment.toISOString().replace(/\.\d+Z$/, 'Z')

  function zone(): number {
    if (rest.startsWith('Z')) {
      rest = rest.slice(1)
      return 0
    }
    const match = /^([-+])(\d\d):(\d\d)/.exec(rest)
    if (match === null) return fail('Z07:00', rest)
    const [all, sign, hours, minutes] = match
    if (Number(hours) > 24) outOfRange('time zone offset hour')
    if (Number(minutes) > 60) outOfRange('time zone offset minute')
    rest = rest.slice(all.length)
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  }
}

function daysIn(month: number, year: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
}

// Go: time quote. Bytes outside printable ASCII are escaped one by one.
function quote(text: string): string {
  let out = '"'
  for (const byte of new TextEncoder().encode(text)) {
    if (byte === 0x22 || byte === 0x5c) out += `\\${String.fromCharCode(byte)}`
    else if (byte < 0x20 || byte >= 0x80) out += `\\x${byte.toString(16).padStart(2, '0')}`
    else out += String.fromCharCode(byte)
  }
  return `${out}"`
}
