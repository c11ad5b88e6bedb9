import { quote } from '../fmt/index.ts'
import type { GoFunctions, GoValue } from '../kinds/index.ts'
import { TemplateError } from './error.ts'
import { type CommandNode, type ListNode, type Node, nodeText, type Operand } from './nodes.ts'
import type { Value } from './reflected.ts'
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
  /** The names of those it calls. */
  readonly used: ReadonlySet<string>
  /** What functions it calls have rendered beside it, by text. */
  readonly beside: Map<string, Program>
}

export interface ExecuteSettings {
  readonly missingKey: MissingKey
  readonly limits: Limits
  readonly onOutput?:
    | ((outputStart: number, outputEnd: number, templateStart: number, templateEnd: number) => void)
    | undefined
  /** Renders a text beside the program of this state. */
  readonly render: (caller: State, text: string, data: GoValue) => string
  /** Told of the functions each such text calls. */
  readonly onText?: ((functions: ReadonlySet<string>) => void) | undefined
}

export interface Variable {
  readonly name: string
  value: Value
}

/**
 * Evaluations within evaluations: with the bound on nesting of the parser and on templates within templates this keeps clear of the
 * end of the stack in every engine.
 */
const maxStack = 1000

/** What an execution knows at each moment (Go: text/template state). */
export class State {
  readonly program: Program
  readonly settings: ExecuteSettings
  /** The name of the template being executed. */
  name: string
  /** Where an error would be reported. */
  node: Node | CommandNode | Operand
  variables: Variable[]
  /** How many executions stand around this one. */
  readonly depth: number
  /** Shared by executions within one another. */
  readonly #spent: { steps: number; stack: number }

  constructor(program: Program, settings: ExecuteSettings, data: Value, caller?: State) {
    this.program = program
    this.settings = settings
    this.name = program.name
    this.node = program.root
    this.variables = [{ name: '$', value: data }]
    this.depth = caller === undefined ? 0 : caller.depth + 1
    this.#spent = caller === undefined ? { steps: 0, stack: 0 } : caller.#spent
  }

  /** The variable declared last under this name. */
  lookup(name: string): Variable {
    for (let i = this.variables.length - 1; i >= 0; i--) {
      const variable = this.variables[i]!
      if (variable.name === name) return variable
    }
    return this.fail(`undefined variable: ${name}`)
  }

  assign(name: string, value: Value): void {
    this.lookup(name).value = value
  }

  /** Counts what is evaluated or made. */
  step(count: number): void {
    this.#spent.steps += count
    if (this.#spent.steps > this.settings.limits.steps)
      throw this.limitError(`more than ${this.settings.limits.steps} steps`)
  }

  /** Begins an evaluation within the current one; `leave` ends it. An error ends them all. */
  enter(): void {
    if (++this.#spent.stack > maxStack) throw this.limitError(`evaluation is nested deeper than ${maxStack} levels`)
  }

  leave(): void {
    this.#spent.stack--
  }

  /** Go: state.errorf and Tree.ErrorContext */
  fail(detail: string): never {
    throw new TemplateError('execute', this.#located(detail), { detail, start: this.node.start, end: this.node.end })
  }

  limitError(detail: string): TemplateError {
    return new TemplateError('limit', this.#located(detail), { detail, start: this.node.start, end: this.node.end })
  }

  #located(detail: string): string {
    const { name, text } = this.program
    const { line, column } = goPosition(text, this.node.pos)
    return `template: ${name}:${line}:${column}: executing ${quote(this.name)} at <${nodeText(this.node)}>: ${detail}`
  }
}
