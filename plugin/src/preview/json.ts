import {
  type Application,
  envelope,
  fidelityToJSON,
  type GeneratedApplication,
  type Outcome,
  type SetPreview,
  spanToJSON,
  toJSON,
} from '@kubectl-gitops/core'
import { machineContext, type Page } from '../page.ts'
import type { Preview } from './preview-sets.ts'
import { nameOf } from './select.ts'

/** One document of kind Preview. */
export function previewJSON(outcome: Outcome<Preview>, page: Page): string {
  const sets = outcome.value.sets.map(set => setToJSON(set, page))
  return toJSON(envelope('Preview', { sets }, outcome, machineContext(page)))
}

function setToJSON(set: SetPreview, page: Page): unknown {
  const { file, line } = spanToJSON(set.manifest.keyAt('kind'), page.places)
  return {
    applicationSet: { name: set.name, namespace: set.namespace, file, line },
    error: set.error,
    conditions: set.conditions.map(({ type, status, reason, message }) => ({ type, status, reason, message })),
    applications: set.applications.map(({ object }) => applicationToJSON(object)),
    origins: set.applications.map(app => originToJSON(app, page)),
    validationErrors: set.validationErrors.map(({ application, message }) => ({ application, message })),
    ...(set.plan && { plan: set.plan }),
    fidelity: fidelityToJSON(set.fidelity),
  }
}

/** In the order in which Kubernetes writes objects. */
function applicationToJSON(object: Application): unknown {
  const { apiVersion, kind, metadata, spec, ...rest } = object
  return { apiVersion, kind, metadata, spec, ...rest }
}

function originToJSON(app: GeneratedApplication, page: Page): unknown {
  const { generator, element, params } = app.origin
  return {
    application: nameOf(app),
    generator,
    element: [...element],
    params,
    sources: app.origin
      .sources()
      .map(source =>
        'span' in source
          ? { param: source.parameter, ...spanToJSON(source.span, page.places) }
          : { param: source.parameter, object: source.object },
      ),
    ...(page.flags.explain !== undefined && {
      fields: app.origin
        .fields()
        .map(({ path, span, template }) => ({ path, ...spanToJSON(span, page.places), template })),
    }),
  }
}
