import {
  type Body,
  binaryQuery,
  type FuncDef,
  type Head,
  type Index,
  type Key,
  type Pattern,
  type PatternEntry,
  type Query,
  type Suffix,
  type Term,
  type Text,
  termQuery,
} from './ast.ts'
import { JqError } from './errors.ts'
import { Lexer, type Token, type TokenType } from './lexer.ts'

export interface Program {
  /** The first module the program wants to load. */
  readonly imports: string | undefined
  readonly query: Query
}

/** Reads a program; throws JqError with gojq's words. */
export function parse(source: string): Program {
  return new Parser(source).program()
}

/** How tightly binary operators bind, and to which side; gojq: parser.go.y. */
const operators = new Map<string, { readonly level: number; readonly side: 'left' | 'right' | 'none' }>([
  ['//', { level: 1, side: 'right' }],
  ...['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='].map(name => [name, { level: 2, side: 'none' }] as const),
  ['or', { level: 3, side: 'left' }],
  ['and', { level: 4, side: 'left' }],
  ...['==', '!=', '<', '<=', '>', '>='].map(name => [name, { level: 5, side: 'none' }] as const),
  ...['+', '-'].map(name => [name, { level: 6, side: 'left' }] as const),
  ...['*', '/', '%'].map(name => [name, { level: 7, side: 'left' }] as const),
])

/** Deeper nesting than anyone writes; it keeps the parser's own stack in bounds. */
const deepest = 500

class Parser {
  readonly #lexer: Lexer
  #token: Token
  #depth = 0

  constructor(source: string) {
    this.#lexer = new Lexer(source)
    this.#token = this.#lexer.next()
  }

