import { FormatLimitError, quote, sprintf } from '../fmt/index.ts'
import {
  GoError,
  type GoFunction,
  GoLimit,
  GoNumber,
  GoStruct,
  type GoType,
  type GoValue,
  int,
  TypedMap,
  typeOf,
} from '../kinds/index.ts'
import { type Builtin, builtins, callError } from './builtins.ts'
import { TemplateError } from './error.ts'
import {
  type ChainNode,
  type CommandNode,
  type IdentifierNode,
  type NumberNode,
  nodeText,
  type Operand,
  type PipeNode,
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
  plain,
  reflected,
  typeOfValue,
  type Value,
  zeroValue,
} from './reflected.ts'
import type { State } from './state.ts'

/** No value came down the pipeline; nil or nothing at all may. */
const missing = Symbol('missing')
type Final = Value | typeof missing

interface Callee {
  readonly params: readonly GoType[]
  readonly variadic?: boolean
  readonly result?: GoType
  readonly builtin?: Builtin
  invoke(args: GoValue[]): GoValue
}

/** Evaluates pipelines: the values of a template (Go: the eval methods of text/template/exec.go). */
export class Evaluator {
  readonly #state: State

  constructor(state: State) {
    this.#state = state
  }

  /** Go: evalPipeline. Variables it declares stay until the caller takes them off. */
  pipeline(dot: Value, pipe: PipeNode): Value {
    this.#state.enter()
    this.#state.node = pipe
    let value: Final = missing
    for (const command of pipe.commands) {
      value = this.#command(dot, command, value)
      if (value instanceof Interface) value = concrete(value)
    }
    const result: Value = value === missing ? undefined : value
    for (const { names } of pipe.declarations) {
      if (pipe.isAssign) this.#state.assign(names[0]!, result)
      else this.#state.variables.push({ name: names[0]!, value: result })
    }
    this.#state.leave()
    return result
  }

