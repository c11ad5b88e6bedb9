import { readFileSync, statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Diagnostic, SourceFile, textOf } from '@kubectl-gitops/core'
import { createNodeFiles, uriToPath } from '@kubectl-gitops/core/node'
import { InputError, UsageError } from './errors.ts'
import type { Host } from './host.ts'
import { maximumFileSize, megabytes, readLimited } from './read-limited.ts'
import type { Sources } from './sources.ts'
import { surroundingsOf } from './surroundings.ts'
import { workTreeRoot } from './work-tree.ts'

/** What a command line says about its files. */
export interface Selection {
  /** -f */
  readonly filenames: readonly string[]
  readonly recursive: boolean
  /** Arguments that are paths: a folder means all below it. */
  readonly paths?: readonly string[]
  /** What a text must hold to be read further, when nobody named its file. */
  readonly about: RegExp
}

/** The files that were read, and what is wrong with those that could not be. */
export interface Inputs {
  readonly files: readonly InputFile[]
  /** How many files were read, also those that turned out to be about something else. */
  readonly seen: number
  readonly problems: readonly Diagnostic[]
}

export interface InputFile {
  readonly source: SourceFile
  /** Somebody named this file; else it was found in a folder. */
  readonly named: boolean
  /** The byte order mark to be written back before the text; undefined when the text is no UTF-8 and is not written at all. */
  readonly mark: string | undefined
}

/** Reads the files that were named, or those of the Git work tree around the current folder. */
export async function readInputs(
  selection: Selection,
  host: Host,
  sources: Sources,
  signal: AbortSignal,
): Promise<Inputs> {
  sources.onMissing(uri => {
    const text = surroundingsOf(uri)
    return text === undefined ? undefined : new SourceFile(uri, text)
  })
  const found = await findFiles(selection, host, signal)
  const files: InputFile[] = []
  const problems: Diagnostic[] = []
  let seen = 0
  for (const { uri, named } of found) {
    signal.throwIfAborted()
    const bytes = uri === '-' ? await readStandardInput(host) : await readBytes(uri, named)
    if (bytes === undefined) continue
    if (typeof bytes === 'string') {
      problems.push({ code: 'port-refused', severity: 'warning', message: `${bytes}; it was left out` })
      continue
    }
    seen++
    if (isBinary(bytes)) {
      if (!named) continue
      const source = new SourceFile(uri, '')
      sources.add(source)
      problems.push(binaryProblem(source))
      continue
    }
    const source = new SourceFile(uri, decode(bytes))
    if (!named && !selection.about.test(source.text)) continue
    sources.add(source)
    files.push({ source, named, mark: isUTF16(bytes) ? undefined : hasMark(bytes) ? '\ufeff' : '' })
  }
  return { files, seen, problems }
}

interface Found {
  readonly uri: string
  readonly named: boolean
}

async function findFiles(
  { filenames, recursive, paths = [] }: Selection,
  host: Host,
  signal: AbortSignal,
): Promise<Found[]> {
  const found = new Map<string, Found>()
  const add = (uri: string, named: boolean): void => {
    if (!found.has(uri) || named) found.set(uri, { uri, named })
  }
  for (const name of await splitNames(filenames, host)) {
    if ((await kindOf(name, host)) !== 'folder') add(name === '-' ? '-' : uriOf(name, host), true)
    else for (const uri of await filesOfFolder(name, recursive, host, signal)) add(uri, false)
  }
  for (const name of paths) {
    if ((await kindOf(name, host)) !== 'folder') add(name === '-' ? '-' : uriOf(name, host), true)
    else for (const uri of await filesBelow(resolve(host.cwd, name), name, signal)) add(uri, false)
  }
  if (filenames.length === 0 && paths.length === 0) {
    const root = await workTreeRoot(host.cwd)
    if (root === undefined) {
      throw new InputError(
        'the current folder is not inside a Git work tree: name a file or folder, such as -f appset.yaml or -f .',
      )
    }
    for (const uri of await filesBelow(root, root, signal)) add(uri, false)
  }
  return [...found.values()]
}

/** kubectl takes several files separated by commas; a file whose name has one is taken as it is. */
async function splitNames(filenames: readonly string[], host: Host): Promise<string[]> {
  const names: string[] = []
  for (const name of filenames) {
    if (name.includes(',') && !(await exists(resolve(host.cwd, name))))
      names.push(...name.split(',').filter(part => part !== ''))
    else names.push(name)
  }
  return names
}

