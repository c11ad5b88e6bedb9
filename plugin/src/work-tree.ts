import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The root of the Git work tree around a folder, told by its `.git`; undefined outside of any. */
export async function workTreeRoot(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    if (await exists(join(at, '.git'))) return at
    if (dirname(at) === at) return undefined
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch {
    return false
  }
}
