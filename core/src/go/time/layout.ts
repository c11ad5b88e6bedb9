/** A piece of a layout: literal text, the reference value after it ('' at the end), and what follows. */
export interface Chunk {
  readonly prefix: string
  readonly token: string
  readonly rest: string
}

/** Cuts the next reference value from a Go time layout (time/format.go nextStdChunk). */
export function nextChunk(layout: string): Chunk {
  for (let at = 0; at < layout.length; at++) {
    const token = tokenAt(layout, at)
    if (token === '') continue
    // "_2006" is a literal underscore and a year.
    const start = token === '2006' && layout[at] === '_' ? at + 1 : at
    return { prefix: layout.slice(0, start), token, rest: layout.slice(start + token.length) }
  }
  return { prefix: layout, token: '', rest: '' }
}

/** A run of zeros or nines after a point or comma, such as .000: the second's fraction. */
export const isFraction = (token: string): boolean => token.startsWith('.') || token.startsWith(',')

const zones = {
  '-': ['-070000', '-07:00:00', '-0700', '-07:00', '-07'],
  Z: ['Z070000', 'Z07:00:00', 'Z0700', 'Z07:00', 'Z07'],
}

function tokenAt(layout: string, at: number): string {
  const starts = (text: string): boolean => layout.startsWith(text, at)
  const next = layout[at + 1] ?? ''
  switch (layout[at]) {
    case 'J':
      if (starts('January')) return 'January'
      return starts('Jan') && !startsLower(layout, at + 3) ? 'Jan' : ''
    case 'M':
      if (starts('Monday')) return 'Monday'
      if (starts('Mon') && !startsLower(layout, at + 3)) return 'Mon'
      return starts('MST') ? 'MST' : ''
    case '0':
      if (next >= '1' && next <= '6') return `0${next}`
      return starts('002') ? '002' : ''
    case '1':
      return next === '5' ? '15' : '1'
    case '2':
      return starts('2006') ? '2006' : '2'
    case '_':
      if (starts('_2')) return starts('_2006') ? '2006' : '_2'
      return starts('__2') ? '__2' : ''
    case '3':
    case '4':
    case '5':
      return layout[at] ?? ''
    case 'P':
      return next === 'M' ? 'PM' : ''
    case 'p':
      return next === 'm' ? 'pm' : ''
    case '-':
      return zones['-'].find(starts) ?? ''
    case 'Z':
      return zones.Z.find(starts) ?? ''
    case '.':
    case ',':
      return fractionAt(layout, at)
    default:
      return ''
  }
}

function fractionAt(layout: string, at: number): string {
  const digit = layout[at + 1] ?? ''
  if (digit !== '0' && digit !== '9') return ''
  let end = at + 1
  while (layout[end] === digit) end++
  const after = layout[end] ?? ''
  return after >= '0' && after <= '9' ? '' : layout.slice(at, end)
}

function startsLower(layout: string, at: number): boolean {
  const next = layout[at] ?? ''
  return next >= 'a' && next <= 'z'
}
