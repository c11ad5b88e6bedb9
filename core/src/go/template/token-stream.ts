import type { Lexer, Token } from './lexer.ts'

/** Tokens with up to three of lookahead. Each tree has a stream of its own on the lexer they share, as in Go. */
export class TokenStream {
  /** Where the last token taken ends. */
  taken = 0
  readonly #lexer: Lexer
  readonly #tokens: Token[] = []
  #peeked = 0

  constructor(lexer: Lexer) {
    this.#lexer = lexer
  }

  /** The token read last, whose line Go's error texts name. */
  get latest(): Token | undefined {
    return this.#tokens[0]
  }

  next(): Token {
    if (this.#peeked > 0) this.#peeked--
    else this.#tokens[0] = this.#lexer.next()
    const token = this.#tokens[this.#peeked]!
    if (token.type !== 'space' && token.type !== 'error') this.taken = token.end
    return token
  }

  peek(): Token {
    if (this.#peeked === 0) {
      this.#tokens[0] = this.#lexer.next()
      this.#peeked = 1
    }
    return this.#tokens[this.#peeked - 1]!
  }

  nextNonSpace(): Token {
    for (;;) {
      const token = this.next()
      if (token.type !== 'space') return token
    }
  }

  peekNonSpace(): Token {
    while (this.peek().type === 'space') this.next()
    return this.peek()
  }

  /** Puts the last token back. */
  backup(): void {
    this.#peeked++
  }

  /** One token is peeked, and one more goes back in front of it. */
  backup2(first: Token): void {
    this.#tokens[1] = first
    this.#peeked = 2
  }

  /** One token is peeked, and two more go back in front of it. */
  backup3(first: Token, second: Token): void {
    this.#tokens[1] = second
    this.#tokens[2] = first
    this.#peeked = 3
  }

  /** Forgets what was peeked: the lexer goes on elsewhere. */
  restart(offset: number): void {
    this.#peeked = 0
    this.taken = offset
  }
}
