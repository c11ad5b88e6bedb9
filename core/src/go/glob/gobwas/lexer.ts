import { GoError } from '../../kinds/index.ts'
import { binaryOfRune, runeAt, runeError, runeLength, runeSize } from '../binary.ts'

export type Token =
  | { readonly kind: 'text' | 'range-low' | 'range-high'; readonly text: string }
  | { readonly kind: 'any' | 'super' | 'single' | 'not' | 'separator' }
  | { readonly kind: 'range-open' | 'range-between' | 'range-close' | 'terms-open' | 'terms-close' }
  | { readonly kind: 'error'; readonly error: GoError }

/**
 * The tokens of a pattern (gobwas/glob 0.2.3, syntax/lexer). The last one is an error when the pattern is malformed: the parser
 * may meet a fault of its own before it.
 */
export function tokensOf(pattern: string): Token[] {
  return new Lexer(pattern).run()
}

const end = 0

class Lexer {
  readonly #pattern: string
  readonly #tokens: Token[] = []
  #at = 0
  #terms = 0
  #error: GoError | undefined

  constructor(pattern: string) {
    this.#pattern = pattern
  }

  run(): Token[] {
    for (;;) {
      const rune = this.#peek()
      const complete = this.#tokens.length
      if (rune !== end) this.#item(String.fromCodePoint(rune))
      if (this.#error !== undefined) {
        // Upstream hands out the error in place of the tokens that were read with it.
        this.#tokens.splice(complete, this.#tokens.length, { kind: 'error', error: this.#error })
        return this.#tokens
      }
      if (rune === end) return this.#tokens
    }
  }

  #item(char: string): void {
    if (char === '{') {
      this.#terms++
      this.#push({ kind: 'terms-open' })
    } else if (char === ',' && this.#terms > 0) this.#push({ kind: 'separator' })
    else if (char === '}' && this.#terms > 0) {
      this.#terms--
      this.#push({ kind: 'terms-close' })
    } else if (char === '[') {
      this.#push({ kind: 'range-open' })
      this.#range()
    } else if (char === '?') this.#push({ kind: 'single' })
    else if (char === '*') {
      this.#at++
      const isSuper = this.#peek() === '*'.charCodeAt(0)
      if (isSuper) this.#at++
      this.#tokens.push({ kind: isSuper ? 'super' : 'any' })
    } else this.#text(this.#terms > 0 ? '?*[{},' : '?*[{')
  }

  #push(token: Token): void {
    this.#at++
    this.#tokens.push(token)
  }

  #range(): void {
    const problem = this.#rangeTokens()
    if (problem === undefined) this.#tokens.push({ kind: 'range-close' })
    else this.#fail(problem)
  }

  /** What stands between the brackets, the closing one included; says what is wrong with it. */
  #rangeTokens(): string | undefined {
    let rune = this.#read()
    if (rune === '!'.charCodeAt(0)) {
      this.#tokens.push({ kind: 'not' })
      rune = this.#read()
    }
    if (rune === end) return 'unexpected end of input'
    if (this.#peek() === '-'.charCodeAt(0)) {
      this.#at++
      this.#tokens.push({ kind: 'range-low', text: binaryOfRune(rune) }, { kind: 'range-between' })
      const high = this.#read()
      if (high === end) return 'unexpected end of input'
      this.#tokens.push({ kind: 'range-high', text: binaryOfRune(high) })
    } else {
      this.#at -= runeLength(rune)
      this.#text(']')
    }
    const close = this.#read()
    if (close === end) return 'unexpected end of input'
    return close === ']'.charCodeAt(0) ? undefined : 'expected close range character'
  }

  /** Text up to a character that means something there; a backslash takes the meaning of the next one. */
  #text(breakers: string): void {
    let text = ''
    let escaped = false
    for (;;) {
      const rune = this.#peek()
      if (rune === end) {
        // A NUL ends a text, and only where an item begins does it end the pattern.
        if (this.#at < this.#pattern.length && this.#error === undefined) this.#at++
        break
      }
      const bytes = binaryOfRune(rune)
      if (!escaped && bytes !== '\\' && breakers.includes(bytes)) break
      this.#at += bytes.length
      if (!escaped && bytes === '\\') {
        escaped = true
        continue
      }
      escaped = false
      text += bytes
    }
    if (text !== '') this.#tokens.push({ kind: 'text', text })
  }

  #read(): number {
    const rune = this.#peek()
    if (rune !== end) this.#at += runeSize(this.#pattern, this.#at)
    return rune
  }

  #peek(): number {
    if (this.#at >= this.#pattern.length) return end
    const rune = runeAt(this.#pattern, this.#at)
    if (rune !== runeError) return rune
    this.#fail('could not read rune')
    return end
  }

  #fail(message: string): void {
    this.#error = new GoError(message)
  }
}
