import { type Host, run } from 'kubectl-gitops'

export interface Answer {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

/** Runs a command line in this process, in a folder, without a terminal. */
export async function runCommand(words: readonly string[], options: { readonly cwd: string }): Promise<Answer> {
  const stdout: string[] = []
  const stderr: string[] = []
  const host: Host = {
    name: 'kubectl-gitops',
    cwd: options.cwd,
    env: { LANG: 'C.UTF-8' },
    platform: 'linux',
    stdout: { isTTY: false, columns: undefined, write: text => stdout.push(text) },
    stderr: { isTTY: false, columns: undefined, write: text => stderr.push(text) },
    stdin: { isTTY: false, read: async () => new Uint8Array() },
    now: () => new Date('2026-01-02T03:04:05Z'),
    elapsed: () => 0,
  }
  const exitCode = await run(host, words)
  return { stdout: stdout.join(''), stderr: stderr.join(''), exitCode }
}
