import { type BreakError, JqError, JqTimeout, PastTry, ValueError } from './errors.ts'
import { isSame, type Jq } from './values.ts'

/** One way a value can be reached: the last step, what stood there, and the way to it. */
export class Path {
  readonly key: Jq
  readonly value: Jq
  readonly parent: Path | undefined

  constructor(key: Jq, value: Jq, parent: Path | undefined) {
    this.key = key
    this.value = value
    this.parent = parent
  }

  /** The keys from the beginning. */
  keys(): Jq[] {
    const keys: Jq[] = []
    for (let at: Path = this; at.parent !== undefined; at = at.parent) keys.push(at.key)
    return keys.reverse()
  }
}

/**
 * A value on its way through a program. While a path is being recorded, `path` is the last step taken; the value may have become
 * another one since, which is found out when the next step is taken from it.
 */
export interface Item {
  readonly value: Jq
  readonly path: Path | undefined
}

/** Whether the value is still what the recorded path leads to. */
export const isOnPath = ({ value, path }: Item): boolean => path === undefined || isSame(value, path.value)

/** What names stand for where a piece of program runs: a list that grows inwards. */
export interface Env {
  /** The declaration that made this entry. */
  readonly of: object
  readonly held: Jq | Closure | Label | undefined
  readonly outer: Env | undefined
}

/** An argument that is evaluated where the function asks for it. */
export class Closure {
  readonly code: Code
  readonly env: Env | undefined

  constructor(code: Code, env: Env | undefined) {
    this.code = code
    this.env = env
  }
}

/** One passage through a `label`. */
export class Label {}

export function lookUp(env: Env | undefined, of: object): Env {
  for (let at = env; at !== undefined; at = at.outer) if (at.of === of) return at
  throw new JqError('name is not bound')
}

/** A compiled piece of program: says on the machine what happens next, and never waits for it. */
export type Code = (machine: Machine, item: Item, env: Env | undefined, next: Next) => void

/** What is done with each answer. */
export type Next = (machine: Machine, item: Item) => void

/** Where the machine goes on when there are no more answers on the way it took. */
export interface Fork {
  retry(machine: Machine): void
  /** An error from anything that ran since; without it the error goes on outwards. */
  fail?(machine: Machine, error: JqError): void
}

type Action = 'run' | 'answer' | 'retreat' | 'fail'

/**
 * Runs a program step by step with stacks of its own, so that neither recursion nor backtracking uses the host's, and errors pass
 * every place that could still go on, as in gojq.
 */
export class Machine {
  readonly #forks: Fork[] = []
  #action: Action = 'retreat'
  #code: Code | undefined
  #item: Item | undefined
  #env: Env | undefined
  #next: Next | undefined
  #error: JqError | undefined
  #answer: Item | undefined
  #steps = 0
  readonly #maxSteps: number

  constructor(code: Code, input: Jq, maxSteps: number) {
    this.#maxSteps = maxSteps
    this.run(code, { value: input, path: undefined }, undefined, (machine, item) => machine.#yield(item))
  }

  /** Next: evaluate this. */
  run(code: Code, item: Item, env: Env | undefined, next: Next): void {
    this.#action = 'run'
    this.#code = code
    this.#item = item
    this.#env = env
    this.#next = next
  }

  /** Next: hand this answer on. */
  answer(next: Next, item: Item): void {
    this.#action = 'answer'
    this.#next = next
    this.#item = item
  }

  /** Next: go back to the last fork. */
  retreat(): void {
    this.#action = 'retreat'
  }

  /** Next: go back to the last fork that takes this error. */
  fail(error: JqError): void {
    this.#action = 'fail'
    this.#error = error
  }

  fork(fork: Fork): void {
    this.#forks.push(fork)
  }

  /** The next answer of the program; undefined when there are no more. */
  resume(): Item | undefined {
    this.#answer = undefined
    for (;;) {
      if (++this.#steps > this.#maxSteps) throw new JqTimeout('too many steps')
      try {
        if (this.#step()) return this.#answer
      } catch (error) {
        if (error instanceof JqError && !(error instanceof JqTimeout)) this.fail(error)
        else if (error instanceof RangeError) throw new JqTimeout('value too large')
        else throw error
      }
    }
  }

  /** True when there is an answer, or the end. */
  #step(): boolean {
    switch (this.#action) {
      case 'run':
        this.#code!(this, this.#item!, this.#env, this.#next!)
        break
      case 'answer':
        this.#next!(this, this.#item!)
        break
      case 'retreat': {
        const fork = this.#forks.pop()
        if (!fork) return true
        fork.retry(this)
        break
      }
      case 'fail': {
        const fork = this.#forks.pop()
        if (!fork) {
          this.#action = 'retreat'
          throw new Uncaught(this.#error!)
        }
        fork.fail?.(this, this.#error!)
      }
    }
    return this.#answer !== undefined
  }

  #yield(item: Item): void {
    this.#answer = item
    this.retreat()
  }
}

/** An error nothing in the program has caught. */
export class Uncaught extends Error {
  readonly error: JqError

  constructor(error: JqError) {
    super(error.message)
    this.error = error instanceof PastTry ? error.inner : error
  }
}

/** What `catch` is given. */
export const caught = (error: JqError): Jq => (error instanceof ValueError ? error.value : error.message)

export const isBreakTo = (error: JqError, label: Label): error is BreakError =>
  'label' in error && error.label === label
