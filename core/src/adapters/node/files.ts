import { realpath, stat } from 'node:fs/promises'
import { buffer as readAll } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compareBytes } from '../../go/kinds/index.ts'
import { type Files, PortError } from '../../ports/index.ts'
import { diskPath, fileURI } from './disk-path.ts'
import { readRegularFile } from './git/disk-tree.ts'
import { listBelow } from './git/listing.ts'
import { git } from './git/process.ts'
import { findRepository } from './git/repository.ts'
import { splitNul } from './git/work-tree.ts'

export const pathToURI = (path: string): string => pathToFileURL(path).href

/** The path of a file URI. Throws PortError for any other URI. */
export function uriToPath(uri: string): string {
  try {
    return fileURLToPath(uri)
  } catch (cause) {
    throw new PortError('files', 'refused', `${uri} is no file of this machine`, { cause })
  }
}

/** The Files port over the file system; '-' is standard input, which is read once. */
export function createNodeFiles(): Files {
  let standardInput: Promise<Uint8Array> | undefined
  return {
    async read(uri, signal) {
      signal.throwIfAborted()
      if (uri === '-') {
        standardInput ??= readAll(process.stdin)
        return standardInput
      }
      const path = uriToPath(uri)
      // What a person names may be a symlink to anywhere; what a tree holds may not.
      const content = await readRegularFile(await realPath(path), signal)
      if (content !== undefined) return content
      throw new PortError('files', 'not-found', `${path} is no file`)
    },
    async *list(folderUri, signal) {
      const folder = uriToPath(folderUri)
      if (!(await isFolder(folder))) throw new PortError('files', 'not-found', `${folder} is no folder`)
      for (const path of await listFiles(folder, signal)) {
        signal.throwIfAborted()
        yield fileURI(diskPath(folder, path))
      }
    },
  }
}

/**
 * The files below a folder in byte order: inside a work tree those that Git does not ignore, else all; `.git` and node_modules are
 * left out. A symlink to a file is one, a symlinked folder is not entered.
 */
async function listFiles(folder: string, signal: AbortSignal): Promise<string[]> {
  const tracked = await listTracked(folder, signal)
  if (tracked !== undefined) return tracked
  const isLibrary = (path: string): boolean => path === 'node_modules' || path.endsWith('/node_modules')
  const found = await listBelow(folder, signal, isLibrary)
  const files: string[] = []
  for (const { path, kind } of found) if (kind === 'file' || (await isFile(diskPath(folder, path)))) files.push(path)
  return files.sort(compareBytes)
}

/** Undefined outside a work tree, and where git cannot be asked: then the folder is read as it is. */
async function listTracked(folder: string, signal: AbortSignal): Promise<string[] | undefined> {
  try {
    if ((await findRepository(folder, signal))?.isBare !== false) return undefined
    const listing = await git(['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: folder, signal })
    const files: string[] = []
    for (const path of new Set(splitNul(listing))) {
      if (/(^|\/)node_modules\//.test(path)) continue
      if (await isFile(diskPath(folder, path))) files.push(path)
    }
    // An ignored folder inside a work tree has no files for Git, yet a person named it.
    return files.length === 0 ? undefined : files.sort(compareBytes)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof PortError) return undefined
    throw error
  }
}

async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    return path
  }
}

async function isFile(path: string | Buffer): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}
