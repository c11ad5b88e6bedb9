import { findCommand, type ParsedArguments, parseArguments } from './arguments.ts'
import type { AnyCommand, Call, Flags, Printed } from './command.ts'
import { commands } from './commands/index.ts'
import { commonFlags } from './common-flags.ts'
import { UsageError } from './errors.ts'
import { commandOf } from './find-command.ts'
import { commandHelp, overview } from './help.ts'
import type { Host } from './host.ts'
import { asciiSigns, type Page, unicodeSigns } from './page.ts'
import { programOf } from './program.ts'
import { Sources } from './sources.ts'
import { isUTF8, lookOf } from './style.ts'
import { nearest } from './suggest.ts'

export type { Host } from './host.ts'

/** Runs one command line to its end and gives the exit code; writes to the host and nowhere else, and never throws. */
export async function run(host: Host, words: readonly string[]): Promise<number> {
  const program = programOf(host.name)
  let command: AnyCommand | undefined
  let logLevel = 0
  try {
    if (words[0] === '__complete' || words[0] === '__completeNoDesc') {
      const { complete } = await import('./completion/complete.ts')
      return await complete(host, words.slice(1), commands, words[0] === '__complete')
    }
    const at = findCommand(words, everyFlag())
    if (at < 0) return withoutCommand(host, words, program)
    command = commandOf(words[at]!, commands, program)
    const flags: Flags = { ...commonFlags, ...command.flags }
    const parsed = parseArguments([...words.slice(0, at), ...words.slice(at + 1)], flags)
    logLevel = Number(parsed.values.v ?? 0)
    if (parsed.values.help) {
      host.stdout.write(commandHelp(command, program))
      return 0
    }
    return await invoke(host, command, parsed, program)
  } catch (error) {
    const { report } = await import('./failure.ts')
    return report(error, { host, program, command, logLevel })
  }
}

/** Flags may stand before the command: all are known there, the command's own decide later. */
function everyFlag(): Flags {
  return Object.assign({}, ...commands.map(({ flags }) => flags), commonFlags)
}

function withoutCommand(host: Host, words: readonly string[], program: string): number {
  const known = parseArguments(words, commonFlags)
  if (known.args.length > 0) commandOf(known.args[0]!, commands, program)
  host.stdout.write(overview(commands, program))
  return 0
}

async function invoke(host: Host, command: AnyCommand, parsed: ParsedArguments, program: string): Promise<number> {
  const started = host.elapsed()
  const { values, args } = parsed
  const output = outputOf(command, values.output as string | undefined)
  const max = command.args?.max ?? 0
  if (args.length > max) {
    throw new UsageError(
      max === 0
        ? `${command.name} takes no arguments, got ${JSON.stringify(args[0])}`
        : `${command.name} takes at most ${max === 1 ? 'one argument' : `${max} arguments`}, got ${args.length}`,
    )
  }
  const timeout = values.timeout as number | undefined
  const signal =
    timeout === undefined || timeout === 0 ? new AbortController().signal : AbortSignal.timeout(Math.ceil(timeout))
  const sources = new Sources(host)
  const flags = values as unknown as Call['flags']
  const call: Call = { args, flags, output, host, program, signal, sources, given: parsed.given, commands }
  const outcome = await unlessAborted(command.run(call), signal)
  const page: Page = {
    look: lookOf(host, host.stdout, String(values.color)),
    errorLook: lookOf(host, host.stderr, String(values.color)),
    signs: isUTF8(host) ? unicodeSigns : asciiSigns,
    places: sources,
    program,
    flags: values,
    seconds: (host.elapsed() - started) / 1000,
  }
  const view = command.views[output]!
  const printed = await view(outcome, page)
  const { stdout, stderr = '' }: Printed = typeof printed === 'string' ? { stdout: printed } : printed
  if (stdout !== '') host.stdout.write(stdout)
  if (stderr !== '') host.stderr.write(stderr)
  const code = command.exitCode?.(outcome, call) ?? 0
  return code === 1 && values['exit-code'] === false ? 0 : code
}

function outputOf(command: AnyCommand, asked: string | undefined): string {
  const formats = Object.keys(command.views)
  if (asked === undefined) return formats[0]!
  if (formats.includes(asked)) return asked
  const near = nearest(asked, formats)
  throw new UsageError(
    `unable to match a printer suitable for the output format ${JSON.stringify(asked)}, allowed formats are: ${formats.join(',')}`,
    near === undefined ? undefined : `Did you mean -o ${near}?`,
  )
}

/** A command that overlooks its signal is left behind. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
