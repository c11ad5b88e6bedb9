import { globTree, matchPathspec } from '../go/glob/index.ts'
import { compareBytes, GoError, type GoObject, type GoValue, isGoObject, textOf } from '../go/kinds/index.ts'
import { decodeYAML } from '../go/yaml/index.ts'
import type { GitFileGeneratorItem } from '../model/index.ts'
import type { Tree, TreeEntry } from '../ports/index.ts'
import { ArgoError, type Span } from '../text/index.ts'
import { asObjects, copied, inYAML } from './decode.ts'
import type { GeneratorContext, GeneratorSpec } from './generator.ts'
import { gitFolder } from './git-directories.ts'
import type { World } from './world.ts'

/** A file's text and, once it was asked for, what it decodes to. */
export interface FileContent {
  readonly text: string
  decoded?: { readonly value: GoValue } | { readonly error: unknown }
}

/** The files of a Git repository that a pattern includes and none excludes, in byte order of their paths. */
// Argo CD: applicationset/generators/git.go generateParamsForGitFiles.
export async function selectFiles(
  { files = [], repoURL = '', revision = '' }: GeneratorSpec<'git'>,
  tree: Tree,
  { world, place, signal }: GeneratorContext,
): Promise<Map<string, FileContent>> {
  return chosenFiles(files, async index => {
    const pattern = files[index]?.path || '.'
    const where = `repo ${repoURL} with revision ${revision} pattern ${pattern}`
    return filesOf(tree, pattern, {
      where,
      asked: place.at('files', index, 'path'),
      world,
      signal,
    })
  })
}

/** What some of these items find and none that excludes, in byte order of their paths. */
export async function chosenFiles(
  files: readonly GitFileGeneratorItem[],
  found: (index: number) => Promise<ReadonlyMap<string, FileContent>>,
): Promise<Map<string, FileContent>> {
  const selected = new Map<string, FileContent>()
  for (const [index, { exclude }] of files.entries()) {
    if (!exclude) for (const [path, content] of await found(index)) selected.set(path, content)
  }
  for (const [index, { exclude }] of files.entries()) {
    if (exclude) for (const path of (await found(index)).keys()) selected.delete(path)
  }
  return new Map([...selected].sort(([a], [b]) => compareBytes(a, b)))
}

interface Request {
  readonly where: string
  readonly asked: Span
  readonly world: World
  readonly signal: AbortSignal
}

/** Immutable like the tree, so kept as long as it is. */
interface Known {
  readonly matches: Map<string, readonly string[]>
  readonly contents: Map<string, FileContent>
  byPath?: ReadonlyMap<string, TreeEntry>
}

const prefix = 'error retrieving Git files: rpc error: code = Internal desc = '

const trees = new WeakMap<Tree, Known>()

// Argo CD: reposerver/repository/repository.go GetGitFiles.
async function filesOf(tree: Tree, pattern: string, request: Request): Promise<Map<string, FileContent>> {
  const { where, asked, world, signal } = request
  const known = knownOf(tree)
  const listing = await world.reading(asked, () => tree.entries(signal))
  if (listing === undefined) return new Map()
  const entries = listing.value
  const key = `${world.newGitFileGlobbing ? 'glob' : 'pathspec'} ${pattern}`
  let paths = known.matches.get(key)
  if (paths === undefined) {
    paths = listed(entries, pattern, request)
    known.matches.set(key, paths)
  }
  known.byPath ??= new Map(entries.map(entry => [entry.path, entry]))
  const files = new Map<string, FileContent>()
  for (const path of paths) {
    const content = isReadable(path, known.byPath) ? await contentOf(tree, path, request) : 'missing'
    if (content === 'missing') {
      const problem = readProblem(path, known.byPath)
      throw new ArgoError(`${prefix}unable to read files. ${where}: ${problem}`, asked)
    }
    if (content !== undefined) files.set(path, content)
  }
  return files
}

function knownOf(tree: Tree): Known {
  const known: Known = trees.get(tree) ?? { matches: new Map(), contents: new Map() }
  trees.set(tree, known)
  return known
}

/** A file's content, read once. Undefined: it cannot be read, which the world has noted. */
export async function contentOf(
  tree: Tree,
  path: string,
  { asked, world, signal }: Pick<Request, 'asked' | 'world' | 'signal'>,
): Promise<FileContent | 'missing' | undefined> {
  const { contents } = knownOf(tree)
  let content = contents.get(path)
  if (content === undefined) {
    const read = await world.reading(asked, () => tree.read(path, signal))
    if (read === undefined) return undefined
    if (read.value === undefined) return 'missing'
    content = { text: textOf(read.value) }
    contents.set(path, content)
  }
  return content
}

/** Argo CD: util/git/client.go LsFiles. */
function listed(entries: readonly TreeEntry[], pattern: string, { where, asked, world }: Request): string[] {
  const newGlobbing = world.newGitFileGlobbing
  try {
    return newGlobbing ? globTree(entries, pattern) : matchPathspec(entries, pattern)
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    const command = `\`git ls-files --full-name -z -- ${pattern}\` failed exit status 128: `
    const problem = `${newGlobbing ? '' : command}${error.message}`
    const message = `${prefix}unable to list files. ${where}: ${problem}`
    throw new ArgoError(message, asked, { cause: error })
  }
}

type Entries = ReadonlyMap<string, TreeEntry>

function isReadable(path: string, entries: Entries): boolean {
  const entry = entries.get(path)
  return entry?.kind === 'file' || entry?.target === 'file'
}

function readProblem(path: string, entries: Entries): string {
  const shown = path === '.' ? '<checkout>' : `<checkout>/${path}`
  const entry = entries.get(path)
  const isDirectory =
    path === '.' || entry?.kind === 'directory' || entry?.target === 'directory' || gitFolder.includes(path)
  return isDirectory ? `read ${shown}: is a directory` : `open ${shown}: no such file or directory`
}

/** A file's parameter sets: one object, or a list of them; an empty file is an object without keys. */
// Argo CD: applicationset/generators/git.go generateParamsFromGitFile.
export function parsedFile(content: FileContent): GoObject[] {
  content.decoded ??= decode(content.text)
  const { decoded } = content
  if ('error' in decoded) throw decoded.error
  const { value } = decoded
  if (value === null) return [{}]
  // Each set is its own: what generators merge they change.
  return isGoObject(value) ? [copied(value) as GoObject] : inYAML(() => asObjects(value))
}

function decode(text: string): NonNullable<FileContent['decoded']> {
  try {
    return { value: decodeYAML(text) }
  } catch (error) {
    return { error }
  }
}
