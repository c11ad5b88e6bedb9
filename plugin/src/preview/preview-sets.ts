import {
  type Application,
  type ApplicationSet,
  combineFidelity,
  type Diagnostic,
  type Fidelity,
  fileClassOf,
  findingsOf,
  type Manifest,
  manifestAt,
  manifestOf,
  modelKind,
  type Outcome,
  parseDocuments,
  previewSet,
  type SetPreview,
  type YamlDocument,
} from '@kubectl-gitops/core'
import type { CallWith } from '../command.ts'
import { InputError } from '../errors.ts'
import type { fileFlags, planFlags, worldFlags } from '../file-flags.ts'
import { type InputFile, readInputs } from '../inputs.ts'
import { readSettings } from '../settings.ts'
import { surroundingsOf } from '../surroundings.ts'
import { openWorld } from '../world.ts'

/** The answer of `preview`. */
export interface Preview {
  readonly sets: readonly SetPreview[]
  /** A document that stands for a set, maybe, cannot be read as YAML. */
  readonly unreadable: boolean
  /** The Applications that exist, when they were given. */
  readonly existing: readonly Application[] | undefined
}

type PreviewCall = CallWith<typeof fileFlags & typeof worldFlags & typeof planFlags>

/** Previews every ApplicationSet of the files that were asked for. */
export async function previewSets(call: PreviewCall): Promise<Outcome<Preview>> {
  const { flags, args, host, sources, signal } = call
  const selection = { filenames: flags.filename, recursive: flags.recursive, about: /ApplicationSet/ }
  const settings = await readSettings(call)
  const world = await openWorld(call, settings, flags['live-objects'])
  try {
    const { files, problems } = await readInputs(selection, host, sources, signal)
    const { manifests, faults } = findSets(files, problems)
    const preset = world.options.namespace ?? settings.argocdNamespace
    const wanted = args.length === 0 ? manifests : manifests.filter(manifest => isNamed(manifest, args, preset))
    const missing = args.filter(name => !manifests.some(manifest => isNamed(manifest, [name], preset)))
    if (missing.length > 0) throw new InputError(notFound(missing[0]!, manifests))
    const sets: SetPreview[] = []
    const bugs: Diagnostic[] = []
    for (const manifest of wanted) {
      try {
        const set = await previewSet(manifest, world.ports, world.options, signal)
        sets.push({ ...set, diagnostics: [...findingsOf(set)] })
      } catch (error) {
        signal.throwIfAborted()
        bugs.push(bugOf(error, manifest, call))
      }
    }
    return {
      value: { sets, unreadable: faults.length > 0, existing: world.options.existing },
      diagnostics: [...faults, ...bugs, ...sets.flatMap(set => set.diagnostics)],
      fidelity: combineFidelity([...sets.map(set => set.fidelity), ...bugs.map(withoutSet)]),
    }
  } finally {
    await world.close()
  }
}

/** A bug of ours costs one set, not the answer. */
function bugOf(error: unknown, manifest: Manifest<ApplicationSet>, { flags, host }: PreviewCall): Diagnostic {
  if ((flags.v ?? 0) >= 1) host.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  const problem = error instanceof Error ? error.message : String(error)
  return {
    code: 'internal-error',
    severity: 'error',
    message: `this set cannot be previewed because of a bug in this program: ${problem}`,
    span: manifest.keyAt('kind'),
  }
}

const withoutSet = ({ code, message }: Diagnostic): Fidelity => ({ level: 'partial', reasons: [{ code, message }] })

interface FoundSets {
  readonly manifests: readonly Manifest<ApplicationSet>[]
  readonly faults: readonly Diagnostic[]
}

function findSets(files: readonly InputFile[], problems: readonly Diagnostic[]): FoundSets {
  const manifests: Manifest<ApplicationSet>[] = []
  const faults: Diagnostic[] = [...problems]
  for (const { source, named } of files) {
    if (!named && fileClassOf(source, surroundingsOf) === 'helm-template') continue
    for (const document of parseDocuments(source)) {
      const fault = faultOf(document)
      const text = source.text.slice(document.span.start, document.span.end)
      if (fault !== undefined) {
        // In a folder other files may be broken: they are the affair of `validate`.
        if (named || kindLine.test(text)) faults.push(fault)
        continue
      }
      const manifest = manifestOf(document)
      if (manifest !== undefined) for (const object of objectsOf(manifest)) if (isSet(object)) manifests.push(object)
    }
  }
  return { manifests, faults }
}

const isSet = (manifest: Manifest<unknown>): manifest is Manifest<ApplicationSet> =>
  modelKind(manifest.object) === 'ApplicationSet'

/** The object itself, or the items of a List, as `kubectl get -o yaml` prints several. */
function* objectsOf(manifest: Manifest<unknown>): Generator<Manifest<unknown>> {
  const { kind, items } = (manifest.object ?? {}) as { readonly kind?: unknown; readonly items?: unknown }
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) {
    yield manifest
    return
  }
  for (const index of items.keys()) {
    const node = manifest.node('items', index)
    if (node !== undefined) yield manifestAt(node)
  }
}

const kindLine = /^kind:\s*["']?ApplicationSet\b/m

/** Why Argo CD cannot read a document at all. */
function faultOf(document: YamlDocument): Diagnostic | undefined {
  const problem = document.problems.find(({ fatal }) => fatal)
  if (problem === undefined) return undefined
  const { code, message, span, related } = problem
  return { code, severity: 'error', message, span, ...(related && { related }) }
}

/** NAME, KIND/NAME or NAMESPACE/NAME, as kubectl and Argo CD write them. */
function isNamed(manifest: Manifest<ApplicationSet>, names: readonly string[], preset: string): boolean {
  const metadata: { readonly name?: unknown; readonly namespace?: unknown } = manifest.object.metadata ?? {}
  return names.some(wanted => {
    const [name, prefix] = wanted.split('/').reverse()
    if (name !== metadata.name) return false
    return prefix === undefined || kindNames.includes(prefix.toLowerCase()) || prefix === (metadata.namespace ?? preset)
  })
}

const kindNames = [
  'applicationset',
  'applicationsets',
  'appset',
  'appsets',
  'applicationset.argoproj.io',
  'applicationsets.argoproj.io',
]

function notFound(name: string, manifests: readonly Manifest<ApplicationSet>[]): string {
  if (/\.(?:ya?ml|json)$/i.test(name)) return `${name} is a file name: write -f ${name}`
  const known = manifests.map(manifest => String(manifest.object.metadata?.name ?? '')).filter(known => known !== '')
  const rest =
    known.length === 0 ? 'there is no ApplicationSet in the files' : `the files have ${known.slice(0, 10).join(', ')}`
  return `ApplicationSet ${JSON.stringify(name)} not found: ${rest}${known.length > 10 ? ', ...' : ''}`
}
