import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { gitError } from '../../core/src/adapters/node/git/process.ts'
import {
  createNodeFiles,
  createNodeGit,
  type NodeGit,
  type NodeGitOptions,
  pathToURI,
  workTreeRoot,
} from '../../core/src/adapters/node/index.ts'
import { PortError, type ResolvedTree, type Tree } from '../../core/src/ports/index.ts'

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'gitops-git-')))
const opened: NodeGit[] = []
const { signal } = new AbortController()
const url = 'https://git.example.com/acme/gitops.git'

after(async () => {
  await Promise.all(opened.map(port => port.close()))
  rmSync(scratch, { recursive: true, force: true })
})

/** A folder below the scratch folder with these files; a text `-> x` makes a symlink to x. */
function folder(name: string, files: Readonly<Record<string, string>>): string {
  const root = join(scratch, name)
  mkdirSync(root, { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (text.startsWith('-> ')) symlinkSync(text.slice(3), join(root, path))
    else writeFileSync(join(root, path), text)
  }
  return root
}

function git(cwd: string, ...args: string[]): string {
  const identity = { NAME: 'Ada', EMAIL: 'ada@example.com', DATE: '2026-01-01T00:00:00Z' }
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: scratch, GIT_CONFIG_NOSYSTEM: '1' }
  for (const [key, value] of Object.entries(identity)) env[`GIT_AUTHOR_${key}`] = env[`GIT_COMMITTER_${key}`] = value
  return execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], { cwd, env, encoding: 'utf8' }).trim()
}

/** A repository on branch main with one commit of these files, known as a clone of `url`. */
function repository(name: string, files: Readonly<Record<string, string>>, ...init: string[]): string {
  const root = folder(name, {})
  git(root, 'init', '--quiet', '-b', 'main', ...init)
  git(root, 'remote', 'add', 'origin', url)
  commit(root, files)
  return root
}

function commit(root: string, files: Readonly<Record<string, string>>): string {
  folder(root.slice(scratch.length + 1), files)
  git(root, 'add', '--all', '--force')
  git(root, 'commit', '--quiet', '--allow-empty', '-m', 'change')
  return git(root, 'rev-parse', 'HEAD')
}

function port(options: NodeGitOptions): NodeGit {
  const created = createNodeGit(options)
  opened.push(created)
  return created
}

const resolve = (options: NodeGitOptions, revision: string, repoURL = url): Promise<ResolvedTree> =>
  port(options).tree(repoURL, revision, signal)

async function paths({ tree }: { readonly tree: Tree }): Promise<string[]> {
  return (await tree.entries(signal)).filter(({ kind }) => kind !== 'directory').map(({ path }) => path)
}

async function text({ tree }: { readonly tree: Tree }, path: string): Promise<string | undefined> {
  const bytes = await tree.read(path, signal)
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
}

const refusal = (reason: PortError['reason'], words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof PortError, String(error))
  assert.equal(error.reason, reason, error.message)
  assert.match(error.message, words)
  return true
}

