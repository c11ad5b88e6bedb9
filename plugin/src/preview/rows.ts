import type { Application, ApplicationSource, GeneratedApplication, SetPreview } from '@kubectl-gitops/core'
import type { Signs } from '../page.ts'
import { elementLabels } from './describe.ts'

/** One generated Application in a few words. */
export interface Row {
  readonly name: string
  readonly project: string
  readonly source: string
  readonly destination: string
  readonly from: string
}

export function rowOf(app: GeneratedApplication, set: SetPreview, { times }: Signs): Row {
  const { metadata, spec } = app.object
  return {
    name: metadata?.name ?? '',
    project: spec?.project ?? '',
    source: sourceText(app.object),
    destination: destinationText(app.object),
    from: elementLabels(app, set.manifest.object).join(` ${times} `),
  }
}

function sourceText({ spec }: Application): string {
  const hydrator = spec?.sourceHydrator
  if (hydrator?.drySource) return one(hydrator.drySource)
  const sources = spec?.sources ?? []
  if (sources.length > 0) return sources.length === 1 ? one(sources[0]!) : `${one(sources[0]!)} +${sources.length - 1}`
  return spec?.source ? one(spec.source) : ''
}

/** apps/web@main, or chart:1.2.3 */
function one({ path, chart, targetRevision, repoURL }: Partial<ApplicationSource>): string {
  if (chart !== undefined && chart !== '') return `${chart}:${targetRevision ?? ''}`
  const place = path !== undefined && path !== '' ? path : (repoURL ?? '').replace(/^.*\//, '').replace(/\.git$/, '')
  return `${place}@${targetRevision || 'HEAD'}`
}

function destinationText({ spec }: Application): string {
  const { name, server, namespace } = spec?.destination ?? {}
  const cluster = name || (server === inCluster ? 'in-cluster' : server?.replace(/^https?:\/\//, '')) || ''
  return namespace ? `${cluster}/${namespace}` : cluster
}

const inCluster = 'https://kubernetes.default.svc'
