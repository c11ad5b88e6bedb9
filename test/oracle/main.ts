// The judge: builds the program that runs Argo CD's own code (the Go module in this folder) and compares its answers with the recorded
// ones and with the engine's.
//
//   npm run oracle -- build                        the program, in .bin/
//   npm run oracle -- check                        do the recorded answers still hold?
//   npm run oracle -- fuzz --seed N --count K      K fresh random cases through the engine
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '../..')
const program = join(here, '.bin/oracle')
const planFixtures = join(root, 'test/fixtures/appset')

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100' },
    keep: { type: 'boolean' },
  },
})

switch (positionals[0]) {
  case 'build':
    build()
    break
  case 'check':
    build()
    check()
    break
  case 'fuzz':
    build()
    fuzz(values.seed, values.count)
    break
  default:
    fail('usage: npm run oracle -- build | check | fuzz [--seed N] [--count K] [--keep]')
}

/** Go's own build cache makes this cheap when nothing changed. */
function build(): void {
  const go = spawnSync('go', ['build', '-o', program, '.'], { cwd: here, stdio: 'inherit' })
  if (go.error !== undefined) fail(`the oracle needs Go 1.26 or newer: ${go.error.message}`)
  if (go.status !== 0) fail('the oracle does not build')
}

function check(): void {
  inScratch(scratch => {
    run(process.execPath, [join(root, 'test/parity/pack.ts'), '--unpack', scratch])
    const cases = join(scratch, 'golden/appset')
    const folders = readdirSync(cases).map(name => join(cases, name))
    for (let i = 0; i < folders.length; i += 100) run(program, ['case', '--check', ...folders.slice(i, i + 100)])
    process.stdout.write(`${folders.length} recorded answers hold\n`)
    checkPlans(join(scratch, 'plans'))
  })
}

/** The plan cases are answered again in a copy; what differs no longer holds. */
function checkPlans(copy: string): void {
  cpSync(planFixtures, copy, { recursive: true })
  const names = readdirSync(join(planFixtures, 'plan'))
  run(program, ['plan', ...names.map(name => join(copy, 'plan', name))])
  const answer = (folder: string, name: string) => readFileSync(join(folder, 'plan', name, 'expected.yaml'), 'utf8')
  const changed = names.filter(name => answer(planFixtures, name) !== answer(copy, name))
  if (changed.length > 0) fail(`these plans no longer hold: ${changed.join(', ')}`)
  process.stdout.write(`${names.length} recorded plans hold\n`)
}

function fuzz(seed: string, count: string): void {
  inScratch(scratch => {
    mkdirSync(join(scratch, 'appset'))
    run(program, ['fuzz', '--seed', seed, '--count', count, '--out', join(scratch, 'appset')])
    run(process.execPath, [join(root, 'test/parity/main.ts'), '--golden', scratch, '--area', 'appset'])
  })
}

function inScratch(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'gitops-oracle-'))
  try {
    work(folder)
  } finally {
    if (values.keep) process.stderr.write(`kept in ${folder}\n`)
    else rmSync(folder, { recursive: true })
  }
}

function run(command: string, args: string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' })
  if (error !== undefined) fail(error.message)
  if (status !== 0) fail(`${command} ended with ${status}`)
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}
