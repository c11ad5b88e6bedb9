import { GoError } from '../../kinds/index.ts'
import { binaryOf, runeAt, runeSize } from '../binary.ts'
import { badPattern } from '../path-match.ts'
import { alternatives, closingBrace, isValid } from './syntax.ts'

/**
 * doublestar 4.10.0's Match: `*` and `?` stay inside a segment, `**` as a whole segment spans any number of them, `{a,b}` are
 * alternatives, `[!a]` and `[^a]` negate. Throws GoError `syntax error in pattern` where Go returns ErrBadPattern.
 */
export function doublestarMatch(pattern: string, name: string): boolean {
  return matchBinary(binaryOf(pattern), binaryOf(name), true)
}

/** The same for binary strings; without validation the rest of a pattern that does not match is not looked at. */
export function matchBinary(pattern: string, name: string, validate: boolean): boolean {
  const state: Search = { name, validate, steps: 0 }
  return run(state, { pattern, starPattern: -1, starName: -1, doublePattern: -1, doubleName: -1 }, 0, 0)
}

interface Search {
  readonly name: string
  readonly validate: boolean
  steps: number
}

/** Where to go on after a miss: behind the last `*` and the last `**`, each a character or a segment further. */
interface Retry {
  readonly pattern: string
  starPattern: number
  starName: number
  doublePattern: number
  doubleName: number
}

/** Alternatives multiply: `{a,b}{a,b}…` takes two to the power of their number in Go as well. */
const maximumSteps = 2_000_000

/** Go: doMatchWithSeparator. */
function run(search: Search, retry: Retry, patternFrom: number, nameFrom: number): boolean {
  const { name } = search
  const { pattern } = retry
  let p = patternFrom
  let at = nameFrom
  let startsSegment = true
  while (at < name.length) {
    if (++search.steps > maximumSteps) throw new GoError('the pattern has too many alternatives')
    const char = pattern[p]
    if (char === '*') {
      p++
      if (pattern[p] === '*') {
        p++
        if (startsSegment) {
          if (p >= pattern.length) return true
          if (pattern[p] === '/') {
            p++
            Object.assign(retry, { doublePattern: p, doubleName: at, starPattern: -1, starName: -1 })
            continue
          }
        }
      }
      startsSegment = false
      retry.starPattern = p
      retry.starName = at
      continue
    }
    if (char === '?') {
      startsSegment = false
      if (name[at] !== '/') {
        p++
        at += runeSize(name, at)
        continue
      }
    } else if (char === '[') {
      startsSegment = false
      const set = matchSet(pattern, p, runeAt(name, at))
      p = set.end
      if (set.matched) {
        at += runeSize(name, at)
        continue
      }
    } else if (char === '{') {
      return runAlternatives(search, retry, p, at)
    } else if (char !== undefined) {
      if (char === '\\' && ++p >= pattern.length) throw badPattern()
      const rune = runeAt(pattern, p)
      if (rune === runeAt(name, at)) {
        p += runeSize(pattern, p)
        at += runeSize(name, at)
        startsSegment = rune === 0x2f
        continue
      }
      if (p > 0 && pattern[p - 1] === '\\') p--
    }
    if (retry.starPattern >= 0 && name[retry.starName] !== '/') {
      retry.starName += runeSize(name, retry.starName)
      p = retry.starPattern
      at = retry.starName
      startsSegment = false
      continue
    }
    const slash = retry.doublePattern >= 0 ? name.indexOf('/', retry.doubleName) : -1
    if (slash !== -1) {
      retry.doubleName = slash + 1
      p = retry.doublePattern
      at = slash + 1
      startsSegment = true
      continue
    }
    if (search.validate && p < pattern.length && !isValid(pattern.slice(p))) throw badPattern()
    return false
  }
  return matchesNothing(search, pattern.slice(p))
}

function runAlternatives(search: Search, retry: Retry, open: number, at: number): boolean {
  const { pattern } = retry
  const close = closingBrace(pattern, open + 1)
  if (close === -1) throw badPattern()
  const before = pattern.slice(0, open)
  const after = pattern.slice(close + 1)
  return alternatives(pattern, open + 1, close).some(alternative =>
    run(search, { ...retry, pattern: before + alternative + after }, open, at),
  )
}

/** A character class; after a miss `end` is where upstream goes on validating. */
function matchSet(pattern: string, open: number, rune: number): { readonly matched: boolean; readonly end: number } {
  let p = open + 1
  if (p >= pattern.length) throw badPattern()
  const negated = pattern[p] === '!' || pattern[p] === '^'
  if (negated) p++
  if (p >= pattern.length || pattern[p] === ']') throw badPattern()
  let found = false
  let last = -1
  while (p < pattern.length && pattern[p] !== ']') {
    let current = runeAt(pattern, p)
    p += runeSize(pattern, p)
    if (last !== -1 && current === 0x2d && p < pattern.length && pattern[p] !== ']') {
      if (pattern[p] === '\\') p++
      const high = runeAt(pattern, p)
      p += runeSize(pattern, p)
      if (last <= rune && rune <= high) {
        found = true
        break
      }
      last = -1
      continue
    }
    if (current === 0x5c) {
      current = runeAt(pattern, p)
      p += runeSize(pattern, p)
    }
    if (current === rune) {
      found = true
      break
    }
    // Upstream marks "no range can begin here" by the highest rune.
    last = current < 0x10ffff ? current : -1
  }
  if (found === negated) {
    if (p >= pattern.length) throw badPattern()
    return { matched: false, end: p }
  }
  while (p < pattern.length && pattern[p] !== ']') p += pattern[p] === '\\' ? 2 : 1
  if (p >= pattern.length) throw badPattern()
  return { matched: true, end: p + 1 }
}

/** Go: isZeroLengthPattern. */
function matchesNothing(search: Search, pattern: string): boolean {
  if (++search.steps > maximumSteps) throw new GoError('the pattern has too many alternatives')
  if (['', '*', '**', '/**', '**/', '/**/'].includes(pattern)) return true
  if (pattern[0] === '{') {
    const close = closingBrace(pattern, 1)
    if (close === -1) throw badPattern()
    const after = pattern.slice(close + 1)
    return alternatives(pattern, 1, close).some(alternative => matchesNothing(search, alternative + after))
  }
  if (search.validate && !isValid(pattern)) throw badPattern()
  return false
}
