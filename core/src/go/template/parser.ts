import { quote, unquote } from '../fmt/index.ts'
import { GoError, type GoFunctions } from '../kinds/index.ts'
import { builtinNames } from './builtin-names.ts'
import { TemplateError } from './error.ts'
import { Lexer, type Token, type TokenType, tokenText } from './lexer.ts'
import {
  type ActionNode,
  type BranchNode,
  type CommandNode,
  type ListNode,
  type Node,
  nodeText,
  type Operand,
  type PipeNode,
  type VariableNode,
} from './nodes.ts'
import { parseConstant } from './number.ts'
import { TokenStream } from './token-stream.ts'
import type { Definition } from './tree.ts'

/** What one text holds: the main template and those it defines. */
export interface Parsed {
  readonly root: ListNode
  readonly definitions: readonly Definition[]
  /** The template each name stands for in the end. */
  readonly templates: ReadonlyMap<string, ListNode>
  readonly comments: readonly { readonly start: number; readonly end: number }[]
  readonly functions: ReadonlySet<string>
  /** Loose parsing only: everything wrong, in order. */
  readonly errors: readonly TemplateError[]
}

/** Parses a template (Go: text/template/parse/parse.go). Loose parsing keeps errors and goes on after them. */
export function parse(name: string, text: string, functions: GoFunctions, loose: boolean): Parsed {
  const shared: Shared = {
    parseName: name,
    lexer: new Lexer(text, {
      breakIsKeyword: !Object.hasOwn(functions, 'break'),
      continueIsKeyword: !Object.hasOwn(functions, 'continue'),
    }),
    functions,
    loose,
    templates: new Map(),
    definitions: [],
    used: new Set(),
    errors: [],
  }
  return {
    root: new Parser(shared, name).parse(),
    definitions: shared.definitions,
    templates: shared.templates,
    comments: shared.lexer.comments,
    functions: shared.used,
    errors: shared.errors,
  }
}

/**
 * Go allows 10000 levels of parentheses and any number of nested actions; the stack of a JavaScript engine is smaller. No
 * template written by hand or by a program comes near.
 */
const maxNesting = 400

/** What the trees of one text have in common. */
interface Shared {
  readonly parseName: string
  readonly lexer: Lexer
  readonly functions: GoFunctions
  readonly loose: boolean
  readonly templates: Map<string, ListNode>
  readonly definitions: Definition[]
  readonly used: Set<string>
  readonly errors: TemplateError[]
}

/** An {{end}} or {{else}}, which never enters the tree. */
interface Mark {
  readonly type: 'end' | 'else'
  readonly pos: number
  readonly start: number
  readonly end: number
}

const operandStarts = new Set<TokenType>([
  'bool',
  'charConstant',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParen',
])

/** Parses one tree: the main template, or the body of a define or block. */
class Parser {
  readonly #shared: Shared
  readonly #lexer: Lexer
  readonly #name: string
  readonly #tokens: TokenStream
  #variables = ['$']
  #actionLine = 0
  #rangeDepth = 0
  #nesting: number
  /** The parentheses in which an error was met: what they hold so far belongs to the tree of a loose parse. */
  #unfinished: PipeNode | undefined

  constructor(shared: Shared, name: string, nesting = 0) {
    this.#shared = shared
    this.#lexer = shared.lexer
    this.#tokens = new TokenStream(shared.lexer)
    this.#name = name
    this.#nesting = nesting
  }

