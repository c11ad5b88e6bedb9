import { readdir, readlink } from 'node:fs/promises'
import { sep } from 'node:path'
import { textOf } from '../../../go/kinds/index.ts'
import type { StoredEntry } from '../../../ports/index.ts'
import { diskPath } from '../disk-path.ts'

/** A name in a folder; sockets, pipes and devices are left out. */
export interface Listed {
  readonly name: string
  readonly kind: 'file' | 'directory' | 'symlink'
}

/** The names in a folder; undefined when there is no such folder, 'denied' when it may not be read. */
export async function listFolder(path: string | Buffer): Promise<Listed[] | 'denied' | undefined> {
  try {
    const entries =
      sep === '/'
        ? (await readdir(path, { withFileTypes: true, encoding: 'buffer' })).map(entry => ({
            entry,
            name: textOf(entry.name),
          }))
        : (await readdir(path, { withFileTypes: true })).map(entry => ({ entry, name: entry.name }))
    return entries.flatMap(({ entry, name }): Listed[] => {
      if (entry.isFile()) return [{ name, kind: 'file' }]
      if (entry.isDirectory()) return [{ name, kind: 'directory' }]
      return entry.isSymbolicLink() ? [{ name, kind: 'symlink' }] : []
    })
  } catch (error) {
    return ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '') ? 'denied' : undefined
  }
}

/** The text of a symlink; '' when it cannot be read any more. */
export async function readLink(path: string | Buffer): Promise<string> {
  try {
    return sep === '/'
      ? textOf(await readlink(path, { encoding: 'buffer' }))
      : (await readlink(path)).replaceAll('\\', '/')
  } catch {
    return ''
  }
}

/** How many folders are read at a time. */
const together = 64

/**
 * Every file and symlink below a folder, and folders that may not be read. `.git` is left out at every level; `skip` leaves out more folders. Symlinked folders are
 * not entered.
 */
export async function listBelow(
  root: string,
  signal: AbortSignal,
  skip: (path: string) => boolean = () => false,
): Promise<StoredEntry[]> {
  const found: StoredEntry[] = []
  const open = ['']
  while (open.length > 0) {
    signal.throwIfAborted()
    const folders = open.splice(-together)
    // Waiting for each folder alone takes longer than reading it.
    const listings = await Promise.all(folders.map(folder => listFolder(diskPath(root, folder))))
    for (const [i, folder] of folders.entries()) {
      const listed = listings[i]!
      if (listed === 'denied' && folder !== '') found.push({ path: folder, kind: 'directory' })
      for (const { name, kind } of Array.isArray(listed) ? listed : []) {
        if (name === '.git') continue
        const path = folder === '' ? name : `${folder}/${name}`
        if (kind === 'symlink') found.push({ path, kind, link: await readLink(diskPath(root, path)) })
        else if (kind === 'file') found.push({ path, kind })
        else if (!skip(path)) open.push(path)
      }
    }
  }
  return found
}
