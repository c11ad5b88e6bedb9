// Written by `npm run generate` from the files of plugin/src/commands. Do not edit.
import type { AnyCommand } from '../command.ts'
import completion from './completion.ts'
import help from './help.ts'
import options from './options.ts'
import preview from './preview.ts'
import version from './version.ts'

/** Every subcommand. */
export const commands: readonly AnyCommand[] = [completion, help, options, preview, version]
