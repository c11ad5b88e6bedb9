import { dirname, join, resolve } from 'node:path'
import {
  type ArgocdVersion,
  allowsNetwork,
  bundledVersion,
  decodeYAML,
  type GoValue,
  getKey,
  isGoObject,
  parseVersion,
  type RepositoryMapping,
  repositoriesOf,
  textOf,
} from '@kubectl-gitops/core'
import type { Call } from './command.ts'
import { InputError, UsageError } from './errors.ts'
import { readLimited } from './read-limited.ts'
import { workTreeRoot } from './work-tree.ts'

/** What flags and `.gitops.yaml` say together; flags count more. */
export interface Settings {
  readonly argocdVersion: ArgocdVersion
  /** Where the version comes from. */
  readonly versionSource: 'flag' | 'settings' | 'default'
  readonly argocdNamespace: string
  /** `settings.repositories`, with absolute paths. */
  readonly checkouts: readonly RepositoryMapping[]
  readonly allowNetwork: boolean
  /** `rules`: how much each rule counts, as ID=SEVERITY. */
  readonly rules: readonly string[]
  /** The settings file, when there is one. */
  readonly file: string | undefined
}

const fileName = '.gitops.yaml'

/** Reads the settings for one command. */
export async function readSettings({ flags, host }: Pick<Call, 'flags' | 'host'>): Promise<Settings> {
  const file = flags.config === undefined ? await defaultFile(host.cwd) : resolve(host.cwd, flags.config)
  const config = file === undefined ? undefined : await readConfig(file, flags.config !== undefined)
  const argocd = isGoObject(config) ? getKey(config, 'argocd') : undefined
  const written = (key: string): string | undefined => {
    const value = isGoObject(argocd) ? getKey(argocd, key) : undefined
    return value === undefined || value === null ? undefined : String(value)
  }
  const version = flags['argocd-version'] ?? written('version')
  const argocdVersion = version === undefined ? bundledVersion : parseVersion(version)
  if (argocdVersion === undefined) {
    const where = flags['argocd-version'] === undefined ? `argocd.version in ${file}` : '--argocd-version'
    throw new UsageError(`${where}: ${JSON.stringify(version)} names no Argo CD version; write it as 3.5 or v3.5.7`)
  }
  return {
    argocdVersion,
    versionSource: flags['argocd-version'] !== undefined ? 'flag' : version !== undefined ? 'settings' : 'default',
    argocdNamespace: flags['argocd-namespace'] ?? written('namespace') ?? 'argocd',
    checkouts:
      file === undefined || config === undefined
        ? []
        : repositoriesOf(config).map(mapping => ({ ...mapping, path: resolve(dirname(file), mapping.path) })),
    rules: rulesOf(config),
    file: config === undefined ? undefined : file,
    allowNetwork: !flags.offline && (flags.fetch || (config !== undefined && allowsNetwork(config))),
  }
}

/** YAML 1.1 reads `off` as false. */
function rulesOf(config: GoValue | undefined): string[] {
  const rules = isGoObject(config) ? getKey(config, 'rules') : undefined
  if (!isGoObject(rules)) return []
  return Object.keys(rules).map(id => `${id}=${getKey(rules, id) === false ? 'off' : String(getKey(rules, id))}`)
}

async function defaultFile(cwd: string): Promise<string> {
  return join((await workTreeRoot(cwd)) ?? cwd, fileName)
}

async function readConfig(file: string, named: boolean): Promise<GoValue | undefined> {
  let text: string
  try {
    text = textOf(await readLimited(file))
  } catch (cause) {
    if (cause instanceof InputError) throw cause
    if (!named) return undefined
    const { code, message } = cause as NodeJS.ErrnoException
    const problem = code === 'ENOENT' ? 'does not exist' : `cannot be read: ${message}`
    throw new InputError(`--config: the path ${JSON.stringify(file)} ${problem}`, { cause })
  }
  try {
    return decodeYAML(text)
  } catch (cause) {
    throw new InputError(`the settings file ${file} is no YAML: ${(cause as Error).message}`, { cause })
  }
}
