import { resolve } from 'node:path'
import {
  type Application,
  type Cluster,
  PortError,
  type Ports,
  type PreviewOptions,
  parseRepositoryMapping,
  textOf,
} from '@kubectl-gitops/core'
import { createNodePorts } from '@kubectl-gitops/core/node'
import {
  createRecordedCluster,
  createRecordedForge,
  noAnswers,
  readAnswers,
  readClusters,
  readLiveApplications,
} from '@kubectl-gitops/core/recorded'
import type { CallWith } from './command.ts'
import { InputError, UsageError } from './errors.ts'
import type { worldFlags } from './file-flags.ts'
import { readLimited } from './read-limited.ts'
import type { Settings } from './settings.ts'

/** The outside world as one command may see it. */
export interface World {
  readonly ports: Ports
  readonly options: PreviewOptions
  close(): Promise<void>
}

/** Ports over this machine's files and Git, with clusters and answers from the files that were named. */
export async function openWorld(
  { flags, host }: CallWith<typeof worldFlags>,
  settings: Settings,
  liveObjects?: string,
): Promise<World> {
  const answers =
    flags.answers === undefined
      ? noAnswers
      : readAnswers(await read(flags.answers, '--answers', host.cwd), flags.answers)
  const clusters =
    flags.clusters === undefined
      ? undefined
      : readClusters(await read(flags.clusters, '--clusters', host.cwd), flags.clusters)
  const { argocdNamespace } = settings
  const recorded = createRecordedCluster({
    argocdNamespace,
    ...(clusters && { clusters }),
    ...(answers.projects && { projects: answers.projects }),
  })
  const ports = createNodePorts({
    cwd: host.cwd,
    repositories: repositoriesOf(flags.repo),
    checkouts: settings.checkouts,
    allowNetwork: settings.allowNetwork,
    ...(flags['cache-dir'] !== undefined && { cacheFolder: resolve(host.cwd, flags['cache-dir']) }),
    cluster: clusters === undefined ? withoutSecrets(recorded) : recorded,
    forge: createRecordedForge(answers),
    clock: { now: () => host.now() },
  })
  const existing =
    liveObjects === undefined
      ? undefined
      : (readLiveApplications(
          await read(liveObjects, '--live-objects', host.cwd),
          liveObjects,
        ) as unknown as Application[])
  return {
    ports,
    options: {
      argocdVersion: settings.argocdVersion,
      argocdNamespace,
      ...(flags.namespace !== undefined && { namespace: flags.namespace }),
      newGitFileGlobbing: flags['enable-new-git-file-globbing'],
      includeHiddenDirectories: flags['include-hidden-directories'],
      ...(existing && { existing }),
    },
    close: () => ports.close(),
  }
}

/** Nobody gave the clusters: none is not the same as not known. */
function withoutSecrets(cluster: Cluster): Cluster {
  return {
    ...cluster,
    async clusterSecrets() {
      throw new PortError(
        'cluster',
        'not-at-hand',
        'the cluster Secrets are not at hand: give them with --clusters FILE',
      )
    },
  }
}

function repositoriesOf(mappings: readonly string[]) {
  return mappings.map(text => {
    const mapping = parseRepositoryMapping(text)
    if (mapping !== undefined) return mapping
    throw new UsageError(
      `invalid argument ${JSON.stringify(text)} for "--repo" flag: it must be URL=PATH or URL@REV=PATH`,
      'For example --repo https://git.example.com/apps.git=../apps',
    )
  })
}

async function read(name: string, flag: string, cwd: string): Promise<string> {
  try {
    return textOf(await readLimited(resolve(cwd, name)))
  } catch (cause) {
    if (cause instanceof InputError) throw new InputError(`${flag}: ${cause.message}`, { cause })
    const { code, message } = cause as NodeJS.ErrnoException
    const problem =
      code === 'ENOENT'
        ? 'does not exist'
        : code === 'EISDIR'
          ? 'is a folder, not a file'
          : `cannot be read: ${message}`
    throw new InputError(`${flag}: the path ${JSON.stringify(name)} ${problem}`, { cause })
  }
}
