import { type ChildProcess, spawn } from 'node:child_process'
import { devNull } from 'node:os'
import { PortError } from '../../../ports/index.ts'

/** What every git process gets: nothing a repository's own configuration names may run. */
const safeConfig: readonly string[] = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'core.untrackedCache=false',
  'core.quotePath=false',
  'protocol.ext.allow=never',
  'credential.interactive=false',
  'gc.auto=0',
  'maintenance.auto=false',
]

/** Programs for people and a place of configuration: none is needed here, and simple-git refuses environments that name them. */
const unneeded: readonly string[] = ['EDITOR', 'VISUAL', 'PAGER', 'PREFIX']

/**
 * The environment of a git process. The user's own GIT_* variables would lead it to another repository, another configuration or
 * a program, so they are left out, but for those that say how to reach a remote when that is asked.
 */
export function gitEnvironment(access: 'local' | 'remote'): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {}
  for (const [name, value] of Object.entries(process.env)) {
    const upper = name.toUpperCase()
    if (unneeded.includes(upper)) continue
    if (!upper.startsWith('GIT_') || (access === 'remote' && remoteVariables.includes(upper))) environment[name] = value
  }
  return {
    ...environment,
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // Argo CD's clone has no replacement objects.
    GIT_NO_REPLACE_OBJECTS: '1',
    // A partial clone would fetch what is missing, which asks the network behind the user's back. Older Git obeys the protocols only.
    ...(access === 'local'
      ? { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' }
      : { GIT_ALLOW_PROTOCOL: remoteProtocols }),
  }
}

/** How the user reaches remotes. */
export const remoteVariables: readonly string[] = [
  'GIT_ASKPASS',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_SSH_VARIANT',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'GIT_SSL_CERT',
  'GIT_SSL_KEY',
  'GIT_SSL_NO_VERIFY',
  'GIT_PROXY_SSL_CAINFO',
  'GIT_HTTP_USER_AGENT',
]

const remoteProtocols = 'https:http:ssh:git:file'

export interface GitRun {
  readonly cwd: string
  readonly signal: AbortSignal
  readonly input?: string | Buffer
  readonly access?: 'local' | 'remote'
}

export interface GitResult {
  readonly status: number
  readonly stdout: Buffer
  readonly stderr: string
}

/** Runs one git command to its end. Throws PortError when git cannot be started, the signal's reason when it is cancelled. */
export function runGit(args: readonly string[], run: GitRun): Promise<GitResult> {
  run.signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const child = startGit(args, run)
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    let size = 0
    const abort = (): void => {
      child.kill()
      reject(run.signal.reason)
    }
    run.signal.addEventListener('abort', abort, { once: true })
    const end = (settle: () => void): void => {
      run.signal.removeEventListener('abort', abort)
      settle()
    }
    child.stdout!.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maximumOutput) stdout.push(chunk)
      else {
        child.kill()
        end(() =>
          reject(new PortError('git', 'too-large', `git ${args[0]} in ${run.cwd} answers more than can be held`)),
        )
      }
    })
    child.stderr!.on('data', (chunk: Buffer) => {
      if (stderr.length < 100) stderr.push(chunk)
    })
    child.on('error', cause => end(() => reject(startError(cause, run.cwd))))
    child.on('close', code =>
      end(() =>
        resolve({
          status: code ?? 1,
          stdout: Buffer.concat(stdout),
          stderr: Buffer.concat(stderr).toString('utf8').trim(),
        }),
      ),
    )
    child.stdin!.on('error', () => {})
    child.stdin!.end(run.input ?? '')
  })
}

/** Runs a command that has to succeed; what git refused becomes a PortError. */
export async function git(args: readonly string[], run: GitRun): Promise<Buffer> {
  const result = await runGit(args, run)
  if (result.status !== 0) throw gitError(result.stderr, run.cwd)
  return result.stdout
}

/** Starts git with the safe configuration before any argument of ours. */
export function startGit(args: readonly string[], run: Pick<GitRun, 'cwd' | 'access'>): ChildProcess {
  return spawn('git', ['--no-pager', ...safeConfig.flatMap(entry => ['-c', entry]), ...args], {
    cwd: run.cwd,
    env: gitEnvironment(run.access ?? 'local'),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
}

/** A listing of a million files stays below it. */
const maximumOutput = 512 * 1024 * 1024

export function startError(cause: Error, cwd: string): PortError {
  if ('code' in cause && cause.code === 'ENOENT') {
    return new PortError('git', 'tool-missing', `git cannot be started: is it installed and in PATH? (folder ${cwd})`, {
      cause,
    })
  }
  return new PortError('git', 'refused', `git cannot be started in ${cwd}: ${cause.message}`, { cause })
}

/** What git's complaint means for us; its own words stay in the message. */
export function gitError(stderr: string, where: string): PortError {
  const lines = stderr.split('\n').filter(line => /^(fatal|error|ERROR|remote):/.test(line))
  // Git's last line is often that it could not read; the one before says why.
  const words = withoutCredentials(
    lines.findLast(line => !/Could not read from remote/.test(line)) ?? lines.at(-1) ?? stderr,
  )
  if (/dubious ownership|safe\.directory/.test(stderr)) {
    const advice = `git config --global --add safe.directory ${where}`
    return new PortError(
      'git',
      'refused',
      `${where} belongs to another user, so git does not open it; trust it with: ${advice}`,
    )
  }
  for (const [pattern, reason] of complaints) {
    if (pattern.test(stderr)) return new PortError('git', reason, `${where}: ${words}`)
  }
  return new PortError('git', 'refused', `${where}: ${words}`)
}

const complaints: readonly (readonly [RegExp, PortError['reason']])[] = [
  [
    /could not read (Username|Password)|Authentication failed|Permission denied|HTTP 40[13]|access denied/i,
    'unauthorized',
  ],
  [
    /Could not resolve host|Connection (refused|timed out|reset)|Network is unreachable|Failed to connect/i,
    'unreachable',
  ],
  [/Host key verification failed|SSL certificate|server certificate/i, 'unreachable'],
  [/timed out/i, 'timeout'],
  [/[Rr]epository .*not found|does not appear to be a git repository|not a git repository/, 'unreachable'],
  [/couldn't find remote ref|unknown revision|bad object|not our ref/, 'not-found'],
  [/transport '.*' not allowed|could not fetch .* from promisor remote/, 'not-at-hand'],
]

/** Passwords and tokens of a URL never reach a message. */
export const withoutCredentials = (text: string): string => text.replace(/:\/\/[^/\s]*@/g, '://')
