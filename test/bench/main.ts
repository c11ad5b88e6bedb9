// npm run bench [-- JOB…]: one JSON document with every figure, its reference and their ratio. Nothing here passes or fails.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Job, Measurement } from './job.ts'

const folder = new URL('jobs/', import.meta.url)
const names = readdirSync(folder)
  .map(name => name.replace(/\.ts$/, ''))
  .sort()

const [first, ...rest] = process.argv.slice(2)
if (first === '--job') {
  const { default: job }: { default: Job } = await import(new URL(`${rest[0]}.ts`, folder).href)
  process.stdout.write(JSON.stringify(await job.run()))
} else {
  const wanted = first === undefined ? names : [first, ...rest]
  const unknown = wanted.find(name => !names.includes(name))
  if (unknown !== undefined) {
    process.stderr.write(`no job ${unknown}; there are ${names.join(', ')}\n`)
    process.exit(2)
  }
  const results: Measurement[] = []
  for (const name of wanted) results.push(...runJob(name))
  const report = { node: process.version, cpus: cpus().length, results }
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
}

function runJob(name: string): Measurement[] {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--expose-gc', fileURLToPath(import.meta.url), '--job', name],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1 << 26,
    },
  )
  if (status !== 0) throw new Error(`the job ${name} ended with ${status}`)
  return JSON.parse(stdout.toString())
}
