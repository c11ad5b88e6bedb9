import { quote } from '../../fmt/index.ts'
import { GoError } from '../../kinds/index.ts'
import { compile, loadRegexp, type Match, type Regexp } from '../../regexp/index.ts'
import { JqError, notApplicable } from '../errors.ts'
import type { Jq } from '../values.ts'
import type { Natives } from './native.ts'

/** The one function behind match, test, capture, scan, split and sub. */
export const patterns: Natives = {
  '_match/3': { call: match, load: loadRegexp },
}

// gojq: func.go funcMatch.
function match(value: Jq, pattern: Jq = null, flags: Jq = null, testing: Jq = null): Jq {
  if ((flags !== null && typeof flags !== 'string') || typeof value !== 'string' || typeof pattern !== 'string') {
    throw notApplicable(testing === true ? 'test' : 'match', value, pattern, flags)
  }
  const regexp = compiled(pattern, flags ?? '')
  if (testing === true) return regexp.test(value)
  const found = regexp.findAll(value, flags?.includes('g') ? -1 : 1) ?? []
  const count = runeCounter(value)
  return found.map(positions => answer(value, positions, regexp.names, count))
}

function compiled(pattern: string, flags: string): Regexp {
  if (/[^gim]/u.test(flags)) throw new JqError(`unsupported regular expression flag: ${quote(flags)}`)
  const full = `${flags.includes('m') ? '(?s)' : ''}${flags.includes('i') ? '(?i)' : ''}${pattern}`
  try {
    return compile(full)
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    throw new JqError(`invalid regular expression ${quote(full)}: ${error.message}`)
  }
}

function answer(text: string, positions: Match, names: readonly string[], count: (end: number) => number): Jq {
  const captures: Jq[] = []
  for (let group = 1; group * 2 < positions.length; group++) {
    const name = names[group] || null
    const start = positions[group * 2]!
    const end = positions[group * 2 + 1]!
    captures.push(
      start < 0
        ? { name, offset: -1n, length: 0n, string: null }
        : { name, ...place(start, end, count), string: text.slice(start, end) },
    )
  }
  const start = positions[0]!
  const end = positions[1]!
  return { ...place(start, end, count), string: text.slice(start, end), captures }
}

const place = (start: number, end: number, count: (end: number) => number) => ({
  offset: BigInt(count(start)),
  length: BigInt(count(end) - count(start)),
})

/** Counts characters up to a place; asking in rising order walks the text once. */
function runeCounter(text: string): (end: number) => number {
  let at = 0
  let runes = 0
  return end => {
    if (end < at) at = runes = 0
    while (at < end) {
      at += text.codePointAt(at)! > 0xffff ? 2 : 1
      runes++
    }
    return runes
  }
}
