import { quote } from '../fmt/index.ts'
import {
  binaryQuery,
  callQuery,
  type FuncDef,
  type Head,
  type Index,
  type Key,
  type Pattern,
  type Query,
  type Term,
  type Text,
  termQuery,
} from './ast.ts'
import { builtins } from './builtins.ts'
import { constantKey, constantNumber, constantPath } from './constants.ts'
import { BreakError, expectedArray, JqError } from './errors.ts'
import {
  alternative,
  apply,
  assignAt,
  attempt,
  collect,
  comma,
  constant,
  type Entries,
  identity,
  iterate,
  last,
  modify,
  objectOf,
  recordPath,
  sliceStep,
  step,
  stepTo,
} from './flow.ts'
import { formats, functionNames, natives } from './functions/index.ts'
import {
  Closure,
  type Code,
  type Env,
  type Item,
  isBreakTo,
  Label,
  lookUp,
  type Machine,
  type Next,
  type Path,
} from './machine.ts'
import { negate } from './operators.ts'
import type { Program } from './parser.ts'
import { isTruthy, type Jq, parseNumber } from './values.ts'

export interface Compiled {
  readonly code: Code
  /** What the native functions the program uses have to load first. */
  readonly loads: ReadonlySet<() => Promise<void>>
}

/** Compiles a program; throws JqError with gojq's words. */
export function compile({ imports, query }: Program): Compiled {
  if (imports !== undefined) throw new JqError(`cannot load module: ${quote(imports)}`)
  const compiler = new Compiler()
  return { code: compiler.query(query, undefined), loads: compiler.loads }
}

/** The names in sight of a piece of program, innermost first. */
interface Scope {
  readonly kind: 'variable' | 'closure' | 'function' | 'label'
  readonly name: string
  readonly arity: number
  readonly of: object
  readonly outer: Scope | undefined
}

/** A function: its entry in the environment is where it was defined. */
interface Definition {
  readonly params: readonly { readonly of: object; readonly variable: object | undefined }[]
  body: Code
}

/** Definitions in jq itself are compiled when first used, and then shared by all programs. */
const compiledBuiltins = new Map<
  string,
  { readonly definition: Definition; readonly loads: ReadonlySet<() => Promise<void>> }
>()

/** Found when first asked for: the definitions are parsed then. */
const jqBuiltins = {
  get: (written: string): FuncDef | undefined => builtins().find(def => `${def.name}/${def.params.length}` === written),
}

class Compiler {
  readonly loads = new Set<() => Promise<void>>()

  query(query: Query, scope: Scope | undefined): Code {
    return this.#withDefinitions(query.defs, scope, inner => this.#body(query, inner))
  }

