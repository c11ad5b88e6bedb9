import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median } from './job.ts'

export const plugin = fileURLToPath(new URL('../../plugin/bin/kubectl-gitops', import.meta.url))

export interface ProcessTimes {
  readonly milliseconds: number
  readonly peakMegabytes: number
}

/** Starts node with these arguments `runs` times: median wall time, and the peak memory of one more run that is not timed. */
export function timeProcess(
  args: readonly string[],
  runs: number,
  options: { cwd?: string; accept?: readonly number[] } = {},
): ProcessTimes {
  const accept = options.accept ?? [0]
  const start = (extra: readonly string[]) => {
    const { status, stderr, error } = spawnSync(process.execPath, [...extra, ...args], {
      cwd: options.cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      maxBuffer: 1 << 28,
    })
    if (error !== undefined) throw error
    if (!accept.includes(status ?? -1)) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`)
  }
  start([])
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const begin = performance.now()
    start([])
    times.push(performance.now() - begin)
  }
  return { milliseconds: median(times), peakMegabytes: peakOf(start) }
}

function peakOf(start: (extra: readonly string[]) => void): number {
  const folder = mkdtempSync(join(tmpdir(), 'gitops-bench-'))
  try {
    const hook = join(folder, 'peak.cjs')
    const answer = join(folder, 'peak')
    writeFileSync(
      hook,
      `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(answer)}, String(process.resourceUsage().maxRSS)))`,
    )
    start(['--require', hook])
    return Math.round(Number(readFileSync(answer, 'utf8')) / 1024)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
