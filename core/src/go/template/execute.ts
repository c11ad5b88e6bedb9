import { FormatLimitError, quote, sprint, sprintf } from '../fmt/index.ts'
import {
  compareBytes,
  GoError,
  type GoFunction,
  type GoFunctions,
  GoNumber,
  GoStruct,
  type GoType,
  type GoValue,
  int,
  joined,
  TypedMap,
  TypedSlice,
  typeOf,
} from '../kinds/index.ts'
import { type Builtin, builtins, callError } from './builtins.ts'
import { TemplateError } from './error.ts'
import {
  type BranchNode,
  type ChainNode,
  type CommandNode,
  type IdentifierNode,
  type ListNode,
  type Node,
  type NumberNode,
  nodeText,
  type Operand,
  type PipeNode,
  type Place,
  type TemplateNode,
} from './nodes.ts'
import {
  canBeNil,
  complexValue,
  concrete,
  elementType,
  Interface,
  isEmptyInterface,
  isPlainMap,
  isTrue,
  kindOfType,
  lengthOf,
  numberOf,
  plain,
  reflected,
  typeOfValue,
  type Value,
  zeroValue,
} from './reflected.ts'
import { goPosition } from './tree.ts'

/** What a map answers for a key it does not have. */
export type MissingKey = 'default' | 'zero' | 'error'

/** Bounds that keep a template from running or growing without end. */
export interface Limits {
  /** Length of the output, and of any text made on the way. */
  readonly output: number
  /** Nodes evaluated and items made. */
  readonly steps: number
  /** Templates within templates. */
  readonly depth: number
}

export interface Program {
  readonly name: string
  readonly text: string
  readonly root: ListNode
  readonly templates: ReadonlyMap<string, ListNode>
  readonly functions: GoFunctions
}

export interface ExecuteSettings {
  readonly missingKey: MissingKey
  readonly limits: Limits
  readonly onOutput?:
    | ((outputStart: number, outputEnd: number, templateStart: number, templateEnd: number) => void)
    | undefined
}

/** Executes a parsed template (Go: text/template/exec.go). */
export function execute(program: Program, data: GoValue, settings: ExecuteSettings): string {
  const execution = new Execution(program, settings)
  return execution.run(data)
}

/** How a list of nodes ended. */
type End = 'done' | 'break' | 'continue'

/** No value came down the pipeline; nil or nothing at all may. */
const missing = Symbol('missing')
type Final = Value | typeof missing

interface Variable {
  readonly name: string
  value: Value
}

interface Callee {
  readonly params: readonly GoType[]
  readonly variadic?: boolean
  readonly result?: GoType
  readonly builtin?: Builtin
  invoke(args: GoValue[]): GoValue
}

/**
 * Evaluations within evaluations: with the bound on nesting of the parser and on templates within templates this keeps clear of the
 * end of the stack in every engine.
 */
const maxStack = 1500

class Execution {
  readonly #program: Program
  readonly #settings: ExecuteSettings
  /** The name of the template being executed. */
  #name: string
  /** Where an error would be reported. */
  #node: Node | CommandNode | Operand
  #variables: Variable[]
  #output: string[] = []
  #length = 0
  #steps = 0
  #depth = 0
  #stack = 0

  constructor(program: Program, settings: ExecuteSettings) {
    this.#program = program
    this.#settings = settings
    this.#name = program.name
    this.#node = program.root
    this.#variables = []
  }

  run(data: GoValue): string {
    const value: Value = data === null ? undefined : data
    this.#variables = [{ name: '$', value }]
    try {
      this.#walkList(value, this.#program.root)
    } catch (error) {
      if (error instanceof RangeError) throw this.#limitError('more memory or stack than a template may use')
      throw error
    }
    return joined(this.#output.join(''))
  }

  #walk(dot: Value, node: Node): End {
    this.#step(1)
    this.#node = node
    switch (node.type) {
      case 'text':
        this.#write(node.text, node)
        return 'done'
      case 'action': {
        const value = this.#pipeline(dot, node.pipe)
        if (node.pipe.declarations.length === 0) this.#print(node, value)
        return 'done'
      }
      case 'break':
      case 'continue':
        return node.type
      case 'if':
      case 'with':
        return this.#branch(dot, node)
      case 'range':
        return this.#range(dot, node)
      case 'template':
        this.#template(dot, node)
        return 'done'
      case 'list':
        return this.#walkList(dot, node)
    }
  }

