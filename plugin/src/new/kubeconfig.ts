import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { decodeYAML, type GoValue, getKey, isGoObject } from '@kubectl-gitops/core'
import type { Call } from '../command.ts'
import { InputError } from '../errors.ts'

/** Of the cluster behind --context: its address and authority, and nothing secret. Undefined when no context was named. */
export async function contextCluster({
  flags,
  host,
}: Call): Promise<{ readonly server: string; readonly caData: string | undefined } | undefined> {
  if (flags.context === undefined)
    return flags.server === undefined ? undefined : { server: flags.server, caData: undefined }
  const configs = await readConfigs(flags.kubeconfig ?? host.env.KUBECONFIG, host.cwd)
  const context = named(configs, 'contexts', 'context', flags.context)
  if (context === undefined) throw new InputError(`the kubeconfig has no context ${JSON.stringify(flags.context)}`)
  const clusterName = getKey(context, 'cluster')
  const cluster = typeof clusterName === 'string' ? named(configs, 'clusters', 'cluster', clusterName) : undefined
  const server = cluster === undefined ? undefined : getKey(cluster, 'server')
  if (typeof server !== 'string')
    throw new InputError(`the cluster of context ${flags.context} has no server in the kubeconfig`)
  const caData = getKey(cluster!, 'certificate-authority-data')
  return { server: flags.server ?? server, caData: typeof caData === 'string' ? caData : undefined }
}

/** KUBECONFIG may list several files; the first that has an entry counts. */
async function readConfigs(files: string | undefined, cwd: string): Promise<readonly GoValue[]> {
  const paths = files === undefined || files === '' ? [join(homedir(), '.kube', 'config')] : files.split(delimiter)
  const configs: GoValue[] = []
  for (const path of paths.filter(name => name !== '')) {
    try {
      configs.push(decodeYAML(await readFile(resolve(cwd, path), 'utf8')))
    } catch (cause) {
      // As kubectl has it: a file of the list that is not there is passed over.
      if (paths.length > 1 && (cause as NodeJS.ErrnoException).code === 'ENOENT') continue
      throw new InputError(`the kubeconfig ${path} cannot be read: ${(cause as Error).message}`, { cause })
    }
  }
  return configs
}

function named(configs: readonly GoValue[], list: string, field: string, name: string) {
  for (const config of configs) {
    const items = isGoObject(config) ? getKey(config, list) : undefined
    if (!Array.isArray(items)) continue
    for (const item of items) {
      if (!isGoObject(item) || getKey(item, 'name') !== name) continue
      const value = getKey(item, field)
      if (isGoObject(value)) return value
    }
  }
  return undefined
}
