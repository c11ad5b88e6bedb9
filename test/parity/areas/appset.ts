import { posix } from 'node:path'
import {
  createMemoryTree,
  createRecordedCluster,
  createRecordedForge,
  createRecordedGit,
  noAnswers,
  readAnswers,
  readClusters,
} from '../../../core/src/adapters/recorded/index.ts'
import { previewSet } from '../../../core/src/engine/preview.ts'
import type { PreviewOptions, SetPreview } from '../../../core/src/engine/preview-types.ts'
import { encodeJSON } from '../../../core/src/go/json/index.ts'
import type { GoValue } from '../../../core/src/go/kinds/index.ts'
import type { ApplicationSet } from '../../../core/src/model/index.ts'
import { type Forge, ForgeRefusal, type Ports, type Tree } from '../../../core/src/ports/index.ts'
import { mappingOf } from '../../../core/src/settings/repo-url.ts'
import { SourceFile } from '../../../core/src/text/index.ts'
import { type Manifest, manifestOf, parseDocuments } from '../../../core/src/yaml/index.ts'
import { type CaseResult, type Difference, defineArea, firstDifference } from '../area.ts'
import type { Golden } from '../golden.ts'

interface Case {
  readonly file: string
  readonly clusters?: string
  readonly answers?: string
  readonly repos?: Readonly<Record<string, string>>
  readonly newGlobbing?: boolean
  readonly includeHidden?: boolean
  readonly namespace?: string
}

interface Answer {
  readonly name: string
  readonly namespace: string
  readonly error: string | null
  readonly panic?: boolean
  readonly unstable?: boolean
  readonly decodeError?: boolean
  readonly params: readonly (readonly { readonly error?: string; readonly sets: readonly unknown[] | null }[])[]
  readonly applications: readonly unknown[]
  readonly validationErrors: readonly unknown[]
  readonly created: readonly unknown[]
  readonly conditions: readonly unknown[]
}

/** ApplicationSets: what they generate, and what one reconcile makes of it. */
export default defineArea({
  name: 'appset',
  async *run(golden) {
    const trees = new Map<string, Tree>()
    for (const name of golden.cases('appset')) yield await checked(golden, name, trees)
  },
})

async function checked(golden: Golden, name: string, trees: Map<string, Tree>): Promise<CaseResult> {
  const folder = `appset/${name}`
  const recorded = golden.text(`${folder}/expected.json`)
  if (recorded === undefined) throw new Error(`${folder} has no expected.json`)
  const expected: readonly Answer[] = JSON.parse(recorded)
  const got = await previews(golden, folder, trees)
  if (expected.length !== got.length) {
    return { name, difference: { path: '', expected: `${expected.length} ApplicationSets`, got: got.length } }
  }
  for (const [index, answer] of expected.entries()) {
    const difference = answer.unstable ? undefined : differenceOf(answer, got[index]!, `/${index}`)
    if (difference !== undefined) return { name, difference }
  }
  return { name }
}

async function previews(golden: Golden, folder: string, trees: Map<string, Tree>): Promise<SetPreview[]> {
  const text = (path: string): string => {
    const found = golden.text(posix.join(folder, path))
    if (found === undefined) throw new Error(`${folder}: no file ${path}`)
    return found
  }
  const input: Case = JSON.parse(text('case.json'))
  const ports = portsOf(golden, folder, input, text, trees)
  const options: PreviewOptions = {
    newGitFileGlobbing: input.newGlobbing ?? false,
    includeHiddenDirectories: input.includeHidden ?? false,
    ...(input.namespace !== undefined && { namespace: input.namespace }),
  }
  const answers: SetPreview[] = []
  for (const document of parseDocuments(new SourceFile(input.file, text(input.file)))) {
    const manifest = manifestOf(document)
    if (manifest === undefined || !isApplicationSet(manifest)) continue
    answers.push(await previewSet(manifest, ports, options, new AbortController().signal))
  }
  return answers
}

function isApplicationSet(manifest: Manifest<unknown>): manifest is Manifest<ApplicationSet> {
  const { kind, apiVersion } = (manifest.object ?? {}) as { readonly kind?: unknown; readonly apiVersion?: unknown }
  return kind === 'ApplicationSet' && typeof apiVersion === 'string' && apiVersion.startsWith('argoproj.io/')
}

