// Repositories, folders and recorded files at their worst, through the real adapters and the command line.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import type { SetPreview } from '@kubectl-gitops/core'
import { createNodePorts, type NodePortsOptions } from '@kubectl-gitops/core/node'
import { createRecordedCluster, createRecordedForge, noAnswers } from '@kubectl-gitops/core/recorded'
import { preview, setOf } from './bad-input.ts'
import { runCommand } from './run-command.ts'

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'gitops-bad-')))
after(() => rmSync(scratch, { recursive: true, force: true }))

const url = 'https://git.example.com/acme/gitops.git'

function git(cwd: string, ...args: string[]): string {
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: scratch, GIT_CONFIG_NOSYSTEM: '1' }
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com']
  return execFileSync('git', [...identity, ...args], { cwd, env, encoding: 'utf8' }).trim()
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (text.startsWith('-> ')) symlinkSync(text.slice(3), join(root, path))
    else writeFileSync(join(root, path), text)
  }
}

/** A repository with one commit, tagged v1. */
function repository(name: string, files: Readonly<Record<string, string>>): string {
  const root = join(scratch, name)
  mkdirSync(root)
  git(root, 'init', '--quiet', '-b', 'main')
  git(root, 'remote', 'add', 'origin', url)
  write(root, files)
  git(root, 'add', '--all')
  git(root, 'commit', '--quiet', '--allow-empty', '-m', 'one')
  git(root, 'tag', 'v1')
  return root
}

const directories = 'directories: [{path: "**"}, {path: "*/*"}]'
const files = 'files: [{path: "*/x.json"}]'

/** What a git generator makes of a repository. */
async function ask(
  cwd: string,
  generator: string,
  { revision = 'HEAD', signal = new AbortController().signal, ...options }: AskOptions = {},
): Promise<SetPreview> {
  const ports = createNodePorts({
    cwd,
    cluster: createRecordedCluster({}),
    forge: createRecordedForge(noAnswers),
    cacheFolder: join(scratch, 'cache'),
    ...options,
  })
  const element = `  - git: {repoURL: ${url}, revision: ${JSON.stringify(revision)}, ${generator}}`
  try {
    return await preview(setOf(element, '{{.path.path}}', '  goTemplate: true\n'), ports, {}, signal)
  } finally {
    await ports.close()
  }
}

type AskOptions = Partial<NodePortsOptions> & { readonly revision?: string; readonly signal?: AbortSignal }

const names = ({ applications }: SetPreview): string[] =>
  applications.map(({ object }) => String(object.metadata.name)).sort()

