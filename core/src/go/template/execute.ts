import { quote, sprint } from '../fmt/index.ts'
import {
  compareBytes,
  GoError,
  GoNumber,
  type GoValue,
  int,
  joined,
  TypedMap,
  TypedSlice,
  typeOf,
} from '../kinds/index.ts'
import { Evaluator } from './evaluate.ts'
import type { BranchNode, ListNode, Node, Place, TemplateNode } from './nodes.ts'
import { concrete, elementType, isPlainMap, isTrue, numberOf, plain, reflected, type Value } from './reflected.ts'
import { type ExecuteSettings, type Program, State } from './state.ts'

/** Executes a parsed template (Go: text/template/exec.go). */
export function execute(program: Program, data: GoValue, settings: ExecuteSettings, caller?: State): string {
  const value: Value = data === null ? undefined : data
  return new Execution(new State(program, settings, value, caller)).run(value)
}

/** How a list of nodes ended. */
type End = 'done' | 'break' | 'continue'

/** Walks the tree and writes (Go: the walk methods). */
class Execution {
  readonly #state: State
  readonly #evaluator: Evaluator
  #output: string[] = []
  #length = 0
  /** Templates within templates. */
  #depth = 0

  constructor(state: State) {
    this.#state = state
    this.#evaluator = new Evaluator(state)
  }

  run(data: Value): string {
    try {
      this.#walkList(data, this.#state.program.root)
    } catch (error) {
      if (error instanceof RangeError) throw this.#state.limitError('more memory or stack than a template may use')
      throw error
    }
    return joined(this.#output.join(''))
  }

  #walk(dot: Value, node: Node): End {
    this.#state.step(1)
    this.#state.node = node
    switch (node.type) {
      case 'text':
        this.#write(node.text, node)
        return 'done'
      case 'action': {
        const value = this.#evaluator.pipeline(dot, node.pipe)
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
    this.#state.enter()
    this.#state.node = list
    for (const node of list.nodes) {
      const end = this.#walk(dot, node)
      if (end !== 'done') {
        this.#state.leave()
        return end
      }
    }
    this.#state.leave()
    return 'done'
  }

  #branch(dot: Value, node: BranchNode): End {
    const known = this.#state.variables.length
    const value = this.#evaluator.pipeline(dot, node.pipe)
    let end: End = 'done'
    if (isTrue(value)) end = this.#walkList(node.type === 'with' ? value : dot, node.list)
    else if (node.elseList) end = this.#walkList(dot, node.elseList)
    this.#state.variables.length = known
    return end
  }

  #range(dot: Value, node: BranchNode): End {
    const known = this.#state.variables.length
    const value = concrete(this.#evaluator.pipeline(dot, node.pipe))
    const inside = this.#state.variables.length
    const { declarations, isAssign } = node.pipe
    const iterate = (index: Value, item: Value): boolean => {
      this.#state.step(1)
      if (declarations.length > 0) {
        const [first, second] = declarations
        if (isAssign) {
          if (second) {
            this.#state.assign(first!.names[0]!, index)
            this.#state.assign(second.names[0]!, item)
          } else this.#state.assign(first!.names[0]!, item)
        } else {
          this.#state.variables[inside - 1]!.value = item
          if (second) this.#state.variables[inside - 2]!.value = index
        }
      }
      const end = this.#walkList(item, node.list)
      this.#state.variables.length = inside
      return end !== 'break'
    }
    const ran = this.#iterate(value, declarations.length, iterate)
    const end = !ran && node.elseList ? this.#walkList(dot, node.elseList) : 'done'
    this.#state.variables.length = known
    // A break in the else part leaves this loop too: Go catches it here as well.
    return end === 'continue' ? 'continue' : 'done'
  }

  /** Calls back for each item until told to stop; false when there was none. */
  #iterate(value: ReturnType<typeof concrete>, names: number, each: (index: Value, item: Value) => boolean): boolean {
    if (value === undefined) return false
    const number = numberOf(value)
    if (number && number.kind !== 'float') {
      if (names > 1) this.#state.fail(`can't use ${sprint([value])} to iterate over more than one variable`)
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
      this.#state.step(entries.length)
      entries.sort(([a], [b]) => compareBytes(a, b))
      for (const [key, item] of entries) if (!each(key, reflected(item, type))) break
      return entries.length > 0
    }
    return this.#state.fail(`range can't iterate over ${sprint([value])}`)
  }

  #template(dot: Value, node: TemplateNode): void {
    const { limits } = this.#state.settings
    const list = this.#state.program.templates.get(node.name)
    if (!list) this.#state.fail(`template ${quote(node.name)} not defined`)
    if (this.#depth >= limits.depth) {
      throw this.#state.limitError(`more than ${limits.depth} templates within templates`)
    }
    const inner = node.pipe ? this.#evaluator.pipeline(dot, node.pipe) : undefined
    const variables = this.#state.variables
    const name = this.#state.name
    this.#state.variables = [{ name: '$', value: inner }]
    this.#state.name = node.name
    this.#depth++
    this.#walkList(inner, list)
    this.#depth--
    this.#state.name = name
    this.#state.variables = variables
  }

  #print(node: Node, value: Value): void {
    this.#state.node = node
    let text: string
    if (typeof value === 'string') text = value
    else {
      try {
        text = value === undefined ? '<no value>' : sprint([plain(value)], this.#state.settings.limits.output)
      } catch (error) {
        if (error instanceof GoError) throw this.#state.limitError(error.message)
        throw error
      }
    }
    this.#write(text, node)
  }

  #write(text: string, node: Place): void {
    const start = this.#length
    this.#length += text.length
    if (this.#length > this.#state.settings.limits.output) {
      throw this.#state.limitError(`output is longer than ${this.#state.settings.limits.output} characters`)
    }
    if (text === '') return
    this.#output.push(text)
    this.#state.settings.onOutput?.(start, this.#length, node.start, node.end)
  }
}