  #command(dot: Value, command: CommandNode, final: Final): Value {
    this.#state.step(1)
    const first = command.args[0]!
    switch (first.type) {
      case 'field':
        this.#state.node = first
        return this.#fieldChain(dot, dot, first, first.names, command.args, final)
      case 'chain':
        return this.#chain(dot, first, command.args, final)
      case 'identifier':
        return this.#function(dot, first, command, command.args, final)
      case 'pipe':
        this.#notAFunction(command.args, final)
        return this.pipeline(dot, first)
      case 'variable':
        return this.#variable(dot, first, command.args, final)
    }
    this.#state.node = first
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
        return this.#state.fail('nil is not a command')
    }
  }

  #notAFunction(args: readonly Operand[] | undefined, final: Final): void {
    if ((args && args.length > 1) || final !== missing) {
      this.#state.fail(`can't give argument to non-function ${args?.[0] ? nodeText(args[0]) : '<nil>'}`)
    }
  }

  /** The value of a number where nothing says what type it should have (Go: idealConstant). */
  #idealConstant(node: NumberNode): Value {
    this.#state.node = node
    const { text, complex, float, int: integer } = node
    if (complex) return complexValue(complex.real, complex.imaginary)
    const isHexInt = /^0[xX]./.test(text) && !/[pP]/.test(text)
    if (float !== undefined && !isHexInt && !text.startsWith("'") && /[.eEpP]/.test(text)) return float
    if (integer !== undefined) return int(integer)
    return this.#state.fail(`${text} overflows int`)
  }

  #chain(dot: Value, node: ChainNode, args: readonly Operand[] | undefined, final: Final): Value {
    this.#state.node = node
    if (node.node.type === 'nil') this.#state.fail(`indirection through explicit nil in ${nodeText(node)}`)
    const receiver = this.#argument(dot, undefined, node.node)
    return this.#fieldChain(dot, receiver, node, node.fields, args, final)
  }

  #variable(
    dot: Value,
    node: Extract<Operand, { type: 'variable' }>,
    args: readonly Operand[] | undefined,
    final: Final,
  ): Value {
    this.#state.node = node
    const value = this.#state.lookup(node.names[0]!).value
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
    const { missingKey } = this.#state.settings
    if (receiver === undefined) {
      if (missingKey === 'error') this.#state.fail(`nil data; no entry for key ${quote(name)}`)
      return undefined
    }
    const type = typeOfValue(receiver)
    const inner = concrete(receiver)
    if (inner === undefined) return this.#state.fail(`nil pointer evaluating ${type}.${name}`)
    const hasArguments = (args !== undefined && args.length > 1) || final !== missing
    if (inner instanceof GoStruct) {
      const method = Object.hasOwn(inner.methods, name) ? inner.methods[name] : undefined
      if (method) {
        const { params, result } = method
        const variadic = method.variadic ?? false
        return this.#call(dot, { params, variadic, result, invoke: a => method.call(...a) }, node, name, args, final)
      }
      if (Object.hasOwn(inner.fields, name)) {
        if (hasArguments) this.#state.fail(`${name} has arguments but cannot be invoked as function`)
        return inner.fields[name] ?? new Interface(null)
      }
    } else if (inner instanceof TypedMap || isPlainMap(inner)) {
      if (hasArguments) this.#state.fail(`${name} is not a method but has arguments`)
      const item =
        inner instanceof TypedMap ? inner.entries.get(name) : Object.hasOwn(inner, name) ? inner[name] : undefined
      const itemType = elementType(typeOf(inner))
      if (item !== undefined) return reflected(item, itemType)
      if (missingKey === 'error') this.#state.fail(`map has no entry for key ${quote(name)}`)
      return missingKey === 'zero' ? zeroValue(itemType) : undefined
    }
    return this.#state.fail(`can't evaluate field ${name} in type ${type}`)
  }

  #function(
    dot: Value,
    node: IdentifierNode,
    owner: CommandNode | IdentifierNode,
    args: readonly Operand[] | undefined,
    final: Final,
  ): Value {
    this.#state.node = node
    const { name } = node
    const { functions } = this.#state.program
    if (Object.hasOwn(functions, name)) {
      return this.#call(dot, calleeOf(functions[name]!, this.#state), owner, name, args, final)
    }
    const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined
    if (!builtin) return this.#state.fail(`${quote(name)} is not a defined function`)
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
      if (count < fixed)
        this.#state.fail(`wrong number of args for ${name}: want at least ${fixed} got ${given.length}`)
    } else if (count !== params.length) {
      this.#state.fail(`wrong number of args for ${name}: want ${params.length} got ${count}`)
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
      if (builtin) result = builtin.call(values, this.#state.settings.limits.output)
      else result = reflected(callee.invoke(values.map(plain)), callee.result ?? 'interface {}')
      this.#state.step(sizeOf(result))
      return result
    } catch (error) {
      if (!(error instanceof GoError) || error instanceof TemplateError) throw error
      this.#state.node = node
      if (error instanceof FormatLimitError) throw this.#state.limitError(error.message)
      if (error instanceof GoLimit) throw this.#state.limitError(`error calling ${name}: ${error.message}`)
      return this.#state.fail(`error calling ${name}: ${error.message}`)
    }
  }

  /** Go: evalArg. Without a type any value will do. */
  #argument(dot: Value, type: GoType | undefined, node: Operand): Value {
    this.#state.node = node
    switch (node.type) {
      case 'dot':
        return this.#validate(dot, type)
      case 'nil':
        if (type !== undefined && canBeNil(type)) return type === 'reflect.Value' ? undefined : zeroValue(type)
        return this.#state.fail(`cannot assign nil to ${type}`)
      case 'field':
        return this.#validate(this.#fieldChain(dot, dot, node, node.names, undefined, missing), type)
      case 'variable':
        return this.#validate(this.#variable(dot, node, undefined, missing), type)
      case 'pipe':
        return this.#validate(this.pipeline(dot, node), type)
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
        return node.type === 'bool' ? node.value : this.#state.fail(`expected bool; found ${nodeText(node)}`)
      case 'string':
        return node.type === 'string' ? node.value : this.#state.fail(`expected string; found ${nodeText(node)}`)
      case 'int':
        if (number?.int === undefined) return this.#state.fail(`expected integer; found ${nodeText(node)}`)
        return new GoNumber(type, BigInt.asIntN(bitsOf(type), number.int))
      case 'uint':
        if (number?.uint === undefined) return this.#state.fail(`expected unsigned integer; found ${nodeText(node)}`)
        return new GoNumber(type, BigInt.asUintN(bitsOf(type), number.uint))
      case 'float':
        if (number?.float === undefined) return this.#state.fail(`expected float; found ${nodeText(node)}`)
        return type === 'float64' ? number.float : new GoNumber(type, Math.fround(number.float))
      case 'complex':
        if (!number?.complex) return this.#state.fail(`expected complex; found ${nodeText(node)}`)
        return complexValue(number.complex.real, number.complex.imaginary)
    }
    return this.#state.fail(`can't handle ${nodeText(node)} for arg of type ${type}`)
  }

  /** Go: validateType */
  #validate(value: Value, type: GoType | undefined): Value {
    if (type === undefined) return value
    if (value === undefined) {
      if (!canBeNil(type)) this.#state.fail(`invalid value; expected ${type}`)
      return type === 'reflect.Value' ? undefined : zeroValue(type)
    }
    if (type === 'reflect.Value' || isEmptyInterface(type)) return value
    if (typeOfValue(value) === type) return value
    const inner = concrete(value)
    if (inner !== undefined && isAssignable(typeOf(inner), type)) return inner
    const shown = inner === undefined ? 'interface {}' : typeOf(inner)
    return this.#state.fail(`wrong type for value; expected ${type}; got ${shown}`)
  }
}

function calleeOf(fn: GoFunction, state: State): Callee {
  const { params, variadic = false, result, within } = fn
  if (within === undefined) return { params, variadic, result, invoke: args => fn.call(...args) }
  const caller = {
    depth: state.depth,
    render: (text: string, data: GoValue) => state.settings.render(state, text, data),
  }
  return { params, variadic, result, invoke: args => within(caller, ...args) }
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