describe('a repository', () => {
  test('with symlinks in circles and out of it', async () => {
    const loops = {
      'a/x.json': '{}',
      'a/loop': '-> loop',
      'a/up': '-> ..',
      b: '-> a',
      'c/self': '-> .',
      d: '-> /etc',
      e: '-> f',
      f: '-> e',
    }
    const root = repository('loops', loops)
    for (const revision of ['HEAD', 'v1']) {
      assert.deepEqual(names(await ask(root, directories, { revision })), ['a', 'c'])
      assert.deepEqual(names(await ask(root, files, { revision })), ['a'])
    }
  })

  test('with names of every kind', async () => {
    const odd = [
      'a\nb',
      `q"uo'te`,
      'tab\there',
      ' blank',
      '-dash',
      '$(id)',
      ':colon',
      '\\back',
      '*star',
      '__proto__',
      '🙂',
    ]
    const root = repository('names', Object.fromEntries(odd.map(name => [`${name}/x.json`, '{}'])))
    const bytes = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x62, 0xff, 0xfe])])
    mkdirSync(bytes)
    writeFileSync(Buffer.concat([bytes, Buffer.from('/x.json')]), '{}')
    git(root, 'add', '--all')
    git(root, 'commit', '--quiet', '-m', 'two')
    const every = [...odd, 'b\udcff\udcfe'].sort()
    for (const revision of ['HEAD', git(root, 'rev-parse', 'HEAD')]) {
      assert.deepEqual(names(await ask(root, files, { revision })), every)
      assert.deepEqual(names(await ask(root, directories, { revision })), every)
    }
  })

  test('with pipes, devices and vanished files in its work tree', async () => {
    const root = repository('special', { 'a/x.json': '{}', 'b/x.json': '{}', 'c/x.json': '{}', 'd/x.json': '{}' })
    execFileSync('mkfifo', [join(root, 'a/pipe.json')])
    symlinkSync('/dev/zero', join(root, 'a/zero.json'))
    rmSync(join(root, 'b/x.json'))
    execFileSync('mkfifo', [join(root, 'b/x.json')])
    rmSync(join(root, 'c'), { recursive: true })
    rmSync(join(root, 'd/x.json'))
    mkdirSync(join(root, 'd/x.json'))
    assert.deepEqual(names(await ask(root, files)), ['a'])
    assert.deepEqual(names(await ask(root, 'files: [{path: "a/x.json"}]')), ['a'])
  })

  test('with damaged objects says which, and answers the rest', async () => {
    const root = repository('damaged', { 'a/x.json': '{"a": 1}', 'b/x.json': '{"b": 2}' })
    const object = (name: string): string => {
      const id = git(root, 'rev-parse', name)
      const path = join(root, '.git/objects', id.slice(0, 2), id.slice(2))
      chmodSync(path, 0o644)
      return path
    }
    const [blob, tree, commit] = ['v1:a/x.json', 'v1^{tree}', 'v1'].map(object)
    writeFileSync(blob!, 'damage')
    const one = await ask(root, files, { revision: 'v1' })
    assert.deepEqual(names(one), ['b'])
    assert.match(one.diagnostics[0]?.message ?? '', /a\/x\.json at .* cannot be read/)
    assert.deepEqual(names(await ask(root, files)), ['a', 'b'])

    for (const path of [tree, commit]) {
      truncateSync(path!, 3)
      const none = await ask(root, directories, { revision: 'v1' })
      assert.equal(none.fidelity.level, 'partial')
      assert.equal(none.error, null)
      assert.equal(none.diagnostics.length, 1)
    }
    for (const file of ['index', 'HEAD', 'config']) {
      writeFileSync(join(root, '.git', file), '[damage')
      assert.equal((await ask(root, directories)).fidelity.level, 'partial', file)
    }
  })

  test('with a submodule that Git cannot read keeps the rest', async () => {
    const root = repository('modules', { 'a/x.json': '{}' })
    git(root, 'update-index', '--add', '--cacheinfo', `160000,${git(root, 'rev-parse', 'HEAD')},mod`)
    git(root, 'commit', '--quiet', '-m', 'two')
    write(root, { 'mod/.git': 'gitdir: /nowhere\n' })
    assert.deepEqual(names(await ask(root, directories)), ['a', 'mod'])
  })

  test('that is not where --repo says is named', async () => {
    const root = repository('mapped', {})
    for (const path of ['/nowhere', '/dev/null', '\0']) {
      const { fidelity, diagnostics } = await ask(root, directories, { repositories: [{ repoURL: url, path }] })
      assert.equal(fidelity.level, 'partial')
      assert.match(diagnostics[0]?.message ?? '', /, given for https:\/\/git\.example\.com\/acme\/gitops\.git: /)
    }
  })

  const revisions = [
    '--upload-pack=x',
    '-x',
    'a..b',
    '@{-1}',
    ':/one',
    'HEAD~0',
    'HEAD^{/one}',
    '\n',
    '\0',
    '__proto__',
    'x'.repeat(10_000),
  ]
  test('has no revision of a hostile name', async () => {
    const root = repository('revisions', { 'a/x.json': '{}' })
    for (const revision of revisions) {
      const { error, applications } = await ask(root, directories, { revision })
      assert.ok(error?.endsWith(`unable to resolve git revision : unable to resolve '${revision}' to a commit SHA`))
      assert.equal(applications.length, 0)
    }
  })

  test('is left at once when the question is cancelled', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`d${at}/x.json`, '{}']))
    const root = repository('cancelled', many)
    for (const revision of ['HEAD', 'v1']) {
      for (const milliseconds of [0, 2, 5, 10, 15, 20, 30, 40, 60]) {
        const controller = new AbortController()
        const reason = new Error(`after ${milliseconds} ms`)
        setTimeout(() => controller.abort(reason), milliseconds)
        const answer = await ask(root, files, { revision, signal: controller.signal }).catch((error: unknown) => error)
        // A quick machine may be done before.
        if (answer instanceof Error) assert.equal(answer, reason)
        else assert.equal(names(answer as SetPreview).length, 300)
      }
    }
    const aborted = AbortSignal.abort(new Error('before'))
    await assert.rejects(ask(root, files, { signal: aborted }), /^Error: before$/)
  })
})