  /** gojq compiles in this order, so that the same one of several faults is reported. */
  #withDefinitions(defs: readonly FuncDef[], scope: Scope | undefined, body: (scope: Scope | undefined) => Code): Code {
    if (defs.length === 0) return body(scope)
    let inner = scope
    const made: Definition[] = []
    for (const def of defs) {
      const [definition, extended] = this.#define(def, inner)
      made.push(definition)
      inner = extended
    }
    const code = body(inner)
    return (machine, item, env, next) => {
      let outer = env
      for (const definition of made) outer = { of: definition, held: undefined, outer }
      machine.run(code, item, outer, next)
    }
  }

  #define(def: FuncDef, scope: Scope | undefined): [Definition, Scope] {
    const params = def.params.map(name => ({ of: {}, variable: name.startsWith('$') ? {} : undefined }))
    const definition: Definition = { params, body: identity }
    const own: Scope = { kind: 'function', name: def.name, arity: params.length, of: definition, outer: scope }
    let inner = own
    def.params.forEach((name, i) => {
      const { of, variable } = params[i]!
      inner = { kind: 'closure', name: variable ? name.slice(1) : name, arity: 0, of, outer: inner }
    })
    def.params.forEach((name, i) => {
      const { variable } = params[i]!
      if (variable) inner = { kind: 'variable', name, arity: 0, of: variable, outer: inner }
    })
    definition.body = this.query(def.body, inner)
    return [definition, own]
  }

  #body({ body }: Query, scope: Scope | undefined): Code {
    if (body === undefined) throw new JqError('missing query (try ".")')
    if (body.kind === 'term') return this.#term(body.term, scope)
    if (body.kind === 'bind') return this.#bind(body.source, body.patterns, body.body, scope)
    const { operator, left, right } = body
    switch (operator) {
      case '|':
        return this.#pipe(left, right, scope)
      case ',':
        return comma(this.query(left, scope), this.query(right, scope))
      case '//':
        return alternative(this.query(left, scope), this.query(right, scope))
      case 'or':
        return this.#if([[left, yes]], termQuery({ kind: 'if', branches: [[right, yes]], otherwise: no }), scope)
      case 'and':
        return this.#if([[left, termQuery({ kind: 'if', branches: [[right, yes]], otherwise: no })]], no, scope)
      case '=': {
        const path = constantPath(left)
        return path ? assignAt(this.query(right, scope), path) : this.#call('_assign', [left, right], scope)
      }
      case '|=':
        return this.#call('_modify', [left, right], scope)
      default:
        return operator.length > 1 && operator.endsWith('=') && !comparisons.has(operator)
          ? this.#updateWith(operator.slice(0, -1), left, right, scope)
          : this.#native(operatorFunctions[operator]!, [left, right], scope)
    }
  }

  /** Definitions of the left side of a pipe are not seen on its right, those of the whole query are. */
  #pipe(left: Query, right: Query, scope: Scope | undefined): Code {
    const first = this.query(left, scope)
    const second = this.query(right, scope)
    return (machine, item, env, next) => machine.run(first, item, env, (m, out) => m.run(second, out, env, next))
  }

  /** `a op= b` is `b as $x | a |= (. op $x)`. */
  #updateWith(operator: string, left: Query, right: Query, scope: Scope | undefined): Code {
    const value = this.query(right, scope)
    const of = {}
    const name = '$%0'
    const inner: Scope = { kind: 'variable', name, arity: 0, of, outer: scope }
    const change = callQuery(operatorFunctions[operator]!, [termQuery({ kind: 'identity' }), callQuery(name)])
    const modify = this.#call('_modify', [left, change], inner)
    return (machine, item, env, next) =>
      machine.run(value, item, env, (m, out) =>
        m.run(modify, { value: item.value, path: out.path }, { of, held: out.value, outer: env }, next),
      )
  }

  #bind(source: Query, patterns: readonly Pattern[], body: Query, scope: Scope | undefined): Code {
    const from = this.query(source, scope)
    let inner = scope
    const variables = new Map<string, object>()
    for (const name of patterns.flatMap(variablesOf)) {
      if (variables.has(name)) continue
      variables.set(name, {})
      inner = { kind: 'variable', name, arity: 0, of: variables.get(name)!, outer: inner }
    }
    const matches = patterns.map(pattern => this.#pattern(pattern, inner, variables))
    const then = this.query(body, inner)
    return (machine, item, env, next) =>
      machine.run(from, { value: item.value, path: undefined }, env, (m, out) => {
        let blank = env
        if (matches.length > 1) for (const of of variables.values()) blank = { of, held: null, outer: blank }
        const attempt = (at: number) => (on: Machine) => {
          if (at < matches.length - 1) {
            // Any error from here on, also from what follows, leads to the next pattern.
            on.fork({ retry: each => each.retreat(), fail: each => attempt(at + 1)(each) })
          }
          matches[at]!(on, out, blank, (each, _path, bound) => each.run(then, item, bound, next))
        }
        attempt(0)(m)
      })
  }

  /** Takes a value apart; keys of object patterns may have several answers. */
  #pattern(pattern: Pattern, scope: Scope | undefined, variables: ReadonlyMap<string, object>): Match {
    switch (pattern.kind) {
      case 'variable': {
        const of = variables.get(pattern.name)!
        return (machine, item, env, then) => then(machine, item.path, { of, held: item.value, outer: env })
      }
      case 'array': {
        const items = pattern.items.map(inner => this.#pattern(inner, scope, variables))
        return (machine, whole, env, then) => {
          const take =
            (at: number): Then =>
            (m, path, bound) => {
              if (at === items.length) return then(m, path, bound)
              if (whole.value !== null && !Array.isArray(whole.value)) return m.fail(expectedArray(whole.value))
              items[at]!(m, step({ value: whole.value, path }, BigInt(at)), bound, take(at + 1))
            }
          take(0)(machine, whole.path, env)
        }
      }
      case 'object': {
        const entries = pattern.entries.map(({ key, value }) => {
          const of = key.kind === 'variable' ? variables.get(key.name)! : undefined
          return {
            key: this.#patternKey(key, scope),
            of,
            value: value && this.#pattern(value, scope, variables),
          }
        })
        return (machine, whole, env, then) => {
          const take =
            (at: number): Then =>
            (m, path, bound) => {
              const entry = entries[at]
              if (!entry) return then(m, path, bound)
              const withKey: Next = (on, key) => {
                const held = step({ value: whole.value, path: key.path }, key.value)
                const named = entry.of ? { of: entry.of, held: held.value, outer: bound } : bound
                if (entry.value) entry.value(on, held, named, take(at + 1))
                else take(at + 1)(on, held.path, named)
              }
              m.run(entry.key, { value: whole.value, path }, bound, withKey)
            }
          take(0)(machine, whole.path, env)
        }
      }
    }
  }

  #patternKey(key: Key, scope: Scope | undefined): Code {
    switch (key.kind) {
      case 'name':
        return constant(key.name)
      case 'variable':
        return constant(key.name.slice(1))
      case 'string':
        return this.#text(key.text, undefined, scope)
      case 'query':
        return this.query(key.query, scope)
    }
  }

  #term({ head, suffixes }: Term, scope: Scope | undefined): Code {
    const last = suffixes.at(-1)
    if (last === undefined) return this.#head(head, scope)
    const before: Term = { head, suffixes: suffixes.slice(0, -1) }
    switch (last.kind) {
      case 'index':
        return this.#index(before, last.index, scope)
      case 'iterate': {
        const base = this.#term(before, scope)
        return (machine, item, env, next) => machine.run(base, item, env, (m, out) => iterate(m, out, next))
      }
      case 'optional': {
        // Only the last step is tried: in `.a.b?` an error of `.a` counts.
        const tried = before.suffixes.at(-1)
        if (tried === undefined || tried.kind === 'optional') return attempt(this.#term(before, scope), undefined)
        const base = this.#term({ head, suffixes: before.suffixes.slice(0, -1) }, scope)
        const optional = attempt(this.#term({ head: { kind: 'identity' }, suffixes: [tried] }, scope), undefined)
        return (machine, item, env, next) => machine.run(base, item, env, (m, out) => m.run(optional, out, env, next))
      }
    }
  }

  #head(head: Head, scope: Scope | undefined): Code {
    switch (head.kind) {
      case 'identity':
        return identity
      case 'recurse':
        return this.#call('recurse', [], scope)
      case 'null':
        return constant(null)
      case 'true':
        return constant(true)
      case 'false':
        return constant(false)
      case 'index':
        return this.#index({ head: { kind: 'identity' }, suffixes: [] }, head.index, scope)
      case 'call':
        return this.#call(head.name, head.args, scope)
      case 'object':
        return this.#object(head.entries, scope)
      case 'array':
        return head.query ? collect(this.query(head.query, scope)) : constant([])
      case 'number':
        return constant(parseNumber(head.text))
      case 'unary': {
        const number = constantNumber(head.term)
        if (number !== undefined) return constant(head.operator === '-' ? negate(number) : number)
        const operand = this.#term(head.term, scope)
        const operate = natives.get(head.operator === '-' ? '_negate/0' : '_plus/0')!
        return (machine, item, env, next) =>
          machine.run(operand, item, env, (m, out) =>
            m.answer(next, { value: operate.call(out.value), path: out.path }),
          )
      }
      case 'format':
        return this.#format(head.format, head.text, scope)
      case 'string':
        return this.#text(head.text, undefined, scope)
      case 'if':
        return this.#if(head.branches, head.otherwise, scope)
      case 'try':
        return attempt(this.query(head.body, scope), head.handler && this.query(head.handler, scope))
      case 'reduce':
      case 'foreach':
        return this.#fold(head, scope)
      case 'label':
        return this.#label(head.name, head.body, scope)
      case 'break':
        return this.#break(head.name, scope)
      case 'query':
        return this.query(head.query, scope)
    }
  }

  #if(branches: readonly (readonly [Query, Query])[], otherwise: Query | undefined, scope: Scope | undefined): Code {
    const compiled = branches.map(
      ([condition, then]) => [this.query(condition, scope), this.query(then, scope)] as const,
    )
    const last = otherwise ? this.query(otherwise, scope) : identity
    const choose =
      (at: number): Code =>
      (machine, item, env, next) => {
        const branch = compiled[at]
        if (!branch) return machine.run(last, item, env, next)
        const [condition, then] = branch
        machine.run(condition, { value: item.value, path: undefined }, env, (m, out) =>
          m.run(isTruthy(out.value) ? then : choose(at + 1), item, env, next),
        )
      }
    return choose(0)
  }

  #fold(head: Extract<Head, { kind: 'reduce' | 'foreach' }>, scope: Scope | undefined): Code {
    const start = this.query(head.start, scope)
    const source = this.query(head.source, scope)
    let inner = scope
    const variables = new Map<string, object>()
    for (const name of variablesOf(head.pattern)) {
      if (variables.has(name)) continue
      variables.set(name, {})
      inner = { kind: 'variable', name, arity: 0, of: variables.get(name)!, outer: inner }
    }
    const match = this.#pattern(head.pattern, inner, variables)
    const update = this.query(head.update, inner)
    const extract = head.extract && this.query(head.extract, inner)
    const reducing = head.kind === 'reduce'
    return (machine, item, env, next) =>
      machine.run(start, item, env, (m, first) => {
        let state = first.value
        if (reducing) m.fork({ retry: on => on.answer(next, { value: state, path: first.path }) })
        m.run(source, { value: item.value, path: first.path }, env, (each, out) =>
          match(each, out, env, (on, path, bound) =>
            on.run(update, { value: state, path }, bound, (after, result) => {
              state = result.value
              if (reducing) after.retreat()
              else if (extract) after.run(extract, result, bound, next)
              else after.answer(next, result)
            }),
          ),
        )
      })
  }

  #label(name: string, body: Query, scope: Scope | undefined): Code {
    const of = {}
    const code = this.query(body, { kind: 'label', name, arity: 0, of, outer: scope })
    return (machine, item, env, next) => {
      const label = new Label()
      machine.fork({
        retry: on => on.retreat(),
        fail: (on, error) => (isBreakTo(error, label) ? on.retreat() : on.fail(error)),
      })
      machine.run(code, item, { of, held: label, outer: env }, next)
    }
  }

  #break(name: string, scope: Scope | undefined): Code {
    const found = find(scope, entry => entry.kind === 'label' && entry.name === name)
    if (!found) throw new BreakError(name)
    return (machine, _item, env) => machine.fail(new BreakError(name, lookUp(env, found.of).held as Label))
  }

  #index(base: Term, at: Index, scope: Scope | undefined): Code {
    const key = constantKey(at)
    if (key !== undefined) {
      const code = this.#term(base, scope)
      return (machine, item, env, next) => machine.run(code, item, env, (m, out) => m.answer(next, step(out, key)))
    }
    const first = at.kind === 'slice' ? at.start : undefined
    const second =
      at.kind === 'slice'
        ? at.end
        : at.kind === 'query'
          ? at.query
          : termQuery({ kind: 'string', text: at.kind === 'string' ? at.text : at.name })
    const start = first ? this.query(first, scope) : constant(null)
    const end = second ? this.query(second, scope) : constant(null)
    const code = this.#term(base, scope)
    const take = at.kind === 'slice' ? sliceStep : (out: Item, _start: Jq, one: Jq) => step(out, one)
    return (machine, item, env, next) => {
      const plain = { value: item.value, path: undefined }
      machine.run(start, plain, env, (m1, from) =>
        m1.run(end, plain, env, (m2, to) =>
          m2.run(code, item, env, (m3, out) => m3.answer(next, take(out, from.value, to.value))),
        ),
      )
    }
  }

  #object(
    entries: readonly { readonly key: Key; readonly value: Query | undefined }[],
    scope: Scope | undefined,
  ): Code {
    const compiled = entries.map(({ key, value }) => this.#entry(key, value, scope))
    return (machine, item, env, next) => {
      const build =
        (at: number, held: Entries | undefined): ((m: Machine, path: Path | undefined) => void) =>
        (m, path) => {
          const entry = compiled[at]
          if (!entry) return m.answer(next, { value: objectOf(held), path })
          m.run(entry.key, { value: item.value, path }, env, (on, key) => {
            const keep: Next = (after, out) =>
              build(at + 1, { key: key.value, value: out.value, before: held })(after, out.path)
            if (entry.value) on.run(entry.value, { value: item.value, path: key.path }, env, keep)
            else on.answer(keep, step({ value: item.value, path: key.path }, key.value))
          })
        }
      build(0, undefined)(machine, item.path)
    }
  }

  #entry(key: Key, value: Query | undefined, scope: Scope | undefined): { key: Code; value: Code | undefined } {
    const code = value && ((): Code => this.query(value, scope))
    switch (key.kind) {
      case 'name':
        return { key: constant(key.name), value: code?.() }
      case 'variable':
        // {$x} is {x: $x}; in front of a value the variable's own value is the key.
        if (!code) return { key: constant(key.name.slice(1)), value: this.#call(key.name, [], scope) }
        return { key: this.#call(key.name, [], scope), value: code() }
      case 'string':
        return { key: this.#text(key.text, undefined, scope), value: code?.() }
      case 'query':
        return { key: this.query(key.query, scope), value: code?.() }
    }
  }

  #format(format: string, text: Text | undefined, scope: Scope | undefined): Code {
    const known = formats[format]
    const call = known ? callQuery(known) : callQuery('format', [termQuery({ kind: 'string', text: format.slice(1) })])
    return text === undefined ? this.query(call, scope) : this.#text(text, call, scope)
  }

  #text(text: Text, format: Query | undefined, scope: Scope | undefined): Code {
    if (typeof text === 'string') return constant(text)
    let sum: Query | undefined
    for (const part of text) {
      const piece =
        typeof part === 'string'
          ? termQuery({ kind: 'string', text: part })
          : binaryQuery('|', termQuery({ kind: 'query', query: part }), format ?? callQuery('tostring'))
      sum = sum ? binaryQuery('+', sum, piece) : piece
    }
    return this.query(sum!, scope)
  }

  #call(name: string, args: readonly Query[], scope: Scope | undefined): Code {
    const found = find(scope, entry => entry.name === name && entry.arity === args.length && entry.kind !== 'label')
    if (found) return this.#callOwn(found, args, scope)
    if (args.length === 0) {
      if (name === '$ENV' || name === 'env') return constant({})
      if (name.startsWith('$')) throw new JqError(`variable not defined: ${name}`)
    }
    const written = `${name}/${args.length}`
    const special = this.#special(written, args, scope)
    if (special) return special
    if (jqBuiltins.get(written)) return this.#callDefinition(this.#builtin(written), undefined, args, scope)
    if (natives.has(written)) return this.#native(name, args, scope)
    throw new JqError(`function not defined: ${written}`)
  }

  #callOwn(found: Scope, args: readonly Query[], scope: Scope | undefined): Code {
    const { of } = found
    switch (found.kind) {
      case 'variable':
        return (machine, item, env, next) =>
          machine.answer(next, { value: lookUp(env, of).held as Jq, path: item.path })
      case 'closure':
        return (machine, item, env, next) => {
          const closure = lookUp(env, of).held as Closure
          machine.run(closure.code, item, closure.env, next)
        }
      default:
        return this.#callDefinition(of as Definition, found, args, scope)
    }
  }

  #callDefinition(
    definition: Definition,
    local: Scope | undefined,
    args: readonly Query[],
    scope: Scope | undefined,
  ): Code {
    const closures = new Array<Code>(args.length)
    for (let i = args.length - 1; i >= 0; i--) closures[i] = this.query(args[i]!, scope)
    return (machine, item, env, next) => {
      let inner: Env | undefined = local ? lookUp(env, local.of) : { of: definition, held: undefined, outer: undefined }
      definition.params.forEach(({ of }, i) => {
        inner = { of, held: new Closure(closures[i]!, env), outer: inner }
      })
      const bind = (at: number, bound: Env | undefined) => (m: Machine) => {
        let i = at
        while (i < definition.params.length && !definition.params[i]!.variable) i++
        if (i === definition.params.length) return m.run(definition.body, item, bound, next)
        const { variable } = definition.params[i]!
        m.run(closures[i]!, { value: item.value, path: undefined }, env, (on, out) =>
          bind(i + 1, { of: variable!, held: out.value, outer: bound })(on),
        )
      }
      bind(0, inner)(machine)
    }
  }

  #builtin(written: string): Definition {
    let known = compiledBuiltins.get(written)
    if (!known) {
      const compiler = new Compiler()
      const [definition] = compiler.#define(jqBuiltins.get(written)!, undefined)
      known = { definition, loads: compiler.loads }
      compiledBuiltins.set(written, known)
    }
    for (const load of known.loads) this.loads.add(load)
    return known.definition
  }

  /** A function written in TypeScript: its arguments are evaluated from the last to the first, every combination of them. */
  #native(name: string, args: readonly Query[], scope: Scope | undefined): Code {
    const native = natives.get(`${name}/${args.length}`)!
    if (native.load) this.loads.add(native.load)
    const codes = new Array<Code>(args.length)
    for (let i = args.length - 1; i >= 0; i--) codes[i] = this.query(args[i]!, scope)
    return (machine, item, env, next) => {
      const evaluate = (at: number, held: readonly Jq[]) => (m: Machine, path: Path | undefined) => {
        if (at < 0) return apply(m, native, item.value, held, path, next)
        m.run(codes[at]!, { value: item.value, path }, env, (on, out) =>
          evaluate(at - 1, [out.value, ...held])(on, out.path),
        )
      }
      evaluate(codes.length - 1, [])(machine, item.path)
    }
  }

  /** What is part of the language rather than a function of values. */
  #special(written: string, args: readonly Query[], scope: Scope | undefined): Code | undefined {
    switch (written) {
      case 'empty/0':
        return machine => machine.retreat()
      case 'path/1':
        return recordPath(this.query(args[0]!, scope))
      case 'getpath/1': {
        const path = this.query(args[0]!, scope)
        return (machine, item, env, next) =>
          machine.run(path, { value: item.value, path: undefined }, env, (m, out) =>
            m.answer(next, stepTo(item, out.value)),
          )
      }
      case '_modify/2': {
        const change = this.query(args[1]!, scope)
        return modify(this.query(args[0]!, scope), change)
      }
      case '_last/1':
        return last(this.query(args[0]!, scope))
      case 'input/0':
        throw new JqError('input(s)/0 is not allowed')
      case 'inputs/0':
        throw new JqError('input(s)/0 is not allowed')
      case 'debug/1':
        this.query(args[0]!, scope)
        throw new JqError('function not defined: debug/1')
      case 'builtins/0':
        return constant(functionNames())
      default:
        return undefined
    }
  }
}

