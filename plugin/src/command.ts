import type { Outcome } from '@kubectl-gitops/core'
import type { commonFlags } from './common-flags.ts'
import type { Host } from './host.ts'
import type { Page } from './page.ts'
import type { Sources } from './sources.ts'

/** One option of a command line, by its long name. */
export interface Flag {
  readonly type: 'string' | 'boolean' | 'integer' | 'duration'
  readonly short?: string
  /** What stands for the value in help. */
  readonly placeholder?: string
  readonly help: string
  /** The only values it may have. */
  readonly values?: readonly string[]
  /** May be given more than once; the value is a list. */
  readonly repeatable?: true
  /** The value when only the name is given; such a flag takes its value only after `=`. */
  readonly bare?: string
  readonly default?: string | boolean
  readonly completes?: Completes
  /** Known, but not shown in help. */
  readonly hidden?: true
}

export type Flags = Readonly<Record<string, Flag>>

/** What completion offers for a value. */
export type Completes = 'file' | 'folder' | 'set' | 'application' | 'rule' | 'command' | readonly string[]

type Scalar<F extends Flag> = F['type'] extends 'boolean' ? boolean : F['type'] extends 'string' ? string : number

/** The values of flags as a command reads them. A duration is in milliseconds. */
export type FlagValues<F extends Flags> = {
  readonly [K in keyof F]: F[K] extends { repeatable: true }
    ? readonly Scalar<F[K]>[]
    : F[K] extends { default: string | boolean } | { type: 'boolean' }
      ? Scalar<F[K]>
      : Scalar<F[K]> | undefined
}

/** One call of a command, with the flags every command has. */
export interface Call {
  readonly args: readonly string[]
  readonly flags: FlagValues<typeof commonFlags>
  /** The chosen output format. */
  readonly output: string
  readonly host: Host
  /** How the program was called: `kubectl gitops`. */
  readonly program: string
  /** Ends with --timeout. */
  readonly signal: AbortSignal
  /** Every text that is read is added here, so that places in it can be shown. */
  readonly sources: Sources
  /** The names of the flags that were given. */
  readonly given: ReadonlySet<string>
  /** Every command, for help. */
  readonly commands: readonly AnyCommand[]
}

/** A call that has the flags of some list as well. */
export type CallWith<F extends Flags> = Omit<Call, 'flags'> & { readonly flags: FlagValues<F> & Call['flags'] }

/** One call of a command with its own flags. */
export type Invocation<F extends Flags> = CallWith<F>

/** What is written: the answer, and what is said beside it. */
export interface Printed {
  readonly stdout: string
  readonly stderr?: string
}

export type View<T> = (outcome: Outcome<T>, page: Page) => string | Printed | Promise<string | Printed>

/** One subcommand: what it is called, what it understands, what it answers and how that looks. */
export interface Command<F extends Flags, T> {
  readonly name: string
  readonly aliases?: readonly string[]
  /** Behind the program's name: `preview [-f FILE | APPSET...]`. */
  readonly usage: string
  readonly summary: string
  /** More than the summary says. */
  readonly description?: string
  readonly examples: readonly { readonly does: string; readonly line: string }[]
  readonly flags: F
  readonly args?: { readonly max: number; readonly completes?: Completes }
  /** By the value of --output; the first is the default. Without any the command takes no --output. */
  readonly views: Readonly<Record<string, View<T>>>
  readonly hidden?: true
  run(invocation: Invocation<F>): Promise<Outcome<T>>
  /** 1 for "there is something", 3 for "partly answered". Default 0. */
  exitCode?(outcome: Outcome<T>, invocation: Invocation<F>): number
}

/** A command whose types are its own affair. */
export interface AnyCommand extends Omit<Command<Flags, unknown>, 'run' | 'exitCode'> {
  run(call: Call): Promise<Outcome<unknown>>
  exitCode?(outcome: Outcome<unknown>, call: Call): number
}

/** Checks a command's types where it is written. */
export function defineCommand<const F extends Flags, T>(command: Command<F, T>): AnyCommand {
  // The runner parses flags by the command's own list, so that the values have the command's own types.
  return command as unknown as AnyCommand
}
