import { conditionsOf } from '../appset/conditions.ts'
import { createdObjects } from '../appset/created.ts'
import { type Generation, generateApplications } from '../appset/generate.ts'
import { objectAt, stringAt } from '../appset/objects.ts'
import { planOf } from '../appset/plan.ts'
import { type Validation, validateGenerated } from '../appset/validate.ts'
import { withoutLaterGenerators } from '../generators/later.ts'
import { GoError, GoLimit, type GoObject, type GoValue, isGoObject } from '../go/kinds/index.ts'
import { TemplateError } from '../go/template/index.ts'
import { type ApplicationSet, decodeGo } from '../model/index.ts'
import type { ClusterSecret, Ports } from '../ports/index.ts'
import { bundledVersion, isAtLeast } from '../settings/version.ts'
import { argoFunctionsAt, Renderer } from '../template/index.ts'
import { ArgoError, combineFidelity, type Diagnostic, exact, type Fidelity } from '../text/index.ts'
import type { Manifest } from '../yaml/manifest.ts'
import { Pace } from './pace.ts'
import type { PreviewOptions, SetPreview } from './preview-types.ts'
import { PreviewWorld } from './preview-world.ts'

/** What Argo CD would make of one ApplicationSet. What is not at hand is named in the fidelity, the rest is answered. */
export async function previewSet(
  manifest: Manifest<ApplicationSet>,
  ports: Partial<Ports>,
  options: PreviewOptions,
  signal: AbortSignal,
): Promise<SetPreview> {
  signal.throwIfAborted()
  let set: GoObject
  try {
    const written = manifest.object as unknown as GoValue
    set = decodeGo('ApplicationSet', withoutLaterGenerators(written, options.argocdVersion ?? bundledVersion))
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    return refusedSet(manifest, `error unmarshalling appset: ${error.message}`, options)
  }
  const { name, namespace } = identityOf(set, options)
  const world = new PreviewWorld(ports, options, signal)
  const renderer = rendererOf(set, manifest, ports, options)
  const pace = new Pace(signal)
  let steps = 0
  const generation = await generateApplications(set, manifest, namespace, {
    set: {
      name,
      project: stringAt(set, 'spec', 'template', 'spec', 'project'),
      goTemplate: renderer.goTemplate,
    },
    renderer,
    world,
    signal,
    pause: () => {
      if (++steps > maximumSteps) throw tooMany()
      return pace.pause()
    },
  })
  const failed = generation.panic ?? generation.error?.error
  if (failed !== undefined && isOurLimit(failed)) world.note('partial', 'limit', limitMessage)
  for (const [used, why] of renderer.volatile) world.note('approximate', `volatile-${why}`, volatileMessage(used, why))
  return completed(manifest, set, generation, world, ports, options, signal)
}

/** A bound of ours: a matrix of matrices would otherwise fill the memory. */
const maximumSteps = 1_000_000

function tooMany(): ArgoError {
  const message = `more than ${maximumSteps} parameter sets and Applications`
  return new ArgoError(message, undefined, { cause: new GoLimit(message) })
}

const limitMessage =
  'a bound of this program ended the generation: Argo CD has none there, or one further off, so it may go on or run out of memory'

/** Is it we who gave up, and not Argo CD? */
function isOurLimit(error: Error): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof GoLimit || (at instanceof TemplateError && at.kind === 'limit')) return true
  }
  return false
}

