import type { Jq } from '../values.ts'

/** A function of gojq that is not written in jq. */
export interface Native {
  call(value: Jq, ...args: readonly Jq[]): Jq
  /** For functions with any number of answers, in place of call. */
  readonly many?: (value: Jq, ...args: readonly Jq[]) => Iterator<Jq>
  /** Loads what the function needs; awaited once before the program runs. */
  readonly load?: () => Promise<void>
}

/** Functions by name and number of arguments: `has/1`. */
export type Natives = Readonly<Record<string, Native['call'] | Native>>