describe('a Secret in a recorded file', () => {
  const secret = 's3cr3t'
  const header =
    'apiVersion: v1\nkind: Secret\nmetadata: {name: c, labels: {argocd.argoproj.io/secret-type: cluster}}\n'
  const kept: Readonly<Record<string, string>> = {
    'data that is no base64': `${header}data: {name: "${secret}!"}`,
    'data that is no text': `${header}data: {name: [${secret}], server: {${secret}: 1}}`,
    'data that is a list': `${header}data: [${secret}]`,
    'data that is a text': `${header}data: ${secret}`,
    'a tag that does not fit': `${header}stringData: {name: a, server: b, config: !!int ${secret}}`,
    'YAML with an open brace': `${header}stringData: {password: ${secret}`,
    'YAML with wrong indentation': `${header}stringData:\n  password: ${secret}\n oops: ${secret}\n`,
    'a tab': `${header}stringData:\n\tpassword: ${secret}\n`,
    'an unknown alias': `${header}stringData: {password: ${secret}, name: *x}`,
    'a template without quotes': `${header}stringData:\n  password: {{ ${secret} }}\n`,
    'a key that is set twice': `${header}stringData:\n  password: ${secret}\n  password: ${secret}\n`,
    'an open quote': `${header}stringData:\n  password: "${secret}\n`,
    'metadata that is a text': `apiVersion: v1\nkind: Secret\nmetadata: ${secret}\n`,
    'a text': secret,
    'a list': `[${secret}]`,
    'a List of texts': `kind: List\nitems: [${secret}]`,
    'the configuration kubectl applied': `${header.slice(0, -2)}, annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"data": "${secret}"}'}}\nstringData: {name: a, server: b, config: ${secret}}\n`,
  }
  const cwd = join(scratch, 'secrets')
  mkdirSync(cwd)
  writeFileSync(join(cwd, 'set.yaml'), setOf('  - clusters: {}', '{{name}}'))
  for (const [name, text] of Object.entries(kept)) {
    test(`is not repeated: ${name}`, async () => {
      writeFileSync(join(cwd, 'recorded.yaml'), text)
      const preview = ['preview', '-f', 'set.yaml', '-v=1']
      const commands = [
        [...preview, '--clusters', 'recorded.yaml', '-o', 'json'],
        [...preview, '--answers', 'recorded.yaml'],
        [...preview, '--live-objects', 'recorded.yaml', '-o', 'json'],
        ...['text', 'json', 'sarif', 'junit', 'github', 'gitlab'].map(form => [
          'validate',
          'recorded.yaml',
          '-o',
          form,
        ]),
      ]
      for (const words of commands) {
        const { stdout, stderr, exitCode } = await runCommand(words, { cwd })
        assert.doesNotMatch(stdout + stderr, new RegExp(secret), words.join(' '))
        assert.doesNotMatch(stderr, /internal error|\n\s+at /)
        if (exitCode === 2) assert.equal(stdout, '')
      }
    })
  }
})

