/**
 * Go's view of two repository URLs as one (Argo CD: util/git SameURL): lower case, without `.git` and `ssh://`. '' when the URL
 * cannot be parsed.
 */
export function normalizeGitURL(url: string): string {
  let text = url.trim().toLowerCase()
  if (isSSHURL(text) && !text.startsWith('ssh://')) text = `ssh://${text.replace(':', '/')}`
  if (text.endsWith('.git')) text = text.slice(0, -'.git'.length)
  if (!isParsable(text)) return ''
  return text.startsWith('ssh://') ? text.slice('ssh://'.length) : text
}

/** Argo CD: util/git IsSSHURL. */
export const isSSHURL = (url: string): boolean => /^(ssh:\/\/)?[^/:]*@[^@]+$/.test(url)

/** Where a repository lives, whatever the form its URL is written in. */
export interface RepositoryPlace {
  /** How it is reached; `path` is a folder of this machine. */
  readonly transport: 'ssh' | 'http' | 'git' | 'path'
  /** Lower case, without user; '' for a path. */
  readonly host: string
  /** The port that is used, written or not. */
  readonly port: number
  /** Without leading and trailing slashes and without `.git`; lower case unless it is a folder of this machine. */
  readonly path: string
}

/** Reads https://, ssh://, git://, scp-like (`git@host:org/repo`) and file URLs and paths; undefined for what is none of these. */
export function repositoryPlace(url: string): RepositoryPlace | undefined {
  const text = url.trim()
  if (text === '') return undefined
  const scheme = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text)
  if (scheme !== null) {
    const name = scheme[1]!.toLowerCase()
    const rest = scheme[2]!
    if (name === 'file') return place('path', '', 0, rest.replace(/^localhost(?=\/)/i, ''))
    const transport = transports.get(name)
    if (transport === undefined) return undefined
    // ssh://git@host:org/repo: half a URL, half scp-like, and in use.
    const mixed = transport === 'ssh' ? /^(?:[^@/]*@)?([^:@/]+):(?!\d+\/)(.+)$/s.exec(rest) : null
    if (mixed !== null) return place('ssh', mixed[1]!, 22, mixed[2]!)
    const slash = rest.indexOf('/')
    if (slash <= 0) return undefined
    const authority = /^(?:[^@]*@)*(\[[^\]]*\]|[^:@]*)(?::(\d*))?$/.exec(rest.slice(0, slash))
    if (authority === null) return undefined
    const port = authority[2] === undefined || authority[2] === '' ? usualPorts[name] : Number(authority[2])
    return place(transport, authority[1]!, port ?? 0, rest.slice(slash))
  }
  if (/^(?:[a-z]:[\\/]|\.{0,2}\/|\.{1,2}$)/i.test(text)) return place('path', '', 0, text)
  const scp = /^(?:[^@/:]*@)?(\[[^\]]*\]|[^/:@]+):(?!:)(.+)$/s.exec(text)
  return scp === null ? undefined : place('ssh', scp[1]!, 22, scp[2]!)
}

/**
 * Whether two URLs name one repository: with or without `.git`, by ssh or by https, with any user. Ports are compared when both
 * are reached the same way; between ssh and https they differ by nature.
 */
export function isSameRepository(left: string, right: string): boolean {
  const a = repositoryPlace(left)
  const b = repositoryPlace(right)
  if (a === undefined || b === undefined) return left.trim() === right.trim()
  if ((a.transport === 'path') !== (b.transport === 'path')) return false
  return a.host === b.host && a.path === b.path && (a.transport !== b.transport || a.port === b.port)
}

/** Why Git must not be given this URL: repository URLs are input from elsewhere. Undefined when it may. */
export function refusedURL(url: string): string | undefined {
  if (url === '') return 'it is empty'
  if (url.startsWith('-')) return 'it begins with "-" and would be read as an option'
  if (/[\0-\x1f\x7f]/.test(url)) return 'it holds a control character'
  if (/^[a-z0-9+.-]*::/i.test(url)) return 'its transport runs a command'
  const found = repositoryPlace(url)
  if (found === undefined) return 'it is neither a https, http, ssh, git or file URL nor a path'
  if (found.host.startsWith('-')) return 'its host begins with "-" and would be read as an option'
  if (found.transport === 'ssh' && /^-/.test(found.path))
    return 'its path begins with "-" and would be read as an option'
  return undefined
}

