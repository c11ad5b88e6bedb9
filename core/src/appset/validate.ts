import { compareBytes } from '../go/kinds/index.ts'
import type { Application } from '../model/index.ts'
import { type KnownCluster, resolveDestination } from '../project/index.ts'
import { type ArgocdVersion, bundledVersion, isAtLeast } from '../settings/version.ts'
import { combineFidelity, exact, type Fidelity } from '../text/index.ts'
import { objectAt, objectOf, qualifiedName, stringAt } from './objects.ts'

/** What the checks of generated Applications ask of the cluster Argo CD runs in. */
export interface ValidationWorld {
  /** Whether Argo CD's namespace has an AppProject of that name; undefined when that is not at hand. */
  projectExists(name: string): Promise<boolean | undefined> | boolean | undefined
  /** The cluster Secrets of Argo CD's namespace; undefined when they are not at hand. */
  readonly clusters: readonly KnownCluster[] | undefined
  /** argocd-cm cluster.inClusterEnabled, default true. */
  readonly inClusterEnabled?: boolean
  /** Whose checks they are. Default: the bundled version. */
  readonly argocdVersion?: ArgocdVersion
}

export interface ValidationError {
  /** namespace/name */
  readonly application: string
  readonly message: string
}

export interface Validation {
  /** One for each refused name, in byte order. */
  readonly errors: readonly ValidationError[]
  /** Which checks could not be made. */
  readonly fidelity: Fidelity
}

/** The controller's own checks of what was generated: duplicate names, projects, destinations. */
// Argo CD: applicationset/controllers/applicationset_controller.go validateGeneratedApplications.
export async function validateGenerated(
  setName: string,
  applications: readonly Application[],
  world: ValidationWorld,
): Promise<Validation> {
  const errors = new Map<string, string>()
  const names = new Set<string>()
  const projects = new Map<string, boolean | undefined>()
  const parts: Fidelity[] = [exact]
  const refusesNameless = isAtLeast(world.argocdVersion ?? bundledVersion, '3.6')
  const clusters = {
    secrets: world.clusters,
    ...(world.inClusterEnabled !== undefined && { inClusterEnabled: world.inClusterEnabled }),
  }
  for (const application of applications) {
    const app = objectOf(application)
    const name = stringAt(app, 'metadata', 'name')
    const key = qualifiedName(app)
    // Argo CD 3.6: before, the API server refused to create it.
    if (refusesNameless && name === '') {
      errors.set(key, `ApplicationSet ${setName} contains an application with no name; ${nameHint}`)
      continue
    }
    if (names.has(name)) {
      errors.set(key, `ApplicationSet ${setName} contains applications with duplicate name: ${name}`)
      continue
    }
    names.add(name)
    const project = stringAt(app, 'spec', 'project')
    if (!projects.has(project)) projects.set(project, project === '' ? false : await world.projectExists(project))
    const exists = projects.get(project)
    if (exists === false) {
      errors.set(key, `application references project ${project} which does not exist`)
      continue
    }
    if (exists === undefined) parts.push(unknownProject(project))
    const destination = resolveDestination(objectAt(app, 'spec', 'destination') ?? {}, clusters)
    if (destination.kind === 'error') {
      errors.set(key, `application destination spec is invalid: ${destination.message}`)
    } else if (destination.kind === 'unknown') parts.push(unknownClusters)
  }
  return {
    errors: [...errors].map(([application, message]) => ({ application, message })).sort(byApplication),
    fidelity: combineFidelity(parts),
  }
}

const nameHint =
  "a name must be set in the template's metadata.name or via a templatePatch (generateName is not supported)"

const byApplication = (a: ValidationError, b: ValidationError): number => compareBytes(a.application, b.application)

const unknownProject = (project: string): Fidelity => ({
  level: 'partial',
  reasons: [
    {
      code: 'projects-not-at-hand',
      message: `whether the AppProject ${project} exists was not checked: it is not at hand`,
    },
  ],
})

const unknownClusters: Fidelity = {
  level: 'partial',
  reasons: [
    {
      code: 'clusters-not-at-hand',
      message: 'whether every destination is a known cluster was not checked: the cluster Secrets are not at hand',
    },
  ],
}
