import { GoError } from '../../kinds/index.ts'
import { binaryOfRune, runeAt, runeLength, runeSize } from '../binary.ts'

/**
 * The matchers that gobwas/glob 0.2.3 compiles a pattern to, on binary strings. Its optimiser chooses among them, and each has
 * habits of its own (`?` matches the empty text, a row cuts multi-byte characters, ...), so the answer depends on which was chosen.
 */
export interface Matcher {
  readonly kind: Kind
  /** In runes; -1 when it varies. */
  readonly length: number
  match(text: string): boolean
  /** Where it first matches, and the lengths it may have there; undefined when nowhere. */
  find(text: string): Found | undefined
}

type Kind =
  | 'any'
  | 'any-of'
  | 'tree'
  | 'contains'
  | 'every-of'
  | 'list'
  | 'max'
  | 'min'
  | 'nothing'
  | 'prefix'
  | 'prefix-any'
  | 'prefix-suffix'
  | 'range'
  | 'row'
  | 'single'
  | 'suffix'
  | 'suffix-any'
  | 'super'
  | 'text'

export interface Found {
  readonly at: number
  readonly lengths: readonly number[]
}

export interface Any extends Matcher {
  readonly kind: 'any'
  readonly separators: readonly number[]
}
export interface AnyOf extends Matcher {
  readonly kind: 'any-of'
  readonly matchers: readonly Matcher[]
}
export interface List extends Matcher {
  readonly kind: 'list'
  readonly runes: readonly number[]
  readonly not: boolean
}
export interface Prefix extends Matcher {
  readonly kind: 'prefix'
  readonly prefix: string
}
export interface Single extends Matcher {
  readonly kind: 'single'
  readonly separators: readonly number[]
}
export interface Suffix extends Matcher {
  readonly kind: 'suffix'
  readonly suffix: string
}
export interface Text extends Matcher {
  readonly kind: 'text'
  readonly text: string
}
/** Narrows a matcher to one that carries data of its own. */
export type Known =
  | Any
  | AnyOf
  | List
  | Prefix
  | Single
  | Suffix
  | Text
  | (Matcher & { readonly kind: Exclude<Kind, 'any' | 'any-of' | 'list' | 'prefix' | 'single' | 'suffix' | 'text'> })

const varies = -1

export const any = (separators: readonly number[]): Any => ({
  kind: 'any',
  separators,
  length: varies,
  match: text => indexOfAny(text, separators) === -1,
  find(text) {
    const end = indexOfAny(text, separators)
    return { at: 0, lengths: end === 0 ? [0] : boundaries(end === -1 ? text : text.slice(0, end)) }
  },
})

export const anyOf = (matchers: readonly Matcher[]): AnyOf => ({
  kind: 'any-of',
  matchers,
  length: commonLength(matchers),
  match: text => matchers.some(matcher => matcher.match(text)),
  find(text) {
    let first: Found | undefined
    for (const matcher of matchers) {
      const found = matcher.find(text)
      if (found === undefined || (first !== undefined && found.at > first.at)) continue
      if (first === undefined || found.at < first.at) first = found
      else first = { at: first.at, lengths: merge(first.lengths, found.lengths) }
    }
    return first
  },
})

/** Upstream forgets a varying length when it comes first, and takes the next one for all. */
function commonLength(matchers: readonly Matcher[]): number {
  let length = varies
  for (const matcher of matchers) {
    if (length === varies) length = matcher.length
    else if (matcher.length !== length) return varies
  }
  return length
}

export const contains = (needle: string, not: boolean): Matcher => ({
  kind: 'contains',
  length: varies,
  match: text => text.includes(needle) !== not,
  find(text) {
    const at = text.indexOf(needle)
    if (not) return { at: 0, lengths: boundaries(at === -1 ? text : text.slice(0, at)) }
    if (at === -1) return undefined
    const offset = at + needle.length
    if (text.length <= offset) return { at: 0, lengths: [offset] }
    return { at: 0, lengths: boundaries(text.slice(offset)).map(length => offset + length) }
  },
})

