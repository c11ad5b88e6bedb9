import type { AnyCommand } from './command.ts'
import { UsageError } from './errors.ts'
import { nearest } from './suggest.ts'

/** The command of a name or alias; throws a UsageError that names the nearest one. */
export function commandOf(name: string, commands: readonly AnyCommand[], program: string): AnyCommand {
  const found = commands.find(command => command.name === name || command.aliases?.includes(name))
  if (found !== undefined) return found
  const names = commands.filter(({ hidden }) => !hidden).flatMap(command => [command.name, ...(command.aliases ?? [])])
  const near = nearest(name, names)
  throw new UsageError(
    `unknown command ${JSON.stringify(name)} for "${program}"`,
    near === undefined ? undefined : `Did you mean ${near}?`,
  )
}