/** Validation, conditions and what a reconcile writes: only what generates is looked at further. */
async function completed(
  manifest: Manifest<ApplicationSet>,
  set: GoObject,
  generation: Generation,
  world: PreviewWorld,
  ports: Partial<Ports>,
  options: PreviewOptions,
  signal: AbortSignal,
): Promise<SetPreview> {
  const { name, namespace } = identityOf(set, options)
  const { panic, applications } = generation
  const error = panic ?? generation.error?.error
  const clusters = await knownClusters(ports, world.argocdNamespace, signal)
  const objects = applications.map(application => application.object)
  const validation: Validation =
    error !== undefined
      ? { errors: [], fidelity: exact }
      : await validateGenerated(name, objects, {
          projectExists: project => projectExists(world, project),
          clusters,
          argocdVersion: world.argocdVersion,
        })
  const created = error === undefined ? createdObjects(objects, validation.errors) : []
  const plan =
    options.existing === undefined || panic !== undefined
      ? undefined
      : await planOf(
          { ...set, metadata: { ...objectAt(set, 'metadata'), namespace } } as unknown as ApplicationSet,
          { applications: objects, validationErrors: validation.errors, error: error?.message ?? null },
          options.existing,
          { clusters, argocdNamespace: world.argocdNamespace },
        )
  const parts: Fidelity[] = [world.fidelity, validation.fidelity]
  if (plan !== undefined) parts.push(plan.fidelity)
  return {
    manifest,
    name,
    namespace,
    error: error?.message ?? null,
    panic: panic !== undefined,
    generators: generation.generators,
    conditions: conditionsOf({
      argocdVersion: world.argocdVersion,
      error: generation.error && { reason: generation.error.reason, message: generation.error.error.message },
      silent: panic !== undefined,
      validationErrors: validation.errors,
      writeError: plan?.writeError,
    }),
    applications,
    validationErrors: validation.errors,
    created: created.map(({ like, object }) => ({ like, object })),
    ...(plan && { plan: plan.plan }),
    fidelity: combineFidelity(parts),
    diagnostics: [
      ...(error === undefined ? [] : [failure(error.message, error.span ?? manifest.at())]),
      ...world.diagnostics,
    ],
  }
}

const failure = (message: string, span: Diagnostic['span']): Diagnostic => ({
  code: 'generation-error',
  severity: 'error',
  message,
  ...(span && { span }),
})

/** Argo CD does not get as far as reading the set. */
function refusedSet(manifest: Manifest<ApplicationSet>, error: string, options: PreviewOptions): SetPreview {
  const object = manifest.object as unknown as GoValue
  return {
    manifest,
    ...identityOf(isGoObject(object) ? object : {}, options, false),
    error,
    panic: false,
    generators: [],
    conditions: [],
    applications: [],
    validationErrors: [],
    created: [],
    fidelity: exact,
    diagnostics: [failure(error, manifest.at())],
  }
}

function identityOf(set: GoObject, options: PreviewOptions, withDefault = true): { name: string; namespace: string } {
  const preset = withDefault ? (options.namespace ?? options.argocdNamespace ?? 'argocd') : ''
  return { name: stringAt(set, 'metadata', 'name'), namespace: stringAt(set, 'metadata', 'namespace') || preset }
}

function rendererOf(
  set: GoObject,
  manifest: Manifest<ApplicationSet>,
  { clock }: Partial<Ports>,
  { argocdVersion = bundledVersion }: PreviewOptions,
): Renderer {
  const spec = objectAt(set, 'spec') ?? {}
  const options = Array.isArray(spec.goTemplateOptions) ? spec.goTemplateOptions : []
  return new Renderer({
    goTemplate: spec.goTemplate === true,
    goTemplateOptions: options.map(String),
    optionsAt: manifest.at('spec', 'goTemplateOptions'),
    functions: argoFunctionsAt(
      () => clock?.now().getTime() ?? Date.now(),
      minor => isAtLeast(argocdVersion, minor),
    ),
  })
}

function volatileMessage(name: string, why: 'clock' | 'random' | 'map-order'): string {
  if (why === 'clock') return `${name} depends on the time at which Argo CD generates`
  if (why === 'random') return `${name} gives another value each time`
  return `${name} answers in random order`
}

async function projectExists(world: PreviewWorld, project: string): Promise<boolean | undefined> {
  const answer = await world.appProject(project)
  return answer === 'unknown' ? undefined : answer !== 'missing'
}

/** For what is checked after generation, where a missing list is no finding of its own. */
async function knownClusters(
  { cluster }: Partial<Ports>,
  namespace: string,
  signal: AbortSignal,
): Promise<readonly ClusterSecret[] | undefined> {
  try {
    return (await cluster?.clusterSecrets(signal))?.filter(secret => secret.namespace === namespace)
  } catch (error) {
    signal.throwIfAborted()
    if ((error as Error).name !== 'PortError') throw error
    return undefined
  }
}
