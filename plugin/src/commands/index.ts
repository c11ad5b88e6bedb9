// Written by `npm run generate` from the files of plugin/src/commands. Do not edit.
import type { AnyCommand } from '../command.ts'
import completion from './completion.ts'
import help from './help.ts'
import new_ from './new.ts'
import options from './options.ts'
import preview from './preview.ts'
import rules from './rules.ts'
import validate from './validate.ts'
import version from './version.ts'

/** Every subcommand. */
export const commands: readonly AnyCommand[] = [completion, help, new_, options, preview, rules, validate, version]