export const everyOf = (matchers: readonly Matcher[]): Matcher => ({
  kind: 'every-of',
  length: matchers.length === 0 ? 0 : varies,
  match: text => matchers.every(matcher => matcher.match(text)),
  find(text) {
    let index = 0
    let offset = 0
    let lengths: readonly number[] = []
    let rest = text
    for (const [at, matcher] of matchers.entries()) {
      const found = matcher.find(rest)
      if (found === undefined) return undefined
      if (at === 0) lengths = found.lengths
      else {
        const shift = index - (found.at + offset)
        const here = new Set(found.lengths)
        lengths = lengths.map(length => length + shift).filter(length => here.has(length))
        if (lengths.length === 0) return undefined
      }
      index = found.at + offset
      rest = text.slice(index)
      offset += found.at
    }
    return { at: index, lengths }
  },
})

export const list = (runes: readonly number[], not: boolean): List => ({
  kind: 'list',
  runes,
  not,
  ...oneRune(rune => runes.includes(rune) !== not),
})

export const range = (low: number, high: number, not: boolean): Matcher => ({
  kind: 'range',
  ...oneRune(rune => (rune >= low && rune <= high) !== not),
})

export const single = (separators: readonly number[]): Single => ({
  kind: 'single',
  separators,
  ...oneRune(rune => !separators.includes(rune)),
})

/** The empty text decodes to RuneError, which `?` and `[!a]` take. */
function oneRune(accepts: (rune: number) => boolean): Pick<Matcher, 'length' | 'match' | 'find'> {
  return {
    length: 1,
    match: text => text.length <= runeSize(text, 0) && accepts(runeAt(text, 0)),
    find(text) {
      for (let at = 0; at < text.length; at += runeSize(text, at)) {
        const rune = runeAt(text, at)
        if (accepts(rune)) return { at, lengths: [runeLength(rune)] }
      }
      return undefined
    },
  }
}

export const max = (limit: number): Matcher => ({
  kind: 'max',
  length: varies,
  match: text => countRunes(text, limit + 1) <= limit,
  find: text => ({ at: 0, lengths: [0, ...ends(text).slice(0, limit)] }),
})

export const min = (limit: number): Matcher => ({
  kind: 'min',
  length: varies,
  match: text => text !== '' && countRunes(text, limit) >= limit,
  find(text) {
    if (text.length - limit + 1 <= 0) return undefined
    const lengths = ends(text).slice(Math.max(0, limit - 1))
    return lengths.length === 0 ? undefined : { at: 0, lengths }
  },
})

export const nothing: Matcher = {
  kind: 'nothing',
  length: 0,
  match: text => text === '',
  find: () => ({ at: 0, lengths: [0] }),
}

export const prefix = (start: string): Prefix => ({
  kind: 'prefix',
  prefix: start,
  length: varies,
  match: text => text.startsWith(start),
  find(text) {
    const at = text.indexOf(start)
    return at === -1 ? undefined : { at, lengths: endsAfter(start.length, text.slice(at + start.length)) }
  },
})

export const prefixAny = (start: string, separators: readonly number[]): Matcher => ({
  kind: 'prefix-any',
  length: varies,
  match: text => text.startsWith(start) && indexOfAny(text.slice(start.length), separators) === -1,
  find(text) {
    const at = text.indexOf(start)
    if (at === -1) return undefined
    const rest = text.slice(at + start.length)
    const end = indexOfAny(rest, separators)
    return { at, lengths: endsAfter(start.length, end === -1 ? rest : rest.slice(0, end)) }
  },
})

export const prefixSuffix = (start: string, end: string): Matcher => ({
  kind: 'prefix-suffix',
  length: varies,
  // The two may overlap: "ab*bc" matches "abc".
  match: text => text.startsWith(start) && text.endsWith(end),
  find(text) {
    const at = text.indexOf(start)
    if (at === -1) return undefined
    const rest = text.slice(at)
    if (end === '') return { at, lengths: [rest.length] }
    const lengths: number[] = []
    for (let found = rest.lastIndexOf(end); found !== -1; found = lastIndexBefore(rest, end, found)) {
      lengths.push(found + end.length)
    }
    return lengths.length === 0 ? undefined : { at, lengths: lengths.reverse() }
  },
})