  #walkList(dot: Value, list: ListNode): End {
    this.#enter()
    this.#node = list
    for (const node of list.nodes) {
      const end = this.#walk(dot, node)
      if (end !== 'done') {
        this.#stack--
        return end
      }
    }
    this.#stack--
    return 'done'
  }

  #branch(dot: Value, node: BranchNode): End {
    const known = this.#variables.length
    const value = this.#pipeline(dot, node.pipe)
    let end: End = 'done'
    if (isTrue(value)) end = this.#walkList(node.type === 'with' ? value : dot, node.list)
    else if (node.elseList) end = this.#walkList(dot, node.elseList)
    this.#variables.length = known
    return end
  }

  #range(dot: Value, node: BranchNode): End {
    const known = this.#variables.length
    const value = concrete(this.#pipeline(dot, node.pipe))
    const inside = this.#variables.length
    const { declarations, isAssign } = node.pipe
    const iterate = (index: Value, item: Value): boolean => {
      this.#step(1)
      if (declarations.length > 0) {
        const [first, second] = declarations
        if (isAssign) {
          if (second) {
            this.#assign(first!.names[0]!, index)
            this.#assign(second.names[0]!, item)
          } else this.#assign(first!.names[0]!, item)
        } else {
          this.#variables[inside - 1]!.value = item
          if (second) this.#variables[inside - 2]!.value = index
        }
      }
      const end = this.#walkList(item, node.list)
      this.#variables.length = inside
      return end !== 'break'
    }
    const ran = this.#iterate(value, declarations.length, iterate)
    const end = !ran && node.elseList ? this.#walkList(dot, node.elseList) : 'done'
    this.#variables.length = known
    // A break in the else part leaves this loop too: Go catches it here as well.
    return end === 'continue' ? 'continue' : 'done'
  }

  /** Calls back for each item until told to stop; false when there was none. */
  #iterate(value: ReturnType<typeof concrete>, names: number, each: (index: Value, item: Value) => boolean): boolean {
    if (value === undefined) return false
    const number = numberOf(value)
    if (number && number.kind !== 'float') {
      if (names > 1) this.#fail(`can't use ${sprint([value])} to iterate over more than one variable`)
      const type = typeOf(value)
      for (let i = 0n; i < BigInt(number.value); i++) if (!each(undefined, new GoNumber(type, i))) break
      return number.value > 0
    }
    if (Array.isArray(value) || value instanceof TypedSlice) {
      const items = Array.isArray(value) ? value : value.items
      const type = elementType(typeOf(value))
      const count = items.length
      for (let i = 0; i < count; i++) if (!each(int(i), reflected(items[i] ?? null, type))) break
      return count > 0
    }
    if (value instanceof TypedMap || isPlainMap(value)) {
      const entries = value instanceof TypedMap ? [...value.entries] : Object.entries(value)
      const type = elementType(typeOf(value))
      this.#step(entries.length)
      entries.sort(([a], [b]) => compareBytes(a, b))
      for (const [key, item] of entries) if (!each(key, reflected(item, type))) break
      return entries.length > 0
    }
    return this.#fail(`range can't iterate over ${sprint([value])}`)
  }

  #template(dot: Value, node: TemplateNode): void {
    const { limits } = this.#settings
    const list = this.#program.templates.get(node.name)
    if (!list) this.#fail(`template ${quote(node.name)} not defined`)
    if (this.#depth >= limits.depth) {
      throw this.#limitError(`more than ${limits.depth} templates within templates`)
    }
    const inner = node.pipe ? this.#pipeline(dot, node.pipe) : undefined
    const variables = this.#variables
    const name = this.#name
    this.#variables = [{ name: '$', value: inner }]
    this.#name = node.name
    this.#depth++
    this.#walkList(inner, list)
    this.#depth--
    this.#name = name
    this.#variables = variables
  }

  #pipeline(dot: Value, pipe: PipeNode): Value {
    this.#enter()
    this.#node = pipe
    let value: Final = missing
    for (const command of pipe.commands) {
      value = this.#command(dot, command, value)
      if (value instanceof Interface) value = concrete(value)
    }
    const result: Value = value === missing ? undefined : value
    for (const { names } of pipe.declarations) {
      if (pipe.isAssign) this.#assign(names[0]!, result)
      else this.#variables.push({ name: names[0]!, value: result })
    }
    this.#stack--
    return result
  }

  #command(dot: Value, command: CommandNode, final: Final): Value {
    this.#step(1)
    const first = command.args[0]!
    switch (first.type) {
      case 'field':
        this.#node = first
        return this.#fieldChain(dot, dot, first, first.names, command.args, final)
      case 'chain':
        return this.#chain(dot, first, command.args, final)
      case 'identifier':
        return this.#function(dot, first, command, command.args, final)
      case 'pipe':
        this.#notAFunction(command.args, final)
        return this.#pipeline(dot, first)
      case 'variable':
        return this.#variable(dot, first, command.args, final)
    }
    this.#node = first
    this.#notAFunction(command.args, final)
    switch (first.type) {
      case 'bool':
      case 'string':
        return first.value
      case 'dot':
        return dot
      case 'number':
        return this.#idealConstant(first)
      case 'nil':
        return this.#fail('nil is not a command')
    }
  }

  #notAFunction(args: readonly Operand[] | undefined, final: Final): void {
    if ((args && args.length > 1) || final !== missing) {
      this.#fail(`can't give argument to non-function ${args?.[0] ? nodeText(args[0]) : '<nil>'}`)
    }
  }

  /** The value of a number where nothing says what type it should have (Go: idealConstant). */
  #idealConstant(node: NumberNode): Value {
    this.#node = node
    const { text, complex, float, int: integer } = node
    if (complex) return complexValue(complex.real, complex.imaginary)
    const isHexInt = /^0[xX]./.test(text) && !/[pP]/.test(text)
    if (float !== undefined && !isHexInt && !text.startsWith("'") && /[.eEpP]/.test(text)) return float
    if (integer !== undefined) return int(integer)
    return this.#fail(`${text} overflows int`)
  }

  #chain(dot: Value, node: ChainNode, args: readonly Operand[] | undefined, final: Final): Value {
    this.#node = node
    if (node.node.type === 'nil') this.#fail(`indirection through explicit nil in ${nodeText(node)}`)
    const receiver = this.#argument(dot, undefined, node.node)
    return this.#fieldChain(dot, receiver, node, node.fields, args, final)
  }

  #variable(
    dot: Value,
    node: Extract<Operand, { type: 'variable' }>,
    args: readonly Operand[] | undefined,
    final: Final,
  ): Value {
    this.#node = node
    const value = this.#lookup(node.names[0]!).value
    if (node.names.length === 1) {
      this.#notAFunction(args, final)
      return value
    }
    return this.#fieldChain(dot, value, node, node.names.slice(1), args, final)
  }

  #fieldChain(
    dot: Value,
    start: Value,
    node: Operand,
    names: readonly string[],
    args: readonly Operand[] | undefined,
    final: Final,
  ): Value {
    let receiver = start
    names.forEach((name, index) => {
      const isLast = index === names.length - 1
      receiver = this.#field(dot, name, node, isLast ? args : undefined, isLast ? final : missing, receiver)
    })
    return receiver
  }

  #field(
    dot: Value,
    name: string,
    node: Operand,
    args: readonly Operand[] | undefined,
    final: Final,
    receiver: Value,
  ): Value {
    const { missingKey } = this.#settings
    if (receiver === undefined) {
      if (missingKey === 'error') this.#fail(`nil data; no entry for key ${quote(name)}`)
      return undefined
    }
    const type = typeOfValue(receiver)
    const inner = concrete(receiver)
    if (inner === undefined) return this.#fail(`nil pointer evaluating ${type}.${name}`)
    const hasArguments = (args !== undefined && args.length > 1) || final !== missing
    if (inner instanceof GoStruct) {
      const method = Object.hasOwn(inner.methods, name) ? inner.methods[name] : undefined
      if (method) {
        const { params, result } = method
        const variadic = method.variadic ?? false
        return this.#call(dot, { params, variadic, result, invoke: a => method.call(...a) }, node, name, args, final)
      }
      if (Object.hasOwn(inner.fields, name)) {
        if (hasArguments) this.#fail(`${name} has arguments but cannot be invoked as function`)
        return inner.fields[name] ?? new Interface(null)
      }
    } else if (inner instanceof TypedMap || isPlainMap(inner)) {
      if (hasArguments) this.#fail(`${name} is not a method but has arguments`)
      const item =
        inner instanceof TypedMap ? inner.entries.get(name) : Object.hasOwn(inner, name) ? inner[name] : undefined
      const itemType = elementType(typeOf(inner))
      if (item !== undefined) return reflected(item, itemType)
      if (missingKey === 'error') this.#fail(`map has no entry for key ${quote(name)}`)
      return missingKey === 'zero' ? zeroValue(itemType) : undefined
    }
    return this.#fail(`can't evaluate field ${name} in type ${type}`)
  }

  #function(
    dot: Value,
    node: IdentifierNode,
    owner: CommandNode | IdentifierNode,
    args: readonly Operand[] | undefined,
    final: Final,
  ): Value {
    this.#node = node
    const { name } = node
    const { functions } = this.#program
    if (Object.hasOwn(functions, name)) {
      return this.#call(dot, calleeOf(functions[name]!), owner, name, args, final)
    }
    const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined
    if (!builtin) return this.#fail(`${quote(name)} is not a defined function`)
    const { params, variadic = false } = builtin
    return this.#call(dot, { params, variadic, builtin, invoke: () => null }, owner, name, args, final)
  }

  /** Go: evalCall. The first of `args` is the function itself. */
  #call(
    dot: Value,
    callee: Callee,
    node: CommandNode | Operand,
    name: string,
    args: readonly Operand[] | undefined,
    final: Final,
  ): Value {
    const given = args ? args.slice(1) : []
    const { params, variadic, builtin } = callee
    const count = given.length + (final === missing ? 0 : 1)
    const fixed = variadic ? params.length - 1 : given.length
    if (variadic) {
      if (count < fixed) this.#fail(`wrong number of args for ${name}: want at least ${fixed} got ${given.length}`)
    } else if (count !== params.length) {
      this.#fail(`wrong number of args for ${name}: want ${params.length} got ${count}`)
    }
    const paramAt = (index: number): GoType => params[Math.min(index, params.length - 1)] ?? 'interface {}'

    if (builtin && (name === 'and' || name === 'or')) {
      let value: Value
      for (const arg of given) {
        value = this.#argument(dot, 'reflect.Value', arg)
        if (isTrue(value) === (name === 'or')) return value
      }
      return final === missing ? value : this.#validate(final, 'reflect.Value')
    }

    const values = given.map((arg, index) => this.#argument(dot, paramAt(index), arg))
    if (final !== missing) values.push(this.#validate(final, paramAt(values.length)))

    try {
      if (builtin && name === 'call') {
        throw callError(given[0] ? nodeText(given[0]) : reflectString(final === missing ? undefined : final), values[0])
      }
      let result: Value
      if (builtin) result = builtin.call(values, this.#settings.limits.output)
      else result = reflected(callee.invoke(values.map(plain)), callee.result ?? 'interface {}')
      this.#step(sizeOf(result))
      return result
    } catch (error) {
      if (!(error instanceof GoError) || error instanceof TemplateError) throw error
      this.#node = node
      if (error instanceof FormatLimitError) throw this.#limitError(error.message)
      return this.#fail(`error calling ${name}: ${error.message}`)
    }
  }

  /** Go: evalArg. Without a type any value will do. */
  #argument(dot: Value, type: GoType | undefined, node: Operand): Value {
    this.#node = node
    switch (node.type) {
      case 'dot':
        return this.#validate(dot, type)
      case 'nil':
        if (type !== undefined && canBeNil(type)) return type === 'reflect.Value' ? undefined : zeroValue(type)
        return this.#fail(`cannot assign nil to ${type}`)
      case 'field':
        return this.#validate(this.#fieldChain(dot, dot, node, node.names, undefined, missing), type)
      case 'variable':
        return this.#validate(this.#variable(dot, node, undefined, missing), type)
      case 'pipe':
        return this.#validate(this.#pipeline(dot, node), type)
      case 'identifier':
        return this.#validate(this.#function(dot, node, node, undefined, missing), type)
      case 'chain':
        return this.#validate(this.#chain(dot, node, undefined, missing), type)
    }
    return this.#constant(type ?? 'interface {}', node)
  }

  #constant(type: GoType, node: Extract<Operand, { type: 'bool' | 'string' | 'number' }>): Value {
    if (isEmptyInterface(type) || type === 'reflect.Value') {
      return node.type === 'number' ? this.#idealConstant(node) : node.value
    }
    const number = node.type === 'number' ? node : undefined
    switch (kindOfType(type)) {
      case 'bool':
        return node.type === 'bool' ? node.value : this.#fail(`expected bool; found ${nodeText(node)}`)
      case 'string':
        return node.type === 'string' ? node.value : this.#fail(`expected string; found ${nodeText(node)}`)
      case 'int':
        if (number?.int === undefined) return this.#fail(`expected integer; found ${nodeText(node)}`)
        return new GoNumber(type, BigInt.asIntN(bitsOf(type), number.int))
      case 'uint':
        if (number?.uint === undefined) return this.#fail(`expected unsigned integer; found ${nodeText(node)}`)
        return new GoNumber(type, BigInt.asUintN(bitsOf(type), number.uint))
      case 'float':
        if (number?.float === undefined) return this.#fail(`expected float; found ${nodeText(node)}`)
        return type === 'float64' ? number.float : new GoNumber(type, Math.fround(number.float))
      case 'complex':
        if (!number?.complex) return this.#fail(`expected complex; found ${nodeText(node)}`)
        return complexValue(number.complex.real, number.complex.imaginary)
    }
    return this.#fail(`can't handle ${nodeText(node)} for arg of type ${type}`)
  }

  /** Go: validateType */
  #validate(value: Value, type: GoType | undefined): Value {
    if (type === undefined) return value
    if (value === undefined) {
      if (!canBeNil(type)) this.#fail(`invalid value; expected ${type}`)
      return type === 'reflect.Value' ? undefined : zeroValue(type)
    }
    if (type === 'reflect.Value' || isEmptyInterface(type)) return value
    if (typeOfValue(value) === type) return value
    const inner = concrete(value)
    if (inner !== undefined && isAssignable(typeOf(inner), type)) return inner
    const shown = inner === undefined ? 'interface {}' : typeOf(inner)
    return this.#fail(`wrong type for value; expected ${type}; got ${shown}`)
  }

  #print(node: Node, value: Value): void {
    this.#node = node
    let text: string
    if (typeof value === 'string') text = value
    else {
      try {
        text = value === undefined ? '<no value>' : sprint([plain(value)], this.#settings.limits.output)
      } catch (error) {
        if (error instanceof GoError) throw this.#limitError(error.message)
        throw error
      }
    }
    this.#write(text, node)
  }

  #write(text: string, node: Place): void {
    const start = this.#length
    this.#length += text.length
    if (this.#length > this.#settings.limits.output) {
      throw this.#limitError(`output is longer than ${this.#settings.limits.output} characters`)
    }
    if (text === '') return
    this.#output.push(text)
    this.#settings.onOutput?.(start, this.#length, node.start, node.end)
  }

  #lookup(name: string): Variable {
    for (let i = this.#variables.length - 1; i >= 0; i--) {
      const variable = this.#variables[i]!
      if (variable.name === name) return variable
    }
    return this.#fail(`undefined variable: ${name}`)
  }

  #assign(name: string, value: Value): void {
    this.#lookup(name).value = value
  }

  #step(count: number): void {
    this.#steps += count
    if (this.#steps > this.#settings.limits.steps)
      throw this.#limitError(`more than ${this.#settings.limits.steps} steps`)
  }

  #enter(): void {
    if (++this.#stack > maxStack) throw this.#limitError(`evaluation is nested deeper than ${maxStack} levels`)
  }

  /** Go: state.errorf and Tree.ErrorContext */
  #fail(detail: string): never {
    throw new TemplateError('execute', this.#located(detail), { detail, start: this.#node.start, end: this.#node.end })
  }

  #limitError(detail: string): TemplateError {
    return new TemplateError('limit', this.#located(detail), { detail, start: this.#node.start, end: this.#node.end })
  }

  #located(detail: string): string {
    const { name, text } = this.#program
    const { line, column } = goPosition(text, this.#node.pos)
    return `template: ${name}:${line}:${column}: executing ${quote(this.#name)} at <${nodeText(this.#node)}>: ${detail}`
  }
}

function calleeOf(fn: GoFunction): Callee {
  return { params: fn.params, variadic: fn.variadic ?? false, result: fn.result, invoke: args => fn.call(...args) }
}

/** Go's assignability between the types our values have: the same type, or the value behind a pointer. */
const isAssignable = (from: GoType, to: GoType): boolean =>
  from === to || from === `*${to}` || (to === 'error' && from.startsWith('*errors.'))

const bitsOf = (type: GoType): number => Number(/\d+$/.exec(type)?.[0] ?? (type === 'byte' ? 8 : 64))

/** reflect.Value.String, which is the text only of a string. */
function reflectString(value: Value): string {
  if (value === undefined) return '<invalid Value>'
  return typeof value === 'string' ? value : sprintf('<%s Value>', [typeOfValue(value)])
}

/** What a result weighs against the steps, so that values doubled again and again meet the bound before the memory ends. */
function sizeOf(value: Value): number {
  const inner = concrete(value)
  if (typeof inner === 'string') return inner.length >> 6
  return lengthOf(inner) ?? 0
}
