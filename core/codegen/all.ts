import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, type Step } from './step.ts'

const workspaces = ['core', 'plugin', 'language-server', 'extension', 'test']

/** Every step of every workspace, in a fixed order. */
export async function allSteps(): Promise<readonly Step[]> {
  const files = workspaces.flatMap(workspace => {
    const folder = join(root, workspace, 'codegen', 'steps')
    if (!existsSync(folder)) return []
    const names = readdirSync(folder).filter(name => name.endsWith('.ts'))
    return names.sort().map(name => join(folder, name))
  })
  return Promise.all(files.map(async file => (await import(pathToFileURL(file).href)) as Step))
}