describe('the command line', () => {
  const cwd = join(scratch, 'commands')
  mkdirSync(join(cwd, 'empty'), { recursive: true })
  git(cwd, 'init', '--quiet')
  write(cwd, {
    'set.yaml': setOf('  - clusters: {}', '{{name}}'),
    'binary.yaml': '\0\x01\x02',
    'tabs.yaml': 'kind: ApplicationSet\n\tmetadata: {',
    'loop.yaml': '-> loop.yaml',
    'list.yaml': '- 1\n',
    'not-yaml.yaml': '[',
  })
  execFileSync('mkfifo', [join(cwd, 'pipe.yaml')])

  const answers: readonly (readonly [words: string, exitCode: number, said: RegExp])[] = [
    ['validate .', 0, /no findings in 1 object/],
    ['validate binary.yaml', 1, /the file is not text/],
    ['preview -f binary.yaml', 1, /the file is not text/],
    ['preview -f tabs.yaml', 1, /yaml-tab-indent/],
    ['validate tabs.yaml', 1, /yaml-tab-indent/],
    ['validate loop.yaml', 2, /"loop\.yaml" cannot be read/],
    ['validate nowhere.yaml', 2, /"nowhere\.yaml" does not exist/],
    ['validate empty', 2, /no \.yaml, \.yml or \.json file/],
    ['validate /dev/null', 0, /no findings in 0 objects/],
    ['validate /dev/zero', 2, /more than 50 MB/],
    ['preview -f https://git.example.com/set.yaml', 2, /only files are read/],
    ['preview -f set.yaml', 3, /--clusters FILE/],
    ['preview -f set.yaml --clusters /dev/zero', 2, /more than 50 MB/],
    ['preview -f set.yaml --clusters nowhere', 2, /--clusters: the path "nowhere" does not exist/],
    ['preview -f set.yaml --clusters empty', 2, /is a folder/],
    ['preview -f set.yaml --clusters list.yaml', 2, /list\.yaml:1: a Kubernetes object must be a mapping/],
    ['preview -f set.yaml --answers not-yaml.yaml', 2, /not-yaml\.yaml:1: .*did not find expected node content/],
    ['preview -f set.yaml --live-objects list.yaml', 2, /list\.yaml:1: a Kubernetes object must be a mapping/],
    ['preview -f set.yaml --config not-yaml.yaml', 2, /not-yaml\.yaml is no YAML/],
    ['preview -f set.yaml --repo nonsense', 2, /must be URL=PATH/],
    ['preview -f set.yaml __proto__', 2, /"__proto__" not found/],
    ['preview -f set.yaml -o constructor', 2, /allowed formats/],
    ['rules __proto__', 2, /there is no rule "__proto__"/],
    ['validate --rule toString=error set.yaml', 2, /there is no rule "toString"/],
    ['constructor', 2, /unknown command "constructor"/],
  ]
  for (const [words, exitCode, said] of answers) {
    test(words, async () => {
      const answer = await runCommand(words.split(' '), { cwd })
      assert.equal(answer.exitCode, exitCode, answer.stderr)
      assert.match(answer.stdout + answer.stderr, said)
      assert.doesNotMatch(answer.stderr, /internal error|\n\s+at /)
      if (exitCode === 2) assert.equal(answer.stdout, '')
    })
  }

  const live = ['null', '[]', '{name: [1]}', '{name: a, ownerReferences: 5}', '{name: a, labels: x, annotations: [1]}']
  for (const metadata of live) {
    test(`an existing Application with metadata: ${metadata}`, async () => {
      const text = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: ${metadata}\nspec: x\nstatus: [1]\n`
      writeFileSync(join(cwd, 'live.yaml.txt'), text)
      writeFileSync(join(cwd, 'no-clusters.txt'), '')
      const words = ['preview', '-f', 'set.yaml', '--clusters', 'no-clusters.txt', '--live-objects', 'live.yaml.txt']
      const answer = await runCommand([...words, '-o', 'json'], { cwd })
      assert.doesNotMatch(answer.stderr, /internal error/)
      assert.equal(answer.exitCode < 2 ? JSON.parse(answer.stdout).kind : 'Preview', 'Preview')
    })
  }
})
