import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One thing that is generated. A step is a file in a folder `codegen/steps` of a workspace that exports these two. */
export interface Step {
  readonly name: string
  /** The text of each file the step writes, by its path from the root of the repository. Writes nothing itself. */
  outputs(): Outputs | Promise<Outputs>
}

export type Outputs = ReadonlyMap<string, string>

/** The root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** The first line of a generated TypeScript file. */
export const generatedNote = (source: string): string =>
  `// Written by \`npm run generate\` from ${source}. Do not edit.`
