import type { AnyCommand } from './command.ts'
import { InputError, UsageError } from './errors.ts'
import type { Host } from './host.ts'

interface Failed {
  readonly host: Host
  readonly program: string
  readonly command: AnyCommand | undefined
  readonly logLevel: number
}

/** Says on standard error why there is no answer, and gives the exit code. */
export function report(error: unknown, { host, program, command, logLevel }: Failed): number {
  const say = (...lines: string[]): unknown => host.stderr.write(`${lines.join('\n')}\n`)
  if (error instanceof UsageError) {
    const help = command === undefined ? `${program} --help` : `${program} ${command.name} --help`
    say(
      `error: ${plain(error.message)}`,
      ...(error.hint === undefined ? [] : [plain(error.hint)]),
      `See '${help}' for usage.`,
    )
    return 2
  }
  if (error instanceof InputError || isExpected(error)) {
    say(`error: ${plain((error as Error).message)}`)
    return 2
  }
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    say('error: timed out: no complete answer within --timeout')
    return 124
  }
  const message = error instanceof Error ? error.message : String(error)
  say(`error: internal error: ${plain(message)}; this is a bug in ${program}`)
  if (logLevel >= 1) say(error instanceof Error ? plain(error.stack ?? '') : '')
  else say('Run the same command with -v=1 to see where it happened.')
  return 2
}

/** What the outside world refused, and recorded files that cannot be used, by name: their classes come with the engine. */
const isExpected = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'PortError' || error.name === 'RecordedFileError')

/** File names and server texts may hold what a terminal would act on. */
const plain = (text: string): string =>
  text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, char => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
