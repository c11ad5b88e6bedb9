import { quote } from '../go/fmt/index.ts'
import type { GoObject } from '../go/kinds/index.ts'

/** What a destination needs to know of a cluster. */
export interface KnownCluster {
  readonly clusterName: string
  readonly server: string
}

export interface KnownClusters {
  /** The clusters that have a Secret in Argo CD's namespace; undefined when they are not at hand. */
  readonly secrets: readonly KnownCluster[] | undefined
  /** argocd-cm cluster.inClusterEnabled */
  readonly inClusterEnabled?: boolean
}

/** The cluster a destination leads to, Argo CD's error text, or unknown when that takes clusters which are not at hand. */
export type Destination =
  | { readonly kind: 'cluster'; readonly server: string; readonly name: string }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'unknown' }

const inClusterName = 'in-cluster'
const inClusterServer = 'https://kubernetes.default.svc'

const failure = (message: string): Destination => ({ kind: 'error', message })

/** Resolves `spec.destination` as Argo CD does. */
// Argo CD: util/argo/argo.go GetDestinationCluster, GetDestinationServer; util/db/cluster.go.
export function resolveDestination(destination: GoObject, clusters: KnownClusters): Destination {
  const name = text(destination, 'name')
  const server = text(destination, 'server')
  if (name !== '' && server !== '') {
    return failure(`application destination can't have both name and server defined: ${name} ${server}`)
  }
  if (server !== '')
    return byServer(trimSlashes(server), clusters, `error getting cluster by server ${quote(server)}: `)
  if (name === '') return failure('Destination server missing from app spec')
  const servers = serversByName(name, clusters)
  if (servers === undefined) return { kind: 'unknown' }
  if (servers.length === 0) return failure(`there are no clusters with this name: ${name}`)
  if (servers.length > 1) {
    return failure(`there are ${servers.length} clusters with the same name: [${servers.join(' ')}]`)
  }
  return byServer(servers[0]!, clusters, 'error getting cluster by URL: ')
}

function serversByName(
  name: string,
  { secrets, inClusterEnabled = true }: KnownClusters,
): readonly string[] | undefined {
  if (secrets === undefined) {
    // Without a Secret of that name it is the local cluster; with one it is that one. Either way it resolves.
    return name === inClusterName && inClusterEnabled ? [inClusterServer] : undefined
  }
  const servers = secrets.filter(secret => secret.clusterName === name).map(secret => trimSlashes(secret.server))
  if (servers.length === 0 && name === inClusterName && inClusterEnabled) return [inClusterServer]
  return inClusterEnabled ? servers : servers.filter(server => server !== inClusterServer)
}

function byServer(server: string, { secrets, inClusterEnabled = true }: KnownClusters, prefix: string): Destination {
  const notFound = (what: string) =>
    failure(`${prefix}rpc error: code = NotFound desc = cluster ${quote(server)} ${what}`)
  const secret = secrets?.find(candidate => trimSlashes(candidate.server) === trimSlashes(server))
  if (server === inClusterServer) {
    if (!inClusterEnabled) return notFound('is disabled')
    return { kind: 'cluster', server, name: secret?.clusterName ?? inClusterName }
  }
  if (secrets === undefined) return { kind: 'unknown' }
  return secret ? { kind: 'cluster', server, name: secret.clusterName } : notFound('not found')
}

/** strings.TrimRight(server, "/") */
function trimSlashes(server: string): string {
  let end = server.length
  while (server[end - 1] === '/') end--
  return server.slice(0, end)
}

function text(object: GoObject, key: string): string {
  const value = Object.hasOwn(object, key) ? object[key] : ''
  return typeof value === 'string' ? value : ''
}
