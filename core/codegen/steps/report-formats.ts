import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedNote, type Outputs, root, type Step } from '../step.ts'

export const name: Step['name'] = 'report formats'

const folder = 'core/src/report'

/** The names of the output formats apart from the code that writes them: help and completion need no more. Text, for people, comes first. */
export function outputs(): Outputs {
  const names = readdirSync(join(root, folder))
    .sort()
    .flatMap(
      file =>
        /^export default defineReport\(\{\s*format: '(\w+)'/m.exec(
          readFileSync(join(root, folder, file), 'utf8'),
        )?.[1] ?? [],
    )
  const items = ['text', ...names.filter(format => format !== 'text')].map(format => `  '${format}',`)
  const text = [
    generatedNote(`the files of ${folder}`),
    '',
    '/** The values of `--output` for findings. */',
    'export const reportFormats: readonly string[] = [',
    ...items,
    ']',
    '',
  ].join('\n')
  return new Map([[`${folder}/formats.ts`, text]])
}