function find(scope: Scope | undefined, wanted: (entry: Scope) => boolean): Scope | undefined {
  for (let at = scope; at !== undefined; at = at.outer) if (wanted(at)) return at
  return undefined
}

const yes = termQuery({ kind: 'true' })
const no = termQuery({ kind: 'false' })

const comparisons = new Set(['==', '!=', '<=', '>='])

const operatorFunctions: Readonly<Record<string, string>> = {
  '+': '_add',
  '-': '_subtract',
  '*': '_multiply',
  '/': '_divide',
  '%': '_modulo',
  '==': '_equal',
  '!=': '_notequal',
  '>': '_greater',
  '<': '_less',
  '>=': '_greatereq',
  '<=': '_lesseq',
  '//': '_alternative',
}

type Then = (machine: Machine, path: Path | undefined, env: Env | undefined) => void

type Match = (machine: Machine, item: Item, env: Env | undefined, then: Then) => void

function variablesOf(pattern: Pattern): string[] {
  switch (pattern.kind) {
    case 'variable':
      return [pattern.name]
    case 'array':
      return pattern.items.flatMap(variablesOf)
    case 'object':
      return pattern.entries.flatMap(({ key, value }) => [
        ...(key.kind === 'variable' ? [key.name] : []),
        ...(value ? variablesOf(value) : []),
      ])
  }
}
