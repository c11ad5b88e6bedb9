import { parseArguments } from '../arguments.ts'
import type { Call, CallWith } from '../command.ts'
import preview from '../commands/preview.ts'
import { commonFlags } from '../common-flags.ts'
import type { fileFlags, planFlags, worldFlags } from '../file-flags.ts'
import type { Host } from '../host.ts'
import { previewSets } from '../preview/preview-sets.ts'
import { nameOf } from '../preview/select.ts'
import { Sources } from '../sources.ts'

/** Completion must not keep anybody waiting. */
const patience = 1500

/** The names of the sets, or of the Applications they generate, in the files that the line so far names. */
export async function namesInFiles(
  what: 'set' | 'application',
  typed: readonly string[],
  host: Host,
): Promise<readonly (readonly [string, string])[]> {
  const flags = { ...commonFlags, ...preview.flags }
  // The flag that is being completed has no value yet.
  const words = typed.filter((word, at) => at !== typed.length - 1 || !/^--(?:explain|app)$/.test(word))
  const { values, given } = parseArguments(words, flags)
  const call: CallWith<typeof fileFlags & typeof worldFlags & typeof planFlags> = {
    args: [],
    flags: values as unknown as Call['flags'] &
      CallWith<typeof fileFlags & typeof worldFlags & typeof planFlags>['flags'],
    given,
    output: 'name',
    host,
    program: host.name,
    signal: AbortSignal.timeout(patience),
    sources: new Sources(host),
    commands: [],
  }
  const { value } = await previewSets(call)
  if (what === 'set') return value.sets.map(({ name, namespace }) => [name, namespace] as const)
  return value.sets.flatMap(set => set.applications.map(app => [nameOf(app), `from ${set.name}`] as const))
}
