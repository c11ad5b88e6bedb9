import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Outputs, root, type Step } from '../../../core/codegen/step.ts'
import { commands, settings } from '../../src/contributions.ts'

export const name: Step['name'] = 'contributes'

/** The extension's package.json with its contributes section written anew; everything else in it is written by hand. */
export function outputs(): Outputs {
  const path = 'extension/package.json'
  const manifest: Record<string, unknown> = JSON.parse(readFileSync(join(root, path), 'utf8'))
  const category = 'GitOps'
  manifest.contributes = {
    commands: Object.entries(commands).map(([command, title]) => ({ command, title, category })),
    configuration: { title: category, properties: settings },
  }
  return new Map([[path, `${JSON.stringify(manifest, null, 2)}\n`]])
}