  program(): Program {
    if (this.#takeKeyword('module')) {
      this.#constantObject()
      this.#expect(';')
    }
    let imports: string | undefined
    for (;;) {
      const include = this.#isKeyword('include')
      if (!include && !this.#isKeyword('import')) break
      this.#advance()
      const path = this.#take('string')
      if (!include) {
        this.#expectKeyword('as')
        if (this.#kind() !== 'ident' && this.#kind() !== 'variable') throw this.#unexpected()
        this.#advance()
      }
      if (this.#is('{')) this.#constantObject()
      this.#expect(';')
      imports ??= path
    }
    const defs = this.#definitions()
    if (this.#kind() === 'eof') return { imports, query: { defs, body: undefined } }
    const query = this.#query()
    if (this.#kind() !== 'eof') throw this.#unexpected()
    return { imports, query: { ...query, defs: [...defs, ...query.defs] } }
  }

  #definitions(): FuncDef[] {
    const defs: FuncDef[] = []
    while (this.#isKeyword('def')) defs.push(this.#definition())
    return defs
  }

  #definition(): FuncDef {
    this.#expectKeyword('def')
    const name = this.#take('ident')
    const params: string[] = []
    if (this.#takeOperator('(')) {
      do {
        params.push(this.#kind() === 'variable' ? this.#take('variable') : this.#take('ident'))
      } while (this.#takeOperator(';'))
      this.#expect(')')
    }
    this.#expect(':')
    const body = this.#query()
    this.#expect(';')
    return { name, params, body }
  }

  /** Everything with pipes and commas. */
  #query(): Query {
    return this.#nested(() => {
      const defs = this.#definitions()
      if (defs.length > 0) {
        const rest = this.#query()
        return { ...rest, defs: [...defs, ...rest.defs] }
      }
      let left = this.#operand()
      while (this.#takeOperator(',')) left = binaryQuery(',', left, this.#commaOperand())
      return this.#takeOperator('|') ? binaryQuery('|', left, this.#query()) : left
    })
  }

  #commaOperand(): Query {
    return this.#isKeyword('def') ? this.#query() : this.#operand()
  }

  /** What stands between pipes and commas; `label` and `as` reach as far to the right as they can. */
  #operand(): Query {
    if (this.#takeKeyword('label')) {
      const name = this.#take('variable')
      this.#expect('|')
      return termQuery({ kind: 'label', name, body: this.#query() })
    }
    const source = this.#expression()
    if (!this.#takeKeyword('as')) return source
    const patterns = [this.#pattern()]
    while (this.#takeOperator('?//')) patterns.push(this.#pattern())
    this.#expect('|')
    return { defs: [], body: { kind: 'bind', source, patterns, body: this.#query() } }
  }

  #expression(least = 1): Query {
    return this.#nested(() => {
      let left: Query = { defs: [], body: { kind: 'term', term: this.#term() } }
      let barred = 0
      for (;;) {
        const name = this.#kind() === 'operator' || this.#kind() === 'keyword' ? this.#token.text : ''
        const operator = operators.get(name)
        if (!operator || operator.level < least) return left
        if (operator.level === barred) throw this.#unexpected()
        this.#advance()
        const right = this.#expression(operator.side === 'right' ? operator.level : operator.level + 1)
        left = binaryQuery(name, left, right)
        barred = operator.side === 'none' ? operator.level : 0
      }
    })
  }

  #pattern(): Pattern {
    return this.#nested(() => {
      if (this.#kind() === 'variable') return { kind: 'variable', name: this.#take('variable') }
      if (this.#takeOperator('[')) {
        const items = [this.#pattern()]
        while (this.#takeOperator(',')) items.push(this.#pattern())
        this.#expect(']')
        return { kind: 'array', items }
      }
      this.#expect('{')
      const entries = [this.#patternEntry()]
      while (this.#takeOperator(',')) entries.push(this.#patternEntry())
      this.#expect('}')
      return { kind: 'object', entries }
    })
  }

  #patternEntry(): PatternEntry {
    const key = this.#key()
    if (key.kind === 'variable' && !this.#is(':')) return { key, value: undefined }
    this.#expect(':')
    return { key, value: this.#pattern() }
  }

  #key(): Key {
    const { type, text } = this.#token
    if (type === 'ident' || type === 'keyword') {
      this.#advance()
      return { kind: 'name', name: text }
    }
    if (type === 'variable') return { kind: 'variable', name: this.#take('variable') }
    if (type === 'string' || type === 'stringStart') return { kind: 'string', text: this.#text() }
    this.#expect('(')
    const query = this.#query()
    this.#expect(')')
    return { kind: 'query', query }
  }

  #term(): Term {
    return this.#nested(() => {
      const head = this.#head()
      const suffixes: Suffix[] = []
      for (;;) {
        if (this.#kind() === 'field') {
          suffixes.push({ kind: 'index', index: { kind: 'name', name: this.#take('field') } })
        } else if (this.#is('[')) suffixes.push(this.#bracket())
        else if (this.#takeOperator('?')) suffixes.push({ kind: 'optional' })
        else if (this.#takeOperator('.')) {
          suffixes.push(
            this.#is('[') ? this.#bracket() : { kind: 'index', index: { kind: 'string', text: this.#text() } },
          )
        } else break
      }
      // `.[]` is an iteration over the identity, `.["a"]` an index.
      return { head, suffixes }
    })
  }

  #head(): Head {
    const { type, text } = this.#token
    switch (type) {
      case 'field':
        this.#advance()
        return { kind: 'index', index: { kind: 'name', name: text } }
      case 'number':
        this.#advance()
        return { kind: 'number', text }
      case 'string':
      case 'stringStart':
        return { kind: 'string', text: this.#text() }
      case 'format': {
        this.#advance()
        const next: TokenType = this.#kind()
        return {
          kind: 'format',
          format: text,
          text: next === 'string' || next === 'stringStart' ? this.#text() : undefined,
        }
      }
      case 'variable':
      case 'moduleVariable':
        this.#advance()
        return { kind: 'call', name: text, args: [] }
      case 'ident':
      case 'moduleIdent':
        this.#advance()
        return { kind: 'call', name: text, args: this.#args() }
      case 'keyword':
        return this.#keywordHead(text)
      case 'operator':
        return this.#operatorHead(text)
      default:
        throw this.#unexpected()
    }
  }

  #args(): Query[] {
    if (!this.#takeOperator('(')) return []
    const args = [this.#query()]
    while (this.#takeOperator(';')) args.push(this.#query())
    this.#expect(')')
    return args
  }

  #operatorHead(text: string): Head {
    switch (text) {
      case '.': {
        this.#advance()
        if (this.#kind() === 'string' || this.#kind() === 'stringStart') {
          return { kind: 'index', index: { kind: 'string', text: this.#text() } }
        }
        if (!this.#is('[')) return { kind: 'identity' }
        const suffix = this.#bracket()
        return suffix.kind === 'index' ? suffix : { kind: 'query', query: termQuery({ kind: 'identity' }, [suffix]) }
      }
      case '..':
        this.#advance()
        return { kind: 'recurse' }
      case '{':
        return this.#object()
      case '[': {
        this.#advance()
        if (this.#takeOperator(']')) return { kind: 'array', query: undefined }
        const query = this.#query()
        this.#expect(']')
        return { kind: 'array', query }
      }
      case '(': {
        this.#advance()
        const query = this.#query()
        this.#expect(')')
        return { kind: 'query', query }
      }
      case '+':
      case '-':
        this.#advance()
        return { kind: 'unary', operator: text, term: this.#term() }
      default:
        throw this.#unexpected()
    }
  }

  #keywordHead(text: string): Head {
    switch (text) {
      case 'null':
      case 'true':
      case 'false':
        this.#advance()
        return { kind: text }
      case 'if':
        return this.#if()
      case 'try': {
        this.#advance()
        const body = this.#termQuery()
        return { kind: 'try', body, handler: this.#takeKeyword('catch') ? this.#termQuery() : undefined }
      }
      case 'reduce':
      case 'foreach':
        return this.#fold(text)
      case 'break':
        this.#advance()
        return { kind: 'break', name: this.#take('variable') }
      default:
        throw this.#unexpected()
    }
  }

  #termQuery(): Query {
    return { defs: [], body: { kind: 'term', term: this.#term() } satisfies Body }
  }

  #if(): Head {
    const branches: [Query, Query][] = []
    this.#expectKeyword('if')
    do {
      const condition = this.#query()
      this.#expectKeyword('then')
      branches.push([condition, this.#query()])
    } while (this.#takeKeyword('elif'))
    const otherwise = this.#takeKeyword('else') ? this.#query() : undefined
    this.#expectKeyword('end')
    return { kind: 'if', branches, otherwise }
  }

  #fold(kind: 'reduce' | 'foreach'): Head {
    this.#advance()
    const source = this.#expression()
    this.#expectKeyword('as')
    const pattern = this.#pattern()
    this.#expect('(')
    const start = this.#query()
    this.#expect(';')
    const update = this.#query()
    const extract = kind === 'foreach' && this.#takeOperator(';') ? this.#query() : undefined
    this.#expect(')')
    return { kind, source, pattern, start, update, extract }
  }

  #object(): Head {
    this.#expect('{')
    const entries: { key: Key; value: Query | undefined }[] = []
    while (!this.#takeOperator('}')) {
      const key = this.#key()
      if (key.kind === 'query' && !this.#is(':')) throw this.#unexpected()
      entries.push({ key, value: this.#takeOperator(':') ? this.#objectValue() : undefined })
      if (!this.#takeOperator(',')) {
        this.#expect('}')
        break
      }
    }
    return { kind: 'object', entries }
  }

  /** A value may be a pipeline, but has no commas. */
  #objectValue(): Query {
    return this.#nested(() => {
      const left = this.#expression()
      return this.#takeOperator('|') ? binaryQuery('|', left, this.#objectValue()) : left
    })
  }

  /** What stands in brackets after a term. */
  #bracket(): Suffix {
    this.#expect('[')
    if (this.#takeOperator(']')) return { kind: 'iterate' }
    if (this.#takeOperator(':')) {
      const end = this.#query()
      this.#expect(']')
      return indexSuffix({ kind: 'slice', start: undefined, end })
    }
    const start = this.#query()
    if (!this.#takeOperator(':')) {
      this.#expect(']')
      return indexSuffix({ kind: 'query', query: start })
    }
    const end = this.#is(']') ? undefined : this.#query()
    this.#expect(']')
    return indexSuffix({ kind: 'slice', start, end })
  }

  #text(): Text {
    if (this.#kind() === 'string') return this.#take('string')
    this.#take('stringStart')
    const parts: (string | Query)[] = []
    for (;;) {
      if (this.#kind() === 'string') parts.push(this.#take('string'))
      else if (this.#kind() === 'stringQuery') {
        this.#advance()
        parts.push(this.#query())
        if (!this.#is(')')) throw this.#unexpected()
        this.#lexer.inString = true
        this.#advance()
      } else {
        this.#take('stringEnd')
        return parts
      }
    }
  }

  /** A constant of a module header; only its shape is checked. */
  #constant(): void {
    this.#nested(() => {
      if (this.#is('{')) this.#constantObject()
      else if (this.#takeOperator('[')) {
        if (this.#takeOperator(']')) return
        do this.#constant()
        while (this.#takeOperator(','))
        this.#expect(']')
      } else if (
        this.#kind() === 'number' ||
        this.#kind() === 'string' ||
        ['null', 'true', 'false'].some(word => this.#isKeyword(word))
      ) {
        this.#advance()
      } else throw this.#unexpected()
    })
  }

  #constantObject(): void {
    this.#expect('{')
    while (!this.#takeOperator('}')) {
      if (!['ident', 'keyword', 'string'].includes(this.#kind())) throw this.#unexpected()
      this.#advance()
      this.#expect(':')
      this.#constant()
      if (!this.#takeOperator(',')) {
        this.#expect('}')
        return
      }
    }
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > deepest * 4) throw new JqError('program nested too deeply')
    try {
      return read()
    } finally {
      this.#depth--
    }
  }

  #kind(): TokenType {
    return this.#token.type
  }

  #advance(): void {
    this.#token = this.#lexer.next()
  }

  #unexpected(): JqError {
    return this.#lexer.unexpected(this.#token)
  }

  #is(operator: string): boolean {
    return this.#kind() === 'operator' && this.#token.text === operator
  }

  #isKeyword(word: string): boolean {
    return this.#kind() === 'keyword' && this.#token.text === word
  }

  #takeOperator(operator: string): boolean {
    if (!this.#is(operator)) return false
    this.#advance()
    return true
  }

  #takeKeyword(word: string): boolean {
    if (!this.#isKeyword(word)) return false
    this.#advance()
    return true
  }

  #expect(operator: string): void {
    if (!this.#takeOperator(operator)) throw this.#unexpected()
  }

  #expectKeyword(word: string): void {
    if (!this.#takeKeyword(word)) throw this.#unexpected()
  }

  #take(type: TokenType): string {
    if (this.#kind() !== type) throw this.#unexpected()
    const { text } = this.#token
    this.#advance()
    return text
  }
}

const indexSuffix = (index: Index): Suffix => ({ kind: 'index', index })