function portsOf(
  golden: Golden,
  folder: string,
  { clusters, answers, repos = {} }: Case,
  text: (path: string) => string,
  trees: Map<string, Tree>,
): Partial<Ports> {
  const given = answers === undefined ? noAnswers : readAnswers(text(answers), answers)
  const repositories = Object.entries(repos).map(([url, path]) => {
    const { repoURL, revision } = mappingOf(url, path)
    return {
      url: repoURL,
      ...(revision !== undefined && { revision }),
      tree: treeOf(golden, posix.join(folder, path), repoURL, trees),
    }
  })
  return {
    cluster: createRecordedCluster({
      clusters: clusters === undefined ? [] : readClusters(text(clusters), clusters),
      ...(given.projects !== undefined && { projects: given.projects }),
    }),
    forge: complete(createRecordedForge(given)),
    git: createRecordedGit(repositories),
    clock: { now: () => new Date() },
  }
}

/** In the world that was recorded a ConfigMap that is not among the answers does not exist. */
function complete(forge: Forge): Forge {
  const existing = async <T>(answer: Promise<T | undefined>): Promise<T> => {
    const found = await answer
    if (found === undefined) throw new ForgeRefusal('not found', true)
    return found
  }
  return {
    ...forge,
    plugin: (...asked) => existing(forge.plugin(...asked)),
    decisionConfigMap: (...asked) => existing(forge.decisionConfigMap(...asked)),
  }
}

function treeOf(golden: Golden, folder: string, repoURL: string, trees: Map<string, Tree>): Tree {
  const key = `${repoURL} ${folder}`
  let tree = trees.get(key)
  if (tree === undefined) {
    tree = createMemoryTree(golden.below(folder), { repoURL })
    trees.set(key, tree)
  }
  return tree
}

function differenceOf(expected: Answer, got: SetPreview, path: string): Difference | undefined {
  if (expected.error?.includes(unanswered)) {
    const known = got.fidelity.level === 'partial' && got.error === null
    return known ? undefined : { path: `${path}/error`, expected: 'a partial answer', got: got.error }
  }
  // What Git prints depends on its version.
  if (expected.error?.includes('git ls-files')) {
    return got.error === null ? { path: `${path}/error`, expected: expected.error, got: null } : undefined
  }
  const compare = { ...answerOf(got), ...(expected.error !== null && { applications: [], created: [] }) }
  const wanted = {
    name: expected.name,
    namespace: expected.namespace,
    error: expected.error,
    panic: expected.panic ?? false,
    params: expected.params.map(element => element.map(asAnswered)),
    applications: expected.error === null ? expected.applications : [],
    validationErrors: expected.validationErrors,
    created: expected.error === null ? expected.created : [],
    conditions: expected.conditions,
  }
  // Without a name there is no reconcile.
  if (expected.name === '')
    return firstDifference({ ...wanted, created: compare.created, conditions: compare.conditions }, compare, path)
  return firstDifference(wanted, compare, path)
}

/** Where the recording had no answer, ours has none either, and no error. */
function asAnswered({ error, sets }: Answer['params'][number][number]) {
  return error?.includes(unanswered) ? { sets: [] } : { ...(error !== undefined && { error }), sets }
}

const unanswered = 'oracle: no answer'

function answerOf(got: SetPreview) {
  const applications = got.applications.map(({ object }) => plain(object as unknown as GoValue))
  const params: unknown[][] = []
  for (const { element, sets, error } of got.generators) {
    params[element] ??= []
    params[element].push({ ...(error !== undefined && { error }), sets })
  }
  const count = Array.isArray(got.manifest.object.spec?.generators) ? got.manifest.object.spec.generators.length : 0
  for (let index = 0; index < count; index++) params[index] ??= []
  return {
    name: got.name,
    namespace: got.namespace,
    error: got.error,
    panic: got.panic,
    params: got.conditions.length === 0 && got.generators.length === 0 && got.error !== null ? [] : params,
    applications,
    validationErrors: got.validationErrors.map(({ application, message }) => ({ application, error: message })),
    created: got.created.map(({ like, object }) => compact(plain(object as GoValue), like, applications[like])),
    conditions: got.conditions,
  }
}

/** As recorded: only what differs from the generated Application. */
function compact(object: unknown, like: number, generated: unknown) {
  const parts = object as Readonly<Record<string, unknown>>
  const before = generated as Readonly<Record<string, unknown>>
  const out: Record<string, unknown> = { name: (parts.metadata as { readonly name: string }).name, like }
  for (const key of ['metadata', 'spec', 'operation']) {
    if (firstDifference(before[key], parts[key]) !== undefined) out[key] = parts[key]
  }
  return out
}

const plain = (value: GoValue): unknown => JSON.parse(encodeJSON(value))
