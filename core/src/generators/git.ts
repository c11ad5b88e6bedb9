import { type GoObject, isGoObject, setKey, stringSlice } from '../go/kinds/index.ts'
import type { Tree } from '../ports/index.ts'
import { appendTemplatedValues, sanitizeName } from '../template/index.ts'
import { ArgoError, type Span } from '../text/index.ts'
import { saying, wrapped } from './failure.ts'
import { flatten } from './flatten.ts'
import {
  defineGenerator,
  type GeneratorContext,
  type GeneratorSpec,
  type ParameterSet,
  type ParameterSource,
} from './generator.ts'
import { directoriesOf, selectDirectories } from './git-directories.ts'
import { parsedFile, selectFiles } from './git-files.ts'
import { originOf, sourcesInNode, sourcesInValues } from './origin.ts'
import { firstDocument, nodeOfSet } from './yaml-text.ts'

// Argo CD: applicationset/generators/git.go.
export default defineGenerator({
  key: 'git',
  async generate(spec, ctx) {
    await checkProject(ctx)
    const { place } = ctx
    const wantsDirectories = (spec.directories ?? []).length > 0
    if (!wantsDirectories && (spec.files ?? []).length === 0) throw new ArgoError('ApplicationSet is empty', place.at())
    return saying('error generating params from git: ', place.at(), async () => {
      const prefix = wantsDirectories
        ? 'error getting directories from repo: error retrieving Git Directories: '
        : 'error retrieving Git files: '
      const { repoURL = '', revision = '' } = spec
      const tree = await saying(prefix, place.at('repoURL'), () =>
        ctx.world.tree(repoURL, revision, place.at('repoURL')),
      )
      if (tree === undefined) return []
      return wantsDirectories ? fromDirectories(spec, tree, ctx) : fromFiles(spec, tree, ctx)
    })
  },
})

/** A project that is no template has to exist before Argo CD looks into a repository. */
async function checkProject({ set, world, place }: GeneratorContext): Promise<void> {
  if (set.project.includes('{{')) return
  const project = await world.appProject(set.project)
  if (project !== 'missing') {
    if (project !== 'unknown' && verifiesCommits(project)) {
      world.note(
        'approximate',
        'signatures-not-checked',
        `the commit signatures project ${set.project} asks for are not checked`,
      )
    }
    return
  }
  const missing = `AppProject.argoproj.io "${set.project}" not found`
  const written = place.written.at('spec', 'template', 'spec', 'project')
  throw new ArgoError(`error getting project ${set.project}: ${missing}`, written)
}

function verifiesCommits(project: GoObject): boolean {
  const spec = isGoObject(project.spec) ? project.spec : {}
  return (Array.isArray(spec.signatureKeys) && spec.signatureKeys.length > 0) || isGoObject(spec.sourceIntegrity)
}

async function fromDirectories(spec: GeneratorSpec<'git'>, tree: Tree, ctx: GeneratorContext): Promise<ParameterSet[]> {
  const { world, place, signal } = ctx
  const all = await world.reading(place.at('repoURL'), () =>
    directoriesOf(tree, world.includeHiddenDirectories, signal),
  )
  const sets: ParameterSet[] = []
  for (const path of selectDirectories(spec.directories ?? [], all?.value ?? [])) {
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

async function fromFiles(spec: GeneratorSpec<'git'>, tree: Tree, ctx: GeneratorContext): Promise<ParameterSet[]> {
  const sets: ParameterSet[] = []
  for (const [path, content] of await selectFiles(spec, tree, ctx)) {
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
  spec: GeneratorSpec<'git'>,
  { renderer, place }: GeneratorContext,
  prefix: string,
): Promise<void> {
  try {
    await renderer.run(() => appendTemplatedValues(spec.values as GoObject | undefined, params, renderer))
  } catch (error) {
    throw wrapped(place.located(error), prefix)
  }
}