async function kindOf(name: string, host: Host): Promise<'input' | 'file' | 'folder'> {
  if (name === '-') return 'input'
  if (name === '') throw new UsageError('a file name is empty')
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) {
    throw new UsageError(
      `${name} is a URL: only files are read; download it and name the file, or use -f - to read a pipe`,
    )
  }
  try {
    return (await stat(resolve(host.cwd, name))).isDirectory() ? 'folder' : 'file'
  } catch (cause) {
    throw new InputError(unreadable(name, cause), { cause })
  }
}

/** The manifests of one folder, or of all below it with -R. */
async function filesOfFolder(name: string, recursive: boolean, host: Host, signal: AbortSignal): Promise<string[]> {
  const folder = resolve(host.cwd, name)
  if (recursive) return filesBelow(folder, name, signal)
  const entries = await readdir(folder).catch((cause: unknown) => {
    throw new InputError(unreadable(name, cause), { cause })
  })
  const files: string[] = []
  for (const entry of entries.filter(isManifestName).sort()) {
    const path = join(folder, entry)
    if (await isFile(path)) files.push(pathToFileURL(path).href)
  }
  if (files.length > 0) return files
  throw new InputError(`no .yaml, .yml or .json file in the folder ${name}; -R looks into the folders below it as well`)
}

async function filesBelow(folder: string, name: string, signal: AbortSignal): Promise<string[]> {
  const uris: string[] = []
  for await (const uri of createNodeFiles().list(pathToFileURL(folder).href, signal)) {
    if (isManifestName(uri)) uris.push(uri)
  }
  if (uris.length > 0) return uris
  throw new InputError(`no .yaml, .yml or .json file in the folder ${name} and below it`)
}

const isManifestName = (name: string): boolean => /\.(?:ya?ml|json)$/i.test(name)

const uriOf = (name: string, host: Host): string => pathToFileURL(resolve(host.cwd, name)).href

/** The bytes of a file. Of one that nobody named: undefined when it is gone or no file, a text when it may not be read. */
async function readBytes(uri: string, named: boolean): Promise<Uint8Array | string | undefined> {
  const path = uriToPath(uri)
  try {
    const found = statSync(path)
    // A pipe (`<(command)`) may make one wait.
    if (!found.isFile()) return named ? await readLimited(path) : undefined
    const { size } = found
    if (size > maximumFileSize) {
      if (!named) return undefined
      throw new InputError(`${path} has ${megabytes(size)}; files above ${megabytes(maximumFileSize)} are not read`)
    }
    // Thousands of small files: asking for each and waiting takes longer than reading.
    return readFileSync(path)
  } catch (cause) {
    if (cause instanceof InputError) throw cause
    if (named) throw new InputError(unreadable(path, cause), { cause })
    // A file of a folder may vanish or be somebody else's: the others still count.
    return (cause as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : unreadable(path, cause)
  }
}

async function readStandardInput(host: Host): Promise<Uint8Array> {
  if (host.stdin.isTTY) host.stderr.write('reading from standard input; end it with Ctrl-D\n')
  const bytes = await host.stdin.read(maximumFileSize)
  if (bytes.length <= maximumFileSize) return bytes
  throw new InputError(`standard input has more than ${megabytes(maximumFileSize)}, which is not read`)
}

function unreadable(name: string, cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') return `the path ${JSON.stringify(name)} does not exist`
  if (code === 'EACCES' || code === 'EPERM')
    return `the path ${JSON.stringify(name)} may not be read: permission denied`
  return `the path ${JSON.stringify(name)} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`
}

/** A NUL in the first kilobytes, as Git tells it; UTF-16 has them too, and begins with its mark. */
const isBinary = (bytes: Uint8Array): boolean => !isUTF16(bytes) && bytes.subarray(0, 8000).includes(0)

const isUTF16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

/** YAML is read in UTF-8 and UTF-16, told apart by the mark at the start. */
function decode(bytes: Uint8Array): string {
  if (isUTF16(bytes)) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
  return textOf(hasMark(bytes) ? bytes.subarray(3) : bytes)
}

const hasMark = ([first, second, third]: Uint8Array): boolean => first === 0xef && second === 0xbb && third === 0xbf

function binaryProblem(file: SourceFile): Diagnostic {
  return {
    code: 'yaml-syntax',
    severity: 'error',
    message: 'the file is not text: it holds NUL bytes, so nothing in it can be read as YAML',
    span: { uri: file.uri, start: 0, end: 0 },
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

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
