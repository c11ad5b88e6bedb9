import type { GoValue } from '../kinds/index.ts'
import { type Compiled, compile } from './compile.ts'
import { JqError, JqTimeout } from './errors.ts'
import { Machine, Uncaught } from './machine.ts'
import { parse } from './parser.ts'
import { fromGo, toGo } from './values.ts'

export { JqError, JqTimeout } from './errors.ts'

export interface RunOptions {
  /** After so many steps the program is given up with JqTimeout. */
  readonly maxSteps?: number
}

/** A compiled jq program. */
export interface JqProgram {
  /** Loads what the program's functions need; awaited once before the first run. */
  load(): Promise<void>
  /** The answers one by one; throws JqError with gojq's words, JqTimeout when it takes too long. */
  run(input: GoValue, options?: RunOptions): Generator<GoValue, void>
}

/** Compiles a program as gojq 0.12.19 does without options: no modules, no inputs, an empty environment. Throws JqError. */
export function compileJq(source: string): JqProgram {
  return new Program(compile(parse(source)))
}

class Program implements JqProgram {
  readonly #compiled: Compiled

  constructor(compiled: Compiled) {
    this.#compiled = compiled
  }

  async load(): Promise<void> {
    for (const load of this.#compiled.loads) await load()
  }

  *run(input: GoValue, { maxSteps = 1_000_000 }: RunOptions = {}): Generator<GoValue, void> {
    const machine = new Machine(this.#compiled.code, fromGo(input), maxSteps)
    for (;;) {
      const answer = next(machine)
      if (answer === undefined) return
      yield answer
    }
  }
}

function next(machine: Machine): GoValue | undefined {
  try {
    const answer = machine.resume()
    return answer && toGo(answer.value)
  } catch (error) {
    if (error instanceof RangeError) throw new JqTimeout('value too large')
    throw error instanceof Uncaught ? error.error : error
  }
}

/** Whether an error is one of a jq program. */
export const isJqError = (error: unknown): error is JqError => error instanceof JqError