  parse(): ListNode {
    const nodes: Node[] = []
    const start = this.#tokens.peek().start
    while (this.#tokens.peek().type !== 'eof') {
      if (this.#tokens.peek().type === 'leftDelim') {
        const delimiter = this.#tokens.next()
        if (this.#tokens.nextNonSpace().type === 'define') {
          this.#definition(delimiter)
          continue
        }
        this.#tokens.backup2(delimiter)
      }
      const node = this.#textOrAction()
      if (isMark(node)) this.#report(() => this.#fail(`unexpected ${markText(node)}`, node))
      else if (node) nodes.push(node)
    }
    const root: ListNode = { type: 'list', pos: start, start: 0, end: this.#lexer.input.length, nodes }
    this.#add(this.#name, root)
    return root
  }

  #definition(delimiter: Token): void {
    const parser = new Parser(this.#shared, 'definition', this.#nesting)
    parser.#tokens.taken = this.#tokens.taken
    parser.#parseDefinition(delimiter)
  }

  #parseDefinition(delimiter: Token): void {
    const context = 'define clause'
    let token: Token = { ...delimiter, start: delimiter.end }
    let name = ''
    try {
      token = this.#tokens.nextNonSpace()
      name = this.#templateName(token, context)
      this.#expect('rightDelim', context)
    } catch (error) {
      this.#recover(error, delimiter.start)
    }
    const { list, mark } = this.#itemList()
    if (mark.type !== 'end') this.#report(() => this.#fail(`unexpected ${markText(mark)} in ${context}`, mark))
    this.#define(name, token, { start: delimiter.start, end: mark.end, body: list })
  }

