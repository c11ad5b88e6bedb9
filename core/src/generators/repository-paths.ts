import { type GoObject, setKey, stringSlice } from '../go/kinds/index.ts'
import type { GitGenerator } from '../model/index.ts'
import type { Tree } from '../ports/index.ts'
import { appendTemplatedValues, sanitizeName } from '../template/index.ts'
import type { Span } from '../text/index.ts'
import { wrapped } from './failure.ts'
import { flatten } from './flatten.ts'
import type { GeneratorContext, ParameterSet, ParameterSource } from './generator.ts'
import { selectDirectories } from './git-directories.ts'
import { type FileContent, parsedFile } from './git-files.ts'
import { originOf, sourcesInNode, sourcesInValues } from './origin.ts'
import { firstDocument, nodeOfSet } from './yaml-text.ts'

// What generators have in common that read the directories or files of a repository, whatever kind of repository it is.

/** The part of their specs that says which and how. */
export type RepositorySpec = Pick<
  GitGenerator,
  'repoURL' | 'revision' | 'directories' | 'files' | 'pathParamPrefix' | 'values'
>

/** A parameter set for each directory that is selected of these, in their order. */
export async function fromDirectories(
  spec: RepositorySpec,
  tree: Tree,
  all: readonly string[],
  ctx: GeneratorContext,
): Promise<ParameterSet[]> {
  const sets: ParameterSet[] = []
  for (const path of selectDirectories(spec.directories ?? [], all)) {
    const params: GoObject = {}
    addPath(params, path, undefined, spec.pathParamPrefix ?? '', ctx.set.goTemplate)
    const names = Object.keys(params)
    await addValues(params, spec, ctx, 'error generating params from apps: failed to append templated values: ')
    const span = { uri: tree.uriOf(path), start: 0, end: 0 }
    sets.push({
      values: params,
      origin: originOf([sets.length], () => [
        ...names.map(parameter => ({ parameter, span })),
        ...sourcesInValues(ctx.place, spec.values),
      ]),
    })
    const turn = ctx.pause()
    if (turn) await turn
  }
  return sets
}

/** The parameter sets of each of these files. */
export async function fromFiles(
  spec: RepositorySpec,
  tree: Tree,
  files: ReadonlyMap<string, FileContent>,
  ctx: GeneratorContext,
): Promise<ParameterSet[]> {
  const sets: ParameterSet[] = []
  for (const [path, content] of files) {
    const prefix = `unable to process file '${path}' from repository '${spec.repoURL ?? ''}': `
    const file: Span = { uri: tree.uriOf(path), start: 0, end: 0 }
    let objects: GoObject[]
    try {
      objects = parsedFile(content)
    } catch (error) {
      throw wrapped(error, `${prefix}unable to parse file: `, file)
    }
    for (const [index, object] of objects.entries()) {
      const params: GoObject = ctx.set.goTemplate ? { ...object } : Object.fromEntries(flatten(object))
      const before = new Set(Object.keys(params))
      addPath(params, directoryOf(path), path, spec.pathParamPrefix ?? '', ctx.set.goTemplate)
      const added = Object.keys(params).filter(key => !before.has(key))
      await addValues(params, spec, ctx, `${prefix}failed to append templated values: `)
      sets.push({
        values: params,
        origin: originOf([sets.length], () => {
          const inside: ParameterSource[] = sourcesInNode(nodeOfSet(firstDocument(file.uri, content.text), index))
          return [
            ...inside.filter(source => !added.includes(source.parameter)),
            ...added.map(parameter => ({ parameter, span: file })),
            ...sourcesInValues(ctx.place, spec.values),
          ]
        }),
      })
      const turn = ctx.pause()
      if (turn) await turn
    }
  }
  return sets
}

/** The parameters of a path: of a directory, or of a file and the directory it is in. */
function addPath(
  params: GoObject,
  directory: string,
  file: string | undefined,
  prefix: string,
  goTemplate: boolean,
): void {
  const named: GoObject = {
    basename: baseOf(directory),
    basenameNormalized: sanitizeName(baseOf(directory)),
    ...(file !== undefined && { filename: baseOf(file), filenameNormalized: sanitizeName(baseOf(file)) }),
  }
  const segments = directory.split('/')
  if (goTemplate) {
    const path: GoObject = { path: directory, ...named, segments: stringSlice(segments) }
    setKey(params, prefix === '' ? 'path' : prefix, prefix === '' ? path : { path })
    return
  }
  const name = prefix === '' ? 'path' : `${prefix}.path`
  setKey(params, name, directory)
  for (const [key, value] of Object.entries(named)) setKey(params, `${name}.${key}`, value)
  segments.forEach((segment, index) => {
    if (segment !== '') setKey(params, `${name}[${index}]`, segment)
  })
}

// Go: path.Base and path.Dir of a clean relative path.
const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const directoryOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.')

async function addValues(
  params: GoObject,
  spec: RepositorySpec,
  { renderer, place }: GeneratorContext,
  prefix: string,
): Promise<void> {
  try {
    await renderer.run(() => appendTemplatedValues(spec.values as GoObject | undefined, params, renderer))
  } catch (error) {
    throw wrapped(place.located(error), prefix)
  }
}