describe('the work tree', () => {
  test('holds tracked and untracked files, not the ignored and the deleted', async () => {
    const cwd = repository('seen', {
      'a.yaml': 'a',
      'gone.yaml': 'x',
      '.gitignore': '*.log\n',
      'forced.log': 'tracked',
    })
    folder('seen', { 'new/b.yaml': 'b', 'noise.log': 'x', 'a.yaml': 'changed' })
    unlinkSync(join(cwd, 'gone.yaml'))
    const seen = await resolve({ cwd }, 'HEAD')
    assert.deepEqual(await paths(seen), ['.gitignore', 'a.yaml', 'forced.log', 'new/b.yaml'])
    assert.equal(await text(seen, 'a.yaml'), 'changed')
    assert.equal(await text(seen, 'noise.log'), undefined)
    assert.equal(seen.tree.commit, 'worktree')
    assert.equal(seen.tree.uriOf('new/b.yaml'), pathToURI(join(cwd, 'new/b.yaml')))
    assert.equal(seen.standsInFor, undefined)
  })

  test('is meant by HEAD, by nothing and by the branch that is checked out', async () => {
    const cwd = repository('meant', { 'a.yaml': 'a' })
    for (const revision of ['', 'HEAD', 'main', 'refs/heads/main']) {
      assert.equal((await resolve({ cwd }, revision)).tree.commit, 'worktree', revision)
    }
  })

  test('shows unsaved texts, also of files that are not on the disk yet', async () => {
    const cwd = repository('unsaved', { 'a.yaml': 'a' })
    const buffers = new Map([
      [join(cwd, 'a.yaml'), 'typed'],
      [join(cwd, 'dir/fresh.yaml'), 'fresh'],
      [join(scratch, 'elsewhere.yaml'), 'x'],
    ])
    const seen = await resolve({ cwd, unsaved: () => buffers }, '')
    assert.deepEqual(await paths(seen), ['a.yaml', 'dir/fresh.yaml'])
    assert.equal(await text(seen, 'a.yaml'), 'typed')
    assert.equal(await text(seen, 'dir/fresh.yaml'), 'fresh')
  })

  test('is listed anew after refresh, and only then', async () => {
    const cwd = repository('refreshed', { 'a.yaml': 'a' })
    const ports = port({ cwd })
    const before = await ports.tree(url, '', signal)
    assert.deepEqual(await paths(before), ['a.yaml'])
    folder('refreshed', { 'b.yaml': 'b' })
    assert.deepEqual(await paths(await ports.tree(url, '', signal)), ['a.yaml'])
    ports.refresh()
    assert.deepEqual(await paths(await ports.tree(url, '', signal)), ['a.yaml', 'b.yaml'])
    assert.deepEqual(await paths(before), ['a.yaml'])
  })

  test('shows newly typed texts without being listed anew', async () => {
    const cwd = repository('typed', { 'a.yaml': 'a' })
    let buffers = new Map<string, string>()
    const ports = port({ cwd, unsaved: () => buffers })
    const before = await ports.tree(url, '', signal)
    assert.equal(await text(before, 'a.yaml'), 'a')
    folder('typed', { 'b.yaml': 'b' })
    buffers = new Map([[join(cwd, 'a.yaml'), 'typed']])
    ports.refresh('unsaved')
    const typed = await ports.tree(url, '', signal)
    assert.deepEqual([await text(typed, 'a.yaml'), await text(before, 'a.yaml')], ['typed', 'a'])
    assert.deepEqual(await paths(typed), ['a.yaml'])
  })

  test('follows symlinks inside and never outside', async () => {
    const cwd = repository('links', {
      'dir/a.yaml': 'a',
      'file-link': '-> dir/a.yaml',
      'dir-link': '-> dir',
      'deep/up': '-> ../dir/a.yaml',
      absolute: '-> /etc/hostname',
      climbing: '-> ../../secret',
      dangling: '-> nothing',
      loop: '-> loop',
    })
    const expected = [
      { path: 'absolute', kind: 'symlink', target: 'outside' },
      { path: 'climbing', kind: 'symlink', target: 'outside' },
      { path: 'dangling', kind: 'symlink', target: 'missing', leadsTo: 'nothing' },
      { path: 'deep', kind: 'directory' },
      { path: 'deep/up', kind: 'symlink', target: 'file', leadsTo: 'dir/a.yaml' },
      { path: 'dir', kind: 'directory' },
      { path: 'dir-link', kind: 'symlink', target: 'directory', leadsTo: 'dir' },
      { path: 'dir/a.yaml', kind: 'file' },
      { path: 'file-link', kind: 'symlink', target: 'file', leadsTo: 'dir/a.yaml' },
      { path: 'loop', kind: 'symlink', target: 'missing', leadsTo: 'loop' },
    ]
    const head = git(cwd, 'rev-parse', 'HEAD')
    for (const revision of ['HEAD', head]) {
      const found = await resolve({ cwd }, revision)
      assert.deepEqual(await found.tree.entries(signal), expected, revision)
      assert.equal(await text(found, 'dir-link/a.yaml'), 'a')
      assert.equal(await text(found, 'deep/up'), 'a')
      for (const path of ['absolute', 'climbing', 'dangling', 'loop', 'dir', '../links/dir/a.yaml']) {
        assert.equal(await text(found, path), undefined, path)
      }
    }
  })

  test('keeps names that are no UTF-8 and names with every odd character', async () => {
    const cwd = repository('names', { 'sp ace/"q".yaml': '1', 'tab\there': '2', 'é/ü.yaml': '3', 'new\nline': '4' })
    writeFileSync(Buffer.from(`${cwd}/caf\xe9.yaml`, 'latin1'), 'latin')
    const head = commit(cwd, {})
    for (const revision of ['HEAD', head]) {
      const found = await resolve({ cwd }, revision)
      assert.deepEqual(await paths(found), ['caf\udce9.yaml', 'new\nline', 'sp ace/"q".yaml', 'tab\there', 'é/ü.yaml'])
      assert.equal(await text(found, 'caf\udce9.yaml'), 'latin')
      assert.equal(await text(found, 'new\nline'), '4')
    }
    assert.match((await resolve({ cwd }, 'HEAD')).tree.uriOf('caf\udce9.yaml'), /\/caf%E9\.yaml$/)
  })

  test('has the content of submodules that are checked out only', async () => {
    const library = repository('library', { 'lib.yaml': 'lib' })
    const cwd = repository('outer', { 'a.yaml': 'a' })
    for (const path of ['here', 'missing']) git(cwd, 'submodule', '--quiet', 'add', library, path)
    commit(cwd, {})
    git(cwd, 'submodule', '--quiet', 'deinit', '--force', 'missing')
    const entries = await (await resolve({ cwd }, '')).tree.entries(signal)
    assert.deepEqual(
      entries.filter(({ submodule }) => submodule).map(({ path }) => path),
      ['here', 'missing'],
    )
    assert.deepEqual(await paths(await resolve({ cwd }, '')), ['.gitmodules', 'a.yaml', 'here/lib.yaml'])
  })

  test('has what a sparse checkout leaves out', async () => {
    const cwd = repository('sparse', { 'in/a.yaml': 'a', 'out/b.yaml': 'b' })
    git(cwd, 'sparse-checkout', 'set', 'in')
    const seen = await resolve({ cwd }, 'HEAD')
    assert.deepEqual(await paths(seen), ['in/a.yaml', 'out/b.yaml'])
    assert.equal(await text(seen, 'out/b.yaml'), 'b')
  })

  test('is there before the first commit, in linked work trees and in SHA-256 repositories', async () => {
    const unborn = folder('unborn', { 'a.yaml': 'a' })
    git(unborn, 'init', '--quiet', '-b', 'main')
    git(unborn, 'remote', 'add', 'origin', url)
    assert.deepEqual(await paths(await resolve({ cwd: unborn }, 'main')), ['a.yaml'])
    await assert.rejects(resolve({ cwd: unborn }, 'v1'), refusal('not-found', /unable to resolve 'v1' to a commit SHA/))

    const cwd = repository('linked', { 'a.yaml': 'main' })
    git(cwd, 'worktree', 'add', '--quiet', '-b', 'feature', join(scratch, 'linked-feature'))
    const linked = join(scratch, 'linked-feature')
    folder('linked-feature', { 'a.yaml': 'feature' })
    assert.equal(await text(await resolve({ cwd: linked }, 'feature'), 'a.yaml'), 'feature')
    assert.equal(await text(await resolve({ cwd: linked }, 'main'), 'a.yaml'), 'main')

    const sha256 = repository('sha256', { 'a.yaml': 'old' }, '--object-format=sha256')
    const head = git(sha256, 'rev-parse', 'HEAD')
    assert.equal(head.length, 64)
    assert.equal(await text(await resolve({ cwd: sha256 }, head), 'a.yaml'), 'old')
  })
})

