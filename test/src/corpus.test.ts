// Real repositories: what preview generates from them, and every error that validate reports in them.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { bundledVersion, checkFile, checkSets, type Diagnostic, fileClassOf, SourceFile } from '@kubectl-gitops/core'
import { corpusFiles, unpackCorpus } from './corpus.ts'
import { runCommand } from './run-command.ts'

const update = process.env.UPDATE === '1'
const golden = new URL('../golden/corpus/', import.meta.url)
const signal = new AbortController().signal

interface Repository {
  readonly folder: string
  readonly remote: string
  /** File to the names of its Applications, in Argo CD's order. */
  readonly sets: Readonly<Record<string, readonly string[]>>
  /** The same with one cluster Secret, and with none. */
  readonly withCluster?: Readonly<Record<string, readonly string[]>>
  readonly withoutClusters?: Readonly<Record<string, readonly string[]>>
  /** Files whose revision is not in the copy. */
  readonly missingRevision?: { readonly revision: string; readonly files: readonly string[] }
}

const repositories: readonly Repository[] = JSON.parse(readFileSync(new URL('previews.json', golden), 'utf8'))

const cluster = `apiVersion: v1
kind: Secret
metadata:
  name: c1
  namespace: argocd
  labels:
    argocd.argoproj.io/secret-type: cluster
    environment: default
stringData:
  name: c1
  server: https://c1.example.com
`

for (const repository of repositories) {
  let folder = ''
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args])

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'gitops-corpus-'))
    unpackCorpus(`${repository.folder}/`, folder)
    git('init', '--quiet', '--initial-branch', 'main')
    git('remote', 'add', 'origin', repository.remote)
    git('add', '--all')
    git('commit', '--quiet', '--message', 'copy')
    writeFileSync(join(folder, '.git', 'one-cluster.yaml'), cluster)
    writeFileSync(join(folder, '.git', 'no-cluster.yaml'), '')
  })
  after(() => rmSync(folder, { recursive: true }))

  const preview = (file: string, ...flags: string[]) =>
    runCommand(['preview', '-f', file, '-o', 'name', ...flags], { cwd: folder })
  const names = (output: string) =>
    output
      .split('\n')
      .filter(line => line !== '')
      .map(line => line.replace(/^application\.argoproj\.io\//, ''))

  const check = (what: string, sets: Readonly<Record<string, readonly string[]>>, ...flags: string[]) => {
    for (const [file, expected] of Object.entries(sets)) {
      test(`preview ${repository.folder}/${file}${what}`, async () => {
        const { stdout, stderr } = await preview(file, ...flags)
        assert.deepEqual(names(stdout), expected, stderr)
      })
    }
  }
  const given = (name: string) => ['--clusters', join('.git', name)]
  check('', repository.sets)
  check(' with one cluster', repository.withCluster ?? {}, ...given('one-cluster.yaml'))
  check(' without clusters', repository.withoutClusters ?? {}, ...given('no-cluster.yaml'))

  const { revision = '', files = [] } = repository.missingRevision ?? {}
  for (const file of files) {
    test(`preview ${repository.folder}/${file} names the revision that is missing`, async () => {
      const { stderr, exitCode } = await preview(file)
      assert.ok(stderr.includes(revision), stderr)
      assert.notEqual(exitCode, 0)
    })
  }
}

interface Found extends Diagnostic {
  readonly line: number
}

/** A bad version is checked among today's files of its repository. */
async function findingsIn(path: string): Promise<Found[]> {
  const file = new SourceFile(path, corpusFiles().get(path)!)
  const today = (uri: string) => uri.replace(/^_history\/([^/]+)\/[^/]+\//, '$1/')
  const fileClass = fileClassOf(file, uri => corpusFiles().get(uri) ?? corpusFiles().get(today(uri)))
  const onBug = (_: string, error: unknown) => {
    throw error
  }
  const checked = checkFile(file, { argocdVersion: bundledVersion, fileClass, onBug })
  const sets = await checkSets(checked, fileClass, {}, {}, signal)
  return [...checked.diagnostics, ...sets.diagnostics]
    .map(found => ({ ...found, line: file.lines.positionAt(found.span!.start).line + 1 }))
    .sort((a, b) => a.line - b.line)
}

test('validate: every error in the 1,300 files is one that was looked at', async () => {
  const lines: string[] = []
  for (const path of corpusFiles().keys()) {
    if (!/\.(ya?ml|json)$/.test(path) || path.startsWith('_history/')) continue
    for (const { line, severity, code } of await findingsIn(path)) {
      if (severity === 'error') lines.push(`${path}:${line} ${code}`)
    }
  }
  snapshot('errors.txt', lines)
})

test('validate: what it says of versions that were pushed and were wrong', async () => {
  const rows = corpusFiles().get('_history/index.tsv')!.trim().split('\n').slice(1)
  const lines: string[] = []
  for (const row of rows) {
    const [verdict, rule, what, repository, commit, path] = row.split('\t')
    const found = await findingsIn(`_history/${repository}/${commit}/${path}`)
    const told = found
      .filter(({ severity }) => severity !== 'info')
      .map(({ line, severity, code }) => `${line} ${severity} ${code}`)
    lines.push(`${verdict} ${rule} ${what} | ${repository}/${path} | ${told.join(', ') || 'silent'}`)
  }
  snapshot('history.txt', lines)
})

function snapshot(name: string, lines: readonly string[]): void {
  const file = new URL(name, golden)
  const text = `${lines.join('\n')}\n`
  if (update) writeFileSync(file, text)
  assert.equal(text, readFileSync(file, 'utf8'))
}