/** The last occurrence that ends at or before a place. */
const lastIndexBefore = (text: string, needle: string, end: number): number =>
  end < needle.length ? -1 : text.lastIndexOf(needle, end - needle.length)

export const row = (length: number, matchers: readonly Matcher[]): Matcher => ({
  kind: 'row',
  length,
  match: text => countRunes(text, length + 1) === length && matchesRow(matchers, text),
  find(text) {
    for (let at = 0; at < text.length && text.length - at >= length; at += runeSize(text, at)) {
      if (matchesRow(matchers, text.slice(at))) return { at, lengths: [length] }
    }
    return undefined
  },
})

/** Upstream counts runes and cuts behind the first byte of the last one, which loses the rest of a multi-byte character. */
function matchesRow(matchers: readonly Matcher[], text: string): boolean {
  let at = 0
  for (const matcher of matchers) {
    let last = 0
    let count = 0
    for (let next = at; next < text.length; next += runeSize(text, next)) {
      last = next - at
      if (++count === matcher.length) break
    }
    if (count < matcher.length) return false
    const end = at + last + 1
    if (end > text.length) throw outOfRange(end, text.length)
    if (!matcher.match(text.slice(at, end))) return false
    at = end
  }
  return true
}

export const suffix = (end: string): Suffix => ({
  kind: 'suffix',
  suffix: end,
  length: varies,
  match: text => text.endsWith(end),
  find(text) {
    const at = text.indexOf(end)
    return at === -1 ? undefined : { at: 0, lengths: [at + end.length] }
  },
})

export const suffixAny = (end: string, separators: readonly number[]): Matcher => ({
  kind: 'suffix-any',
  length: varies,
  match: text => text.endsWith(end) && indexOfAny(text.slice(0, text.length - end.length), separators) === -1,
  find(text) {
    const found = text.indexOf(end)
    if (found === -1) return undefined
    const at = lastIndexOfAny(text.slice(0, found), separators) + 1
    return { at, lengths: [found + end.length - at] }
  },
})

export const superMatcher: Matcher = {
  kind: 'super',
  length: varies,
  match: () => true,
  find: text => ({ at: 0, lengths: boundaries(text) }),
}

export const text = (wanted: string): Text => ({
  kind: 'text',
  text: wanted,
  length: countRunes(wanted, Number.POSITIVE_INFINITY),
  match: other => other === wanted,
  find(other) {
    const at = other.indexOf(wanted)
    return at === -1 ? undefined : { at, lengths: [wanted.length] }
  },
})

/** Go's panic, which neither the controller nor the API server expects of a glob. */
export const outOfRange = (end: number, length: number): GoError =>
  new GoError(`runtime error: slice bounds out of range [:${end}] with length ${length}`)

/** The place of the first of the runes that is there at all, in the order of the list. */
function indexOfAny(binary: string, runes: readonly number[]): number {
  for (const rune of runes) {
    const at = binary.indexOf(binaryOfRune(rune))
    if (at !== -1) return at
  }
  return -1
}

function lastIndexOfAny(binary: string, runes: readonly number[]): number {
  for (const rune of runes) {
    const at = binary.lastIndexOf(binaryOfRune(rune))
    if (at !== -1) return at
  }
  return -1
}

/** Where runes begin, and the end. */
function boundaries(binary: string): number[] {
  const places: number[] = []
  for (let at = 0; at < binary.length; at += runeSize(binary, at)) places.push(at)
  places.push(binary.length)
  return places
}

/** Where runes end; an invalid byte counts as the three of RuneError. */
function ends(binary: string): number[] {
  const places: number[] = []
  for (let at = 0; at < binary.length; at += runeSize(binary, at)) places.push(at + runeLength(runeAt(binary, at)))
  return places
}

const endsAfter = (offset: number, binary: string): number[] => [offset, ...ends(binary).map(end => offset + end)]

function countRunes(binary: string, enough: number): number {
  let count = 0
  for (let at = 0; at < binary.length && count < enough; at += runeSize(binary, at)) count++
  return count
}

/** Both are sorted and without duplicates. */
function merge(left: readonly number[], right: readonly number[]): number[] {
  return [...new Set([...left, ...right])].sort((a, b) => a - b)
}
