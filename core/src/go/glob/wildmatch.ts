export interface WildmatchOptions {
  /** `*` and `?` stay inside a segment and `**` spans segments; without it all of them cross `/`. */
  readonly pathname: boolean
  readonly ignoreCase: boolean
}

/** Git's wildmatch (wildmatch.c of 2.39) on binary strings. */
export function wildmatch(pattern: string, text: string, options: WildmatchOptions): boolean {
  return new Wildmatch(pattern, text, options).run(0, 0) === 'match'
}

/** Git's word for a miss says how much further a star to the left needs to look. */
type Answer = 'match' | 'no' | 'abort-all' | 'abort-to-starstar'

class Wildmatch {
  readonly #pattern: string
  readonly #text: string
  readonly #options: WildmatchOptions
  /** Patterns with several stars meet the same rest again and again: without a memory that grows exponentially. */
  readonly #answers = new Map<number, Answer>()

  constructor(pattern: string, text: string, options: WildmatchOptions) {
    this.#pattern = pattern
    this.#text = text
    this.#options = options
  }

  run(patternFrom: number, textFrom: number): Answer {
    const key = patternFrom * (this.#text.length + 1) + textFrom
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const answer = this.#run(patternFrom, textFrom)
    this.#answers.set(key, answer)
    return answer
  }

  #run(patternFrom: number, textFrom: number): Answer {
    const pattern = this.#pattern
    const text = this.#text
    const { pathname } = this.#options
    let at = textFrom
    for (let p = patternFrom; p < pattern.length; p++, at++) {
      const char = pattern[p]!
      if (at >= text.length && char !== '*') return 'abort-all'
      if (char === '*') {
        const star = this.#star(p, at, patternFrom)
        if (typeof star === 'string') return star
        p = star.pattern
        at = star.text
      } else if (char === '?') {
        if (pathname && text[at] === '/') return 'no'
      } else if (char === '[') {
        const set = this.#set(p, this.#fold(text[at]!))
        if (set === undefined) return 'abort-all'
        if (!set.matched || (pathname && text[at] === '/')) return 'no'
        p = set.end
      } else {
        // Only what is not escaped is folded: after a backslash Git compares with the pattern's own case.
        const wanted = char === '\\' ? (pattern[++p] ?? '\0') : this.#fold(char)
        if (this.#fold(text[at]!) !== wanted) return 'no'
      }
    }
    return at < text.length ? 'no' : 'match'
  }

  /** The answer at a star, or where matching goes on (before the step of the loop). */
  #star(from: number, textFrom: number, start: number): Answer | { readonly pattern: number; readonly text: number } {
    const pattern = this.#pattern
    const text = this.#text
    let p = from + 1
    let at = textFrom
    let crosses = !this.#options.pathname
    if (pattern[p] === '*') {
      while (pattern[p] === '*') p++
      const opens = from - 1 < start || pattern[from - 1] === '/'
      const closes = p >= pattern.length || pattern[p] === '/' || (pattern[p] === '\\' && pattern[p + 1] === '/')
      if (this.#options.pathname && opens && closes) {
        if (pattern[p] === '/' && this.run(p + 1, at) === 'match') return 'match'
        crosses = true
      }
    }
    if (p >= pattern.length) return !crosses && text.indexOf('/', at) !== -1 ? 'no' : 'match'
    if (!crosses && pattern[p] === '/') {
      const slash = text.indexOf('/', at)
      return slash === -1 ? 'no' : { pattern: p, text: slash }
    }
    const literal = isSpecial(pattern[p]!) ? undefined : this.#fold(pattern[p]!)
    while (at < text.length) {
      if (literal !== undefined) {
        while (at < text.length && (crosses || text[at] !== '/') && this.#fold(text[at]!) !== literal) at++
        if (at >= text.length || this.#fold(text[at]!) !== literal) return 'no'
      }
      const answer = this.run(p, at)
      if (answer !== 'no') {
        if (!crosses || answer !== 'abort-to-starstar') return answer
      } else if (!crosses && text[at] === '/') return 'abort-to-starstar'
      at++
    }
    return 'abort-all'
  }

  /** A bracket expression; undefined when it is malformed. */
  #set(from: number, char: string): { readonly matched: boolean; readonly end: number } | undefined {
    const pattern = this.#pattern
    let p = from + 1
    const negated = pattern[p] === '!' || pattern[p] === '^'
    if (negated) p++
    let matched = false
    let previous = ''
    do {
      let current = pattern[p]
      if (current === undefined) return undefined
      if (current === '\\') {
        current = pattern[++p]
        if (current === undefined) return undefined
        if (char === current) matched = true
      } else if (current === '-' && previous !== '' && p + 1 < pattern.length && pattern[p + 1] !== ']') {
        let high = pattern[++p]
        if (high === '\\') high = pattern[++p]
        if (high === undefined) return undefined
        const upper = this.#options.ignoreCase ? upperOf(char) : char
        if ((char >= previous && char <= high) || (upper >= previous && upper <= high)) matched = true
        current = ''
      } else if (current === '[' && pattern[p + 1] === ':') {
        const end = pattern.indexOf(']', p + 2)
        if (end === -1) return undefined
        if (end - 1 < p + 2 || pattern[end - 1] !== ':') {
          if (char === '[') matched = true
        } else {
          const inClass = classes[pattern.slice(p + 2, end - 1)]
          if (inClass === undefined) return undefined
          const name = pattern.slice(p + 2, end - 1)
          if (inClass(char) || (name === 'upper' && this.#options.ignoreCase && isLower(char))) matched = true
          p = end
          current = ''
        }
      } else if (char === current) matched = true
      previous = current
      p++
    } while (pattern[p] !== ']')
    return { matched: matched !== negated, end: p }
  }

  #fold(char: string): string {
    return this.#options.ignoreCase ? lowerOf(char) : char
  }
}

/** Characters that end the literal beginning of a pattern (Git: is_glob_special). */
export const isSpecial = (char: string): boolean => char === '*' || char === '?' || char === '[' || char === '\\'

/** Git folds ASCII only. */
export const lowerOf = (text: string): string => text.replace(/[A-Z]/g, char => char.toLowerCase())
const upperOf = (text: string): string => text.replace(/[a-z]/g, char => char.toUpperCase())
const isLower = (char: string): boolean => char >= 'a' && char <= 'z'
const isUpper = (char: string): boolean => char >= 'A' && char <= 'Z'
const isDigit = (char: string): boolean => char >= '0' && char <= '9'
const isAlpha = (char: string): boolean => isLower(char) || isUpper(char)
const isPrint = (char: string): boolean => char >= ' ' && char <= '~'

const classes: Readonly<Record<string, ((char: string) => boolean) | undefined>> = {
  __proto__: null as never,
  alnum: char => isAlpha(char) || isDigit(char),
  alpha: isAlpha,
  blank: char => char === ' ' || char === '\t',
  cntrl: char => char < ' ' || char === '\x7f',
  digit: isDigit,
  graph: char => isPrint(char) && char !== ' ',
  lower: isLower,
  print: isPrint,
  punct: char => isPrint(char) && char !== ' ' && !isAlpha(char) && !isDigit(char),
  space: char => char === ' ' || (char >= '\t' && char <= '\r'),
  upper: isUpper,
  xdigit: char => isDigit(char) || (char >= 'a' && char <= 'f') || (char >= 'A' && char <= 'F'),
}