  #define(name: string, token: Token, place: { start: number; end: number; body: ListNode }): void {
    this.#shared.definitions.push({ name, nameStart: token.start, nameEnd: token.end, ...place })
    this.#add(name, place.body)
  }

  #add(name: string, list: ListNode): void {
    const old = this.#shared.templates.get(name)
    if (!old || isEmpty(old)) this.#shared.templates.set(name, list)
    else if (!isEmpty(list)) {
      this.#report(() => this.#fail(`template: multiple definition of template ${quote(name)}`, list))
    }
  }

  #itemList(): { list: ListNode; mark: Mark } {
    const nodes: Node[] = []
    const pos = this.#tokens.peekNonSpace().start
    const start = this.#tokens.taken
    while (this.#tokens.peekNonSpace().type !== 'eof') {
      const node = this.#textOrAction()
      if (isMark(node)) return { list: { type: 'list', pos, start, end: node.start, nodes }, mark: node }
      if (node) nodes.push(node)
    }
    this.#report(() => this.#fail('unexpected EOF'))
    const end = this.#lexer.input.length
    return { list: { type: 'list', pos, start, end, nodes }, mark: { type: 'end', pos: end, start: end, end } }
  }

  #textOrAction(): Node | Mark | undefined {
    const token = this.#tokens.nextNonSpace()
    if (token.type === 'text')
      return { type: 'text', pos: token.start, start: token.start, end: token.end, text: token.text }
    if (token.type === 'leftDelim') {
      this.#actionLine = token.line
      const nesting = this.#nesting
      let node: Node | Mark | undefined
      try {
        this.#nest(token)
        node = this.#action(token)
      } catch (error) {
        this.#recover(error, token.start)
      }
      this.#nesting = nesting
      this.#actionLine = 0
      return node
    }
    this.#report(() => this.#unexpected(token, 'input'))
    if (token.type === 'error') this.#resume(token.start)
    return undefined
  }

  #action(delimiter: Token): Node | Mark {
    const token = this.#tokens.nextNonSpace()
    const { start } = delimiter
    switch (token.type) {
      case 'block':
        return this.#block(start)
      case 'break':
      case 'continue': {
        const close = this.#tokens.nextNonSpace()
        if (close.type !== 'rightDelim') this.#unexpected(close, `{{${token.type}}}`)
        const node: Node = { type: token.type, pos: token.start, start, end: this.#tokens.taken }
        if (this.#rangeDepth === 0) this.#report(() => this.#fail(`{{${token.type}}} outside {{range}}`, node))
        return node
      }
      case 'else': {
        const next = this.#tokens.peekNonSpace()
        // The if or with of an else chain is left for the branch to take.
        if (next.type === 'if' || next.type === 'with') return { type: 'else', pos: next.start, start, end: next.start }
        const close = this.#expect('rightDelim', 'else')
        return { type: 'else', pos: close.start, start, end: this.#tokens.taken }
      }
      case 'end': {
        const close = this.#expect('rightDelim', 'end')
        return { type: 'end', pos: close.start, start, end: this.#tokens.taken }
      }
      case 'if':
      case 'range':
      case 'with':
        return this.#branch(token.type, start)
      case 'template':
        return this.#template(start)
    }
    this.#tokens.backup()
    const pos = this.#tokens.peek().start
    const pipe = this.#pipeline('command', 'rightDelim')
    return { type: 'action', pos, start, end: this.#tokens.taken, pipe } satisfies ActionNode
  }

  #branch(type: BranchNode['type'], start: number): BranchNode {
    const known = this.#variables.length
    const pipe = this.#pipeline(type, 'rightDelim')
    if (type === 'range') this.#rangeDepth++
    const { list, mark } = this.#itemList()
    if (type === 'range') this.#rangeDepth--
    let elseList: ListNode | undefined
    if (mark.type === 'else') {
      const chained = this.#tokens.peek().type
      if (type !== 'range' && chained === type) {
        // {{else if b}}…{{end}} stands for {{else}}{{if b}}…{{end}}{{end}}.
        this.#tokens.next()
        this.#nest(mark)
        const node = this.#branch(type, mark.start)
        this.#nesting--
        elseList = { type: 'list', pos: mark.pos, start: mark.start, end: node.end, nodes: [node] }
      } else {
        const rest = this.#itemList()
        if (rest.mark.type !== 'end') {
          this.#report(() => this.#fail(`expected end; found ${markText(rest.mark)}`, rest.mark))
        }
        elseList = rest.list
      }
    }
    this.#variables.length = known
    return { type, pos: pipe.pos, start, end: this.#tokens.taken, pipe, list, ...(elseList ? { elseList } : {}) }
  }

  #block(start: number): Node {
    const context = 'block clause'
    const token = this.#tokens.nextNonSpace()
    const name = this.#templateName(token, context)
    const pipe = this.#pipeline(context, 'rightDelim')
    const parser = new Parser(this.#shared, name, this.#nesting)
    parser.#tokens.taken = this.#tokens.taken
    const { list, mark } = parser.#itemList()
    if (mark.type !== 'end') this.#report(() => this.#fail(`unexpected ${markText(mark)} in ${context}`, mark))
    this.#tokens.taken = mark.end
    parser.#define(name, token, { start, end: mark.end, body: list })
    return { type: 'template', pos: token.start, start, end: mark.end, name, pipe }
  }

  #template(start: number): Node {
    const context = 'template clause'
    const token = this.#tokens.nextNonSpace()
    const name = this.#templateName(token, context)
    let pipe: PipeNode | undefined
    if (this.#tokens.nextNonSpace().type !== 'rightDelim') {
      this.#tokens.backup()
      pipe = this.#pipeline(context, 'rightDelim')
    }
    return { type: 'template', pos: token.start, start, end: this.#tokens.taken, name, ...(pipe ? { pipe } : {}) }
  }

  #templateName(token: Token, context: string): string {
    if (token.type !== 'string' && token.type !== 'rawString') this.#unexpected(token, context)
    return this.#unquote(token)
  }

  #unquote(token: Token): string {
    try {
      return unquote(token.text)
    } catch (error) {
      throw this.#error(messageOf(error), token)
    }
  }

  #pipeline(context: string, close: 'rightDelim' | 'rightParen'): PipeNode {
    const first = this.#tokens.peekNonSpace()
    const pipe = {
      type: 'pipe' as const,
      pos: first.start,
      start: first.start,
      end: first.start,
      isAssign: false,
      declarations: [] as VariableNode[],
      commands: [] as CommandNode[],
    }
    try {
      this.#declarations(pipe, context)
      for (;;) {
        const token = this.#tokens.nextNonSpace()
        if (token.type === close) {
          this.#checkPipeline(pipe, context)
          return pipe
        }
        if (!operandStarts.has(token.type)) this.#unexpected(token, context)
        this.#tokens.backup()
        this.#command(pipe)
      }
    } catch (error) {
      pipe.end = Math.max(pipe.end, this.#tokens.taken)
      if (close === 'rightParen') {
        this.#unfinished = pipe
        throw error
      }
      // A half-written control action still opens its body, so that the {{end}} written for it finds it.
      this.#recover(error, pipe.start)
      return pipe
    }
  }

  #declarations(pipe: PipeNode, context: string): void {
    for (;;) {
      const variable = this.#tokens.peekNonSpace()
      if (variable.type !== 'variable') return
      this.#tokens.next()
      // In `$x foo` the space after the variable is needed again, when foo turns out to be an argument.
      const after = this.#tokens.peek()
      const next = this.#tokens.peekNonSpace()
      if (next.type === 'assign' || next.type === 'declare') {
        pipe.isAssign = next.type === 'assign'
        this.#tokens.nextNonSpace()
        this.#declare(pipe, variable)
        return
      }
      if (next.type !== 'char' || next.text !== ',') {
        if (after.type === 'space') this.#tokens.backup3(variable, after)
        else this.#tokens.backup2(variable)
        return
      }
      this.#tokens.nextNonSpace()
      this.#declare(pipe, variable)
      if (context !== 'range' || pipe.declarations.length >= 2)
        this.#fail(`too many declarations in ${context}`, variable)
      const second = this.#tokens.peekNonSpace().type
      if (second !== 'variable' && second !== 'rightDelim' && second !== 'rightParen') {
        this.#fail('range can only initialize variables', variable)
      }
    }
  }

  #declare(pipe: PipeNode, token: Token): void {
    pipe.declarations.push(variableNode(token))
    this.#variables.push(token.text)
  }

  #checkPipeline(pipe: PipeNode, context: string): void {
    if (pipe.commands.length === 0) this.#fail(`missing value for ${context}`, pipe)
    pipe.commands.forEach((command, index) => {
      const operand = command.args[0]
      if (index > 0 && operand && ['bool', 'dot', 'nil', 'number', 'string'].includes(operand.type)) {
        this.#fail(`non executable command in pipeline stage ${index + 1}`, command)
      }
    })
  }

  #command(pipe: { end: number } & PipeNode): void {
    const { start } = this.#tokens.peekNonSpace()
    const command = { type: 'command' as const, pos: start, start, end: start, args: [] as Operand[] }
    // Entered before it is complete: of a half-written command the editor wants what is there.
    pipe.commands.push(command)
    for (;;) {
      this.#tokens.peekNonSpace()
      let operand: Operand | undefined
      try {
        operand = this.#operand()
      } finally {
        operand ??= this.#unfinished
        this.#unfinished = undefined
        if (operand) {
          command.args.push(operand)
          command.end = operand.end
          pipe.end = operand.end
        }
      }
      const token = this.#tokens.next()
      if (token.type === 'space') continue
      if (token.type === 'rightDelim' || token.type === 'rightParen') this.#tokens.backup()
      else if (token.type !== 'pipe') this.#unexpected(token, 'operand')
      break
    }
    if (command.args.length === 0) this.#fail('empty command', command)
  }

  #operand(): Operand | undefined {
    const node = this.#term()
    if (!node || this.#tokens.peek().type !== 'field') return node
    const pos = this.#tokens.peek().start
    const fields: string[] = []
    while (this.#tokens.peek().type === 'field') fields.push(this.#tokens.next().text.slice(1))
    const place = { pos, start: node.start, end: this.#tokens.taken }
    switch (node.type) {
      case 'field':
      case 'variable':
        return { type: node.type, ...place, names: [...node.names, ...fields] }
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        return this.#fail(`unexpected . after term ${quote(nodeText(node))}`, place)
    }
    return { type: 'chain', ...place, node, fields }
  }

  #term(): Operand | undefined {
    const token = this.#tokens.nextNonSpace()
    const place = { pos: token.start, start: token.start, end: token.end }
    switch (token.type) {
      case 'identifier': {
        const name = token.text
        if (!builtinNames.has(name) && !Object.hasOwn(this.#shared.functions, name)) {
          this.#report(() => this.#fail(`function ${quote(name)} not defined`, place))
        }
        this.#shared.used.add(name)
        return { type: 'identifier', ...place, name }
      }
      case 'dot':
        return { type: 'dot', ...place }
      case 'nil':
        return { type: 'nil', ...place }
      case 'variable': {
        const node = variableNode(token)
        const name = node.names[0]!
        if (!this.#variables.includes(name)) this.#report(() => this.#fail(`undefined variable ${quote(name)}`, place))
        return node
      }
      case 'field':
        return { type: 'field', ...place, names: [token.text.slice(1)] }
      case 'bool':
        return { type: 'bool', ...place, value: token.text === 'true' }
      case 'charConstant':
      case 'complex':
      case 'number':
        try {
          return { type: 'number', ...place, text: token.text, ...parseConstant(token.text, token.type) }
        } catch (error) {
          throw this.#error(messageOf(error), token)
        }
      case 'leftParen': {
        this.#nest(token)
        const pipe = this.#pipeline('parenthesized pipeline', 'rightParen')
        this.#nesting--
        return { ...pipe, start: token.start, end: this.#tokens.taken }
      }
      case 'string':
      case 'rawString':
        return { type: 'string', ...place, quoted: token.text, value: this.#unquote(token) }
    }
    this.#tokens.backup()
    return undefined
  }

  #expect(type: TokenType, context: string): Token {
    const token = this.#tokens.nextNonSpace()
    if (token.type !== type) this.#unexpected(token, context)
    return token
  }

  #unexpected(token: Token, context: string): never {
    if (token.type !== 'error') return this.#fail(`unexpected ${tokenText(token)} in ${context}`, token)
    let extra = ''
    if (this.#actionLine !== 0 && this.#actionLine !== token.line) {
      extra = ` in action started at ${this.#shared.parseName}:${this.#actionLine}`
      if (token.text.endsWith(' action')) extra = extra.slice(' in action'.length)
    }
    return this.#fail(tokenText(token) + extra, token)
  }

  #nest(place: { start: number; end: number }): void {
    if (++this.#nesting <= maxNesting) return
    const detail = `nested deeper than ${maxNesting} levels`
    throw new TemplateError('limit', `template: ${this.#shared.parseName}: ${detail}`, { ...place, detail })
  }

  #fail(detail: string, place?: { readonly start: number; readonly end: number }): never {
    throw this.#error(detail, place)
  }

  #error(detail: string, place?: { readonly start: number; readonly end: number }): TemplateError {
    const token = this.#tokens.latest
    const { start, end } = place ?? token ?? { start: 0, end: 0 }
    const message = `template: ${this.#shared.parseName}:${token?.line ?? 0}: ${detail}`
    return new TemplateError('parse', message, { detail, start, end })
  }

  /** Runs what throws; loose parsing keeps the error and goes on. */
  #report(fail: () => never): void {
    try {
      fail()
    } catch (error) {
      if (!this.#shared.loose || !(error instanceof TemplateError)) throw error
      this.#shared.errors.push(error)
    }
  }

  /** Loose parsing: keeps the error and goes on after the action that has it. */
  #recover(error: unknown, actionStart: number): void {
    if (!this.#shared.loose || !(error instanceof TemplateError) || error.kind === 'limit') throw error
    this.#shared.errors.push(error)
    this.#resume(Math.max(actionStart + 1, this.#tokens.taken))
  }

  #resume(from: number): void {
    const { input } = this.#lexer
    // The closing delimiter may itself be what was not expected.
    const close = input.startsWith('}}', from - 2) ? from - 2 : input.indexOf('}}', from)
    // So may the first half of an opening one.
    const open = input.indexOf('{{', input[from - 1] === '{' ? from - 1 : from)
    let offset = input.length
    if (open >= 0 && (close < 0 || open < close)) offset = open
    else if (close >= 0) offset = close + 2
    this.#tokens.restart(offset)
    this.#lexer.resume(offset)
  }
}

function variableNode(token: Token): VariableNode {
  const { start, end } = token
  return { type: 'variable', pos: start, start, end, names: [token.text] }
}

const isMark = (node: Node | Mark | undefined): node is Mark => node?.type === 'end' || node?.type === 'else'
const markText = (mark: Mark): string => `{{${mark.type}}}`
const messageOf = (error: unknown): string => {
  if (error instanceof GoError) return error.message
  throw error
}

/** A body of nothing but space, which a later definition may replace (Go: parse.IsEmptyTree). */
/** Nothing but white space and comments (Go: parse.IsEmptyTree). */
export function isEmpty(list: ListNode): boolean {
  return list.nodes.every(node => node.type === 'text' && /^[\s\u0085]*$/.test(node.text.replaceAll('\ufeff', 'x')))
}