/** One `--repo URL[@REV]=PATH`, or one entry of `settings.repositories`. */
export interface RepositoryMapping {
  readonly repoURL: string
  /** Absent: the folder as it stands answers every revision. */
  readonly revision?: string
  readonly path: string
}

/** Reads `URL[@REV]=PATH`; undefined when it has no URL or no path. The last `=` ends the revision: `^1.0`, `>=1.0` hold none. */
export function parseRepositoryMapping(text: string): RepositoryMapping | undefined {
  const equals = lastSeparator(text)
  if (equals <= 0 || equals === text.length - 1) return undefined
  return mappingOf(text.slice(0, equals), text.slice(equals + 1))
}

/** A mapping whose URL may carry `@REV`. */
export function mappingOf(urlAndRevision: string, path: string): RepositoryMapping {
  // The user of a URL ends in "@" too: a revision follows only what is a whole URL already.
  for (let at = urlAndRevision.indexOf('@'); at > 0; at = urlAndRevision.indexOf('@', at + 1)) {
    const repoURL = urlAndRevision.slice(0, at)
    const revision = urlAndRevision.slice(at + 1)
    if (revision !== '' && (repositoryPlace(repoURL)?.path ?? '') !== '') return { repoURL, revision, path }
  }
  return { repoURL: urlAndRevision, path }
}

/** `URL@>=1.0=PATH`: the `=` of an operator is none. */
function lastSeparator(text: string): number {
  const last = text.lastIndexOf('=')
  return /[<>!=~]/.test(text[last - 1] ?? '') ? text.lastIndexOf('=', last - 1) : last
}

const transports = new Map<string, RepositoryPlace['transport']>([
  ['https', 'http'],
  ['http', 'http'],
  ['ssh', 'ssh'],
  ['git+ssh', 'ssh'],
  ['ssh+git', 'ssh'],
  ['git', 'git'],
])

const usualPorts: Readonly<Record<string, number>> = {
  https: 443,
  http: 80,
  ssh: 22,
  'git+ssh': 22,
  'ssh+git': 22,
  git: 9418,
}

function place(transport: RepositoryPlace['transport'], host: string, port: number, rawPath: string): RepositoryPlace {
  if (transport === 'path') {
    const path = rawPath.replace(/\\/g, '/').replace(/(?<=.)\/+$/, '')
    return {
      transport,
      host: '',
      port: 0,
      path: path.endsWith('.git') ? path.slice(0, -4).replace(/(?<=.)\/$/, '') : path,
    }
  }
  const path = trimSlashes(trimSlashes(rawPath.replace(/[?#].*$/s, '')).replace(/\.git$/i, '')).toLowerCase()
  return azure(transport, host.toLowerCase(), port, path)
}

function trimSlashes(path: string): string {
  let from = 0
  let to = path.length
  while (from < to && path[from] === '/') from++
  while (to > from && path[to - 1] === '/') to--
  return path.slice(from, to)
}

/** Azure DevOps spells one repository differently by ssh and by https. */
function azure(transport: RepositoryPlace['transport'], host: string, port: number, path: string): RepositoryPlace {
  if (host === 'ssh.dev.azure.com' && path.startsWith('v3/')) {
    return { transport, host: 'dev.azure.com', port, path: path.slice('v3/'.length) }
  }
  if (host === 'dev.azure.com') return { transport, host, port, path: path.replace('/_git/', '/') }
  return { transport, host, port, path }
}

/** The cases in which Go's url.Parse gives an error, as far as a repository URL can meet them. */
function isParsable(url: string): boolean {
  if (/[\0-\x1f\x7f]/.test(url) || url.startsWith(':') || /%(?![0-9a-f]{2})/.test(url)) return false
  const scheme = /^([a-z][a-z0-9+.-]*):/.exec(url)
  if (scheme === null) return !/^[^/]*:/.test(url)
  const authority = /^\/\/([^/?#]*)/.exec(url.slice(scheme[0].length))?.[1]
  if (authority === undefined) return true
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  return !/ /.test(host) && /^(\[[^\]]*\]|[^:]*)(:\d*)?$/.test(host)
}