describe('a revision', () => {
  const cwd = repository('revisions', { 'v.txt': 'one' })
  const first = git(cwd, 'rev-parse', 'HEAD')
  git(cwd, 'tag', 'v1.0.0')
  const second = commit(cwd, { 'v.txt': 'two' })
  git(cwd, 'tag', '-a', 'v1.2.0', '-m', 'annotated')
  git(cwd, 'update-ref', 'refs/remotes/origin/only-remote', first)
  git(cwd, 'update-ref', 'refs/pull/7/head', first)
  git(cwd, 'branch', 'topic/x', first)
  commit(cwd, { 'v.txt': 'three' })

  const cases: readonly (readonly [string, string])[] = [
    ['v1.0.0', first],
    ['v1.2.0', second],
    ['refs/tags/v1.2.0', second],
    ['1.x', second],
    ['~1.0', first],
    ['>=1.0.0 <1.2.0', first],
    ['*', second],
    ['only-remote', first],
    ['topic/x', first],
    ['refs/heads/topic/x', first],
    ['pull/7/head', first],
    [first, first],
    [first.slice(0, 7), first],
    [first.toUpperCase(), first],
  ]
  for (const [revision, expected] of cases) {
    test(`${revision} is found`, async () => {
      const { tree, standsInFor } = await resolve({ cwd }, revision)
      assert.equal(tree.commit, expected)
      assert.equal(standsInFor, undefined)
    })
  }

  for (const revision of [
    'nothing',
    'heads/topic/x',
    'HEAD~1',
    '2.x',
    first.slice(0, 6),
    '0'.repeat(40),
    '--all',
    '-x',
    'a..b',
    '@{u}',
  ]) {
    test(`${revision} is not`, async () => {
      await assert.rejects(resolve({ cwd }, revision), refusal('not-found', /^unable to resolve '.*' to a commit SHA/))
    })
  }

  test('reads many files through one process, and none twice the same tree', async () => {
    const many = repository(
      'many',
      Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f/${i}.yaml`, `value: ${i}`])),
    )
    const head = git(many, 'rev-parse', 'HEAD')
    const ports = port({ cwd: many })
    const found = await ports.tree(url, head, signal)
    const texts = await Promise.all((await paths(found)).map(path => text(found, path)))
    assert.equal(new Set(texts).size, 300)
    assert.equal((await ports.tree(url, head, signal)).tree, found.tree)
    await ports.close()
    assert.equal(await text(found, 'f/7.yaml'), 'value: 7')
  })

  test('reads large, empty and binary files whole', async () => {
    const root = repository('sizes', { empty: '' })
    const large = Buffer.alloc(3_000_000, 'line\n')
    const binary = Buffer.from([0, 10, 255, 10, 0])
    writeFileSync(join(root, 'large'), large)
    writeFileSync(join(root, 'binary'), binary)
    const head = commit(root, {})
    const { tree } = await resolve({ cwd: root }, head)
    const [gotLarge, gotEmpty, gotBinary] = await Promise.all(
      ['large', 'empty', 'binary'].map(path => tree.read(path, signal)),
    )
    assert.ok(large.equals(gotLarge!))
    assert.equal(gotEmpty!.length, 0)
    assert.ok(binary.equals(gotBinary!))
  })
})

describe('a repository', () => {
  const cwd = repository('known', { 'a.yaml': 'a' })
  const plain = folder('plain', { 'x.yaml': 'x', 'node_modules/y.yaml': 'y', '.hidden/z.yaml': 'z' })

  for (const form of [
    'https://git.example.com/acme/gitops',
    'https://user:secret@Git.Example.com/acme/gitops.git/',
    'git@git.example.com:acme/gitops.git',
    'ssh://git@git.example.com:2222/Acme/gitops',
  ]) {
    test(`is known by its remote as ${form}`, async () => {
      assert.deepEqual(await paths(await resolve({ cwd }, '', form)), ['a.yaml'])
      assert.deepEqual(await paths(await resolve({ cwd: plain, folders: [cwd] }, '', form)), ['a.yaml'])
    })
  }

  for (const form of [
    'https://git.example.com/acme/other',
    'https://git.example.com:8443/acme/gitops',
    'ext::sh -c x',
    '--x',
    '',
  ]) {
    test(`is not known as ${form}`, async () => {
      await assert.rejects(resolve({ cwd }, '', form), refusal('not-at-hand', /--repo .*--fetch/))
    })
  }

  test('is answered by --repo for every revision, and says where it stands in', async () => {
    const repositories = [{ repoURL: url, path: plain }]
    const found = await resolve({ cwd, repositories }, 'HEAD')
    assert.deepEqual(await paths(found), ['.hidden/z.yaml', 'node_modules/y.yaml', 'x.yaml'])
    assert.equal(found.standsInFor, undefined)
    assert.match((await resolve({ cwd, repositories }, 'v1')).standsInFor!, /as it stands is taken for revision v1 of/)
    const checkout = [{ repoURL: url, path: cwd }]
    assert.equal((await resolve({ cwd: plain, repositories: checkout }, 'main')).standsInFor, undefined)
    assert.equal((await resolve({ cwd: plain, repositories: checkout }, 'v1')).tree.commit, 'worktree')
  })

  test('is answered by --repo URL@REV for that revision only', async () => {
    const repositories = [{ repoURL: url, revision: 'v9', path: plain }]
    const found = await resolve({ cwd, repositories }, 'v9')
    assert.deepEqual([found.standsInFor, (await paths(found)).at(-1)], [undefined, 'x.yaml'])
    assert.deepEqual(await paths(await resolve({ cwd, repositories }, '')), ['a.yaml'])
  })

  test('is looked up where settings.repositories says', async () => {
    const head = git(cwd, 'rev-parse', 'HEAD')
    const other = 'https://elsewhere.example.com/mirror'
    const options = { cwd: plain, checkouts: [{ repoURL: other, path: '../known' }] }
    assert.equal((await resolve(options, head, other)).tree.commit, head)
    assert.equal((await resolve(options, 'main', other)).tree.commit, 'worktree')
  })

  test('may be bare', async () => {
    const bare = join(scratch, 'bare.git')
    git(scratch, 'clone', '--quiet', '--bare', cwd, bare)
    const found = await resolve({ cwd: plain, repositories: [{ repoURL: url, path: bare }] }, 'HEAD')
    assert.equal(found.tree.commit, git(cwd, 'rev-parse', 'HEAD'))
  })

  test('with a folder that is not there is refused, with its name', async () => {
    const repositories = [{ repoURL: url, path: 'nowhere' }]
    await assert.rejects(resolve({ cwd, repositories }, ''), refusal('refused', /nowhere/))
  })

  test('runs nothing that its own configuration names', async () => {
    const marker = join(scratch, 'ran')
    const hostile = repository('hostile', { 'a.yaml': 'a', '.gitattributes': '*.yaml filter=evil diff=evil' })
    const script = `touch ${marker}`
    for (const [key, value] of [
      ['core.fsmonitor', script],
      ['core.hooksPath', '.'],
      ['core.sshCommand', script],
      ['filter.evil.smudge', script],
      ['filter.evil.clean', script],
      ['diff.evil.textconv', script],
      ['core.pager', script],
    ]) {
      git(hostile, 'config', key!, value!)
    }
    folder('hostile', { 'a.yaml': 'changed' })
    assert.equal(await text(await resolve({ cwd: hostile }, ''), 'a.yaml'), 'changed')
    assert.equal(await text(await resolve({ cwd: hostile }, git(hostile, 'rev-parse', 'HEAD')), 'a.yaml'), 'a')
    assert.equal(existsSync(marker), false)
  })

  test('whose core.worktree is another folder is not opened there', async () => {
    const hostile = repository('worktree-elsewhere', { 'a.yaml': 'a' })
    git(hostile, 'config', 'core.worktree', plain)
    await assert.rejects(resolve({ cwd: hostile }, ''), refusal('not-at-hand', /is not on this machine/))
  })

  test('is not read after the signal', async () => {
    const controller = new AbortController()
    controller.abort(new Error('enough'))
    await assert.rejects(port({ cwd }).tree(url, '', controller.signal), /enough/)
  })
})

describe('fetching', () => {
  const upstream = repository('upstream', { 'a.yaml': 'one', 'big.bin': 'x' })
  const first = git(upstream, 'rev-parse', 'HEAD')
  git(upstream, 'config', 'uploadpack.allowFilter', 'true')
  git(upstream, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  git(upstream, 'tag', 'v1.0.0')
  const second = commit(upstream, { 'a.yaml': 'two' })
  const remote = `file://${upstream}`
  const cacheFolder = join(scratch, 'cache')
  const elsewhere = folder('elsewhere', {})

  test('happens only when it is allowed', async () => {
    await assert.rejects(resolve({ cwd: elsewhere, cacheFolder }, 'main', remote), refusal('not-at-hand', /--fetch/))
  })

  test('brings branches, tags and files, and keeps them for later', async () => {
    const options = { cwd: elsewhere, cacheFolder, allowNetwork: true }
    for (const [revision, expected] of [
      ['HEAD', second],
      ['main', second],
      ['1.x', first],
      [first, first],
    ] as const) {
      const found = await resolve(options, revision, remote)
      assert.equal(found.tree.commit, expected, revision)
      assert.equal(await text(found, 'a.yaml'), expected === first ? 'one' : 'two')
    }
    const later = await resolve({ cwd: elsewhere, cacheFolder }, 'main', remote)
    assert.match(later.standsInFor!, /last fetched/)
    assert.equal(await text(later, 'a.yaml'), 'two')
    assert.equal((await resolve({ cwd: elsewhere, cacheFolder }, first, remote)).standsInFor, undefined)
  })

  test('does not mind a person’s editor and pager', async () => {
    const before = { ...process.env }
    Object.assign(process.env, {
      EDITOR: 'vi',
      VISUAL: 'vi',
      PAGER: 'less',
      PREFIX: '/usr',
      GIT_EDITOR: 'vi',
      SSH_ASKPASS: 'true',
    })
    try {
      const options = { cwd: elsewhere, cacheFolder: join(scratch, 'cache-of-a-person'), allowNetwork: true }
      assert.equal((await resolve(options, 'main', remote)).tree.commit, second)
    } finally {
      process.env = before
    }
  })

  test('does not make up files that were left behind', async () => {
    const later = await resolve({ cwd: elsewhere, cacheFolder }, second, remote)
    await assert.rejects(text(later, 'big.bin'), refusal('not-at-hand', /./))
  })

  for (const hostile of [
    'ext::sh -c touch% x',
    '-oProxyCommand=x',
    '--upload-pack=x',
    'ssh://-oProxyCommand=x/y',
    'fd::17',
  ]) {
    test(`never takes ${hostile}`, async () => {
      const options = { cwd: elsewhere, cacheFolder, allowNetwork: true }
      await assert.rejects(resolve(options, '', hostile), refusal('refused', /is not given to git/))
    })
  }

  test('does not ask Git for an artifact', async () => {
    const options = { cwd: elsewhere, cacheFolder, allowNetwork: true }
    const artifact = 'oci://registry.example.com/org/repo'
    await assert.rejects(resolve(options, '1.0', artifact), refusal('not-at-hand', /is an artifact/))
    const repositories = [{ repoURL: artifact, path: scratch }]
    assert.equal((await resolve({ ...options, repositories }, '1.0', artifact)).tree.commit, 'worktree')
  })

  test('says what a remote that is not there answered', async () => {
    const options = { cwd: elsewhere, cacheFolder, allowNetwork: true }
    await assert.rejects(
      resolve(options, '', `file://${scratch}/no-such`),
      refusal('unreachable', /does not appear to be a git/),
    )
  })
})

describe('what git refuses', () => {
  const cases: readonly (readonly [string, PortError['reason'], RegExp])[] = [
    [
      "fatal: detected dubious ownership in repository at '/r'",
      'refused',
      /belongs to another user.*safe\.directory \/r$/,
    ],
    [
      "fatal: could not read Username for 'https://u:secret@h': terminal prompts disabled",
      'unauthorized',
      /'https:\/\/h'/,
    ],
    ['ssh: Could not resolve hostname h\nfatal: Could not read from remote repository.', 'unreachable', /Could not/],
    ["fatal: couldn't find remote ref x", 'not-found', /remote ref x$/],
    ["fatal: transport 'file' not allowed", 'not-at-hand', /transport/],
    ['fatal: something new', 'refused', /^\/r: fatal: something new$/],
  ]
  for (const [stderr, reason, words] of cases) {
    test(stderr, () => assert.ok(refusal(reason, words)(gitError(stderr, '/r'))))
  }

  test('is told apart from a git that is not there', async () => {
    const cwd = repository('no-git', { 'a.yaml': 'a' })
    const { PATH } = process.env
    process.env.PATH = scratch
    try {
      await assert.rejects(resolve({ cwd }, ''), refusal('tool-missing', /is it installed and in PATH/))
      const plain = [{ repoURL: url, path: folder('no-git-needed', { 'b.yaml': 'b' }) }]
      assert.deepEqual(await paths(await resolve({ cwd, repositories: plain }, '')), ['b.yaml'])
    } finally {
      process.env.PATH = PATH
    }
  })
})

describe('files', () => {
  const files = createNodeFiles()

  async function list(root: string): Promise<string[]> {
    const found: string[] = []
    for await (const uri of files.list(pathToURI(root), signal)) found.push(uri.slice(pathToURI(root).length + 1))
    return found
  }

  test('of a work tree are those Git does not ignore', async () => {
    const root = repository('listed', { 'b/a.yaml': 'x', 'a.yaml': 'a', '.gitignore': 'ignored/\n' })
    folder('listed', { 'ignored/x.yaml': 'x', 'c.yaml': 'c', 'node_modules/p/q.yaml': 'x' })
    assert.deepEqual(await list(root), ['.gitignore', 'a.yaml', 'b/a.yaml', 'c.yaml'])
    assert.deepEqual(await list(join(root, 'b')), ['a.yaml'])
    assert.deepEqual(await list(join(root, 'ignored')), ['x.yaml'])
  })

  test('have a root where a work tree is around them', async () => {
    const root = repository('rooted', { 'a/b/c.yaml': 'c' })
    assert.equal(await workTreeRoot(join(root, 'a/b'), signal), root)
    assert.equal(await workTreeRoot(join(root, '.git'), signal), undefined)
    assert.equal(await workTreeRoot(scratch, signal), undefined)
  })

  test('of any other folder are all', async () => {
    const root = folder('unlisted', {
      'b.yaml': 'b',
      'a/x.yaml': 'x',
      'node_modules/p.yaml': 'x',
      link: '-> b.yaml',
      lost: '-> no',
    })
    assert.deepEqual(await list(root), ['a/x.yaml', 'b.yaml', 'link'])
  })

  test('are read whole or refused', async () => {
    const root = folder('read', { 'a.yaml': 'text', link: '-> a.yaml' })
    assert.equal(new TextDecoder().decode(await files.read(pathToURI(join(root, 'link')), signal)), 'text')
    await assert.rejects(files.read(pathToURI(join(root, 'no')), signal), refusal('not-found', /is no file/))
    await assert.rejects(files.read(pathToURI(root), signal), refusal('not-found', /is no file/))
    await assert.rejects(files.read('https://example.com/x', signal), refusal('refused', /no file of this machine/))
  })
})
