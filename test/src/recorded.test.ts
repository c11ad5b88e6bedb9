import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createBrowserPorts } from '../../core/src/adapters/browser/index.ts'
import {
  createMemoryTree,
  createRecordedCluster,
  createRecordedForge,
  createRecordedGit,
  noAnswers,
  readAnswers,
  readClusters,
  readLiveApplications,
} from '../../core/src/adapters/recorded/index.ts'
import { GoNumber } from '../../core/src/go/kinds/index.ts'
import { type Forge, ForgeRefusal, type PortError, type Tree } from '../../core/src/ports/index.ts'
import { allowsNetwork, repositoriesOf } from '../../core/src/settings/gitops-config-repositories.ts'
import {
  isSameRepository,
  normalizeGitURL,
  parseRepositoryMapping,
  refusedURL,
} from '../../core/src/settings/repo-url.ts'

const { signal } = new AbortController()

const clusterSecret = (name: string, rest: string): string => `apiVersion: v1
kind: Secret
metadata: {name: ${name}, labels: {argocd.argoproj.io/secret-type: cluster, env: dev}, annotations: {a: b}}
${rest}`

describe('clusters', () => {
  test('are the Secrets with the label, by data or stringData, without their credentials', () => {
    const text = [
      '# two clusters and other things\n',
      clusterSecret('one', 'data: {name: b25l, server: aHR0cHM6Ly9vbmU=, project: dGVhbQ==, config: c2VjcmV0}\n'),
      clusterSecret('two', 'stringData: {name: two, server: https://two, config: secret}\ndata: {name: eA==}\n'),
      'apiVersion: v1\nkind: Secret\nmetadata: {name: other}\n',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm}\n',
    ].join('---\n')
    const shared = {
      namespace: 'argocd',
      labels: { 'argocd.argoproj.io/secret-type': 'cluster', env: 'dev' },
      annotations: { a: 'b' },
    }
    assert.deepEqual(readClusters(text, 'clusters.yaml'), [
      { name: 'one', ...shared, clusterName: 'one', server: 'https://one', project: 'team' },
      { name: 'two', ...shared, clusterName: 'two', server: 'https://two', project: '' },
    ])
  })

  test('may stand in a List', () => {
    const text = `kind: List\napiVersion: v1\nitems:\n- ${clusterSecret('one', 'stringData: {name: first}').replaceAll('\n', '\n  ')}\n`
    assert.deepEqual(
      readClusters(text, 'list.yaml').map(({ name, clusterName }) => [name, clusterName]),
      [['one', 'first']],
    )
  })

  const faults: Readonly<Record<string, readonly [string, RegExp]>> = {
    'data that is not base64': [clusterSecret('one', 'data: {name: "%%"}'), /^c\.yaml:1: data\.name is not base64$/],
    'labels that are no mapping': [
      'kind: Secret\nmetadata: {labels: 7}\n',
      /^c\.yaml:1: metadata\.labels must be a mapping$/,
    ],
    'a document that is no object': [
      '---\n---\nkind: Secret\n---\n- 1\n',
      /^c\.yaml:5: a Kubernetes object must be a mapping$/,
    ],
    'an object without a kind': ['a: b\n', /^c\.yaml:1: the object has no kind$/],
    'broken YAML': ['kind: Secret\n---\nkind: Secret\na: [\n', /^c\.yaml:[45]: .*yaml: line/],
  }
  for (const [name, [text, expected]] of Object.entries(faults)) {
    test(`${name} is refused with its place`, () => {
      assert.throws(
        () => readClusters(text, 'c.yaml'),
        (error: Error) => {
          assert.match(error.message, expected)
          return true
        },
      )
    })
  }
})

describe('the recorded cluster', () => {
  test('knows the projects that are listed, or every valid name', async () => {
    const exists = async (name: string, projects?: string[]): Promise<boolean> => {
      const cluster = createRecordedCluster({ clusters: [], ...(projects ? { projects } : {}) })
      return (await cluster.appProject(name, signal)) !== undefined
    }
    assert.deepEqual(await Promise.all(['default', 'Team', '', 'a.b-c'].map(name => exists(name))), [
      true,
      false,
      false,
      true,
    ])
    assert.deepEqual(await Promise.all(['default', 'team'].map(name => exists(name, ['team']))), [false, true])
  })

  test('has no clusters to tell of when none were given', async () => {
    await assert.rejects(
      createRecordedCluster({}).clusterSecrets(signal),
      (error: PortError) => error.reason === 'not-at-hand',
    )
  })
})

describe('answers', () => {
  const answers = readAnswers(
    `
projects: [team]
plugin:
  numbers: {parameters: [{a: 1, list: [x]}]}
  down: {status: 500, body: oops}
  bad: {configMap: {baseUrl: ''}}
clusterDecisionResource:
  configMaps: {cm: {apiVersion: mallard.io/v1beta1, kind: ducks}}
  resources:
  - {apiVersion: mallard.io/v1beta1, kind: Duck, metadata: {name: d}, status: {count: 1000000, share: 0.5}}
  - {apiVersion: mallard.io/v1, kind: Duck}
  - {apiVersion: mallard.io/v1beta1, kind: Policy}
scmProvider:
- match: {github: {organization: acme}, cloneProtocol: null}
  repositories:
  - {organization: acme, repository: app, repositoryId: 7, url: u, branch: main, sha: s, labels: [x], paths: [p]}
- {match: {gitea: {}}, error: rate limit}
pullRequest:
- {match: {github: {labels: [preview]}}, notFound: true}
- {match: {github: {repo: app}}, pulls: [{number: 1, title: t, branch: b, targetBranch: main, headSHA: abc, author: a}]}
- error: no match above
`,
    'answers.yaml',
  )
  const forge: Forge = createRecordedForge(answers)

  test('the first entry whose match is part of the generator answers', async () => {
    const repositories = await forge.repositories({ github: { organization: 'acme', allBranches: true } }, signal)
    assert.deepEqual(repositories, [
      {
        organization: 'acme',
        repository: 'app',
        repositoryId: 7,
        url: 'u',
        branch: 'main',
        sha: 's',
        labels: ['x'],
        paths: ['p'],
      },
    ])
    assert.equal(await forge.repositories({ github: { organization: 'other' } }, signal), undefined)
    assert.equal(
      await forge.repositories({ github: { organization: 'acme' }, cloneProtocol: 'ssh' }, signal),
      undefined,
    )
    await assert.rejects(forge.repositories({ gitea: { owner: 'x' } }, signal), new ForgeRefusal('rate limit'))
    const pulls = await forge.pullRequests({ github: { repo: 'app', labels: ['other'] } }, signal)
    assert.deepEqual(
      pulls?.map(({ number, labels }) => ({ number, labels })),
      [{ number: 1, labels: [] }],
    )
    await assert.rejects(
      forge.pullRequests({ github: { labels: ['preview'], repo: 'app' } }, signal),
      (error: ForgeRefusal) => error.notFound && error.message === 'repository not found',
    )
    await assert.rejects(forge.pullRequests({ gitlab: {} }, signal), new ForgeRefusal('no match above'))
  })

  test('plugins answer by their ConfigMap', async () => {
    const ask = (name: string) => forge.plugin(name, {}, signal)
    assert.deepEqual(await ask('numbers'), { parameters: [{ a: 1, list: ['x'] }] })
    assert.deepEqual(await ask('down'), { parameters: [], status: 500, body: 'oops' })
    assert.deepEqual(await ask('bad'), { parameters: [], configMap: { baseUrl: '' } })
    for (const name of ['none', '__proto__', 'constructor']) assert.equal(await ask(name), undefined)
  })

  test('decision resources are told by version and plural, whole numbers as the API server has them', async () => {
    assert.deepEqual(await forge.decisionConfigMap('cm', signal), { apiVersion: 'mallard.io/v1beta1', kind: 'ducks' })
    assert.equal(await forge.decisionConfigMap('other', signal), undefined)
    const ducks = await forge.decisionResources('mallard.io/v1beta1', 'ducks', signal)
    assert.deepEqual(
      ducks?.map(({ status }) => status),
      [{ count: new GoNumber('int64', 1000000n), share: 0.5 }],
    )
    assert.equal((await forge.decisionResources('mallard.io/v1beta1', 'policies', signal))?.length, 1)
    assert.equal(await createRecordedForge(noAnswers).decisionResources('a/v1', 'b', signal), undefined)
  })

  test('projects are the ones listed', () => assert.deepEqual(answers.projects, ['team']))
  test('an empty file answers nothing', () => assert.deepEqual(readAnswers('# later\n', 'a.yaml'), noAnswers))

  const faults: Readonly<Record<string, RegExp>> = {
    'project: [a]': /^a\.yaml:1: the file has no key "project": known are projects, /,
    'projects: team': /projects must be a list/,
    'scmProvider: [{repositories: [{organisation: x}]}]':
      /scmProvider\[0\]\.repositories\[0\] has no key "organisation"/,
    'pullRequest: [{pulls: [{number: one}]}]': /pullRequest\[0\]\.pulls\[0\]\.number must be a whole number/,
    'plugin: {p: {parameters: {a: 1}}}': /plugin\.p\.parameters must be a list/,
    'scmProvider: [{match: github}]': /scmProvider\[0\]\.match must be a mapping/,
    '[]': /the file must be a mapping/,
  }
  for (const [text, expected] of Object.entries(faults)) {
    test(`${text} is refused`, () =>
      assert.throws(() => readAnswers(text, 'a.yaml'), { name: 'RecordedFileError', message: expected }))
  }
})

test('live objects hold the Applications that exist', () => {
  const text = `
apiVersion: v1
kind: List
items:
- {apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: a}}
- {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}}
---
{apiVersion: app.k8s.io/v1, kind: Application, metadata: {name: foreign}}
---
{apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: b}}
`
  const names = readLiveApplications(text, 'live.yaml').map(({ metadata }) => metadata)
  assert.deepEqual(names, [{ name: 'a' }, { name: 'b' }])
})

describe('a tree in memory', () => {
  const tree = createMemoryTree(
    [
      ['b/x.yaml', 'x'],
      ['a', new Uint8Array([1, 2])],
      ['b-c', { link: 'b' }],
      ['empty', { directory: true }],
      ['sub', { submodule: true }],
    ],
    { repoURL: 'https://example.com/r', commit: 'abc' },
  )

  test('lists folders and files in byte order', async () => {
    assert.deepEqual(await tree.entries(signal), [
      { path: 'a', kind: 'file' },
      { path: 'b', kind: 'directory' },
      { path: 'b-c', kind: 'symlink', target: 'directory', leadsTo: 'b' },
      { path: 'b/x.yaml', kind: 'file' },
      { path: 'empty', kind: 'directory' },
      { path: 'sub', kind: 'directory', submodule: true },
    ])
    assert.equal(tree.uriOf('a'), 'git:https://example.com/r@abc/a')
  })

  test('is read through its symlinks', async () => {
    assert.equal(new TextDecoder().decode(await tree.read('b-c/x.yaml', signal)), 'x')
    for (const path of ['b', 'none', 'a/x', '../a', 'empty', ''])
      assert.equal(await tree.read(path, signal), undefined, path)
  })

  test('answers for its repository and revision', async () => {
    const other: Tree = createMemoryTree([], { repoURL: 'https://example.com/r' })
    const git = createRecordedGit([
      { url: 'https://example.com/r.git', tree },
      { url: 'git@example.com:r', revision: 'v1', tree: other },
    ])
    assert.deepEqual(await git.tree('https://example.com/r', 'HEAD', signal), { tree })
    assert.deepEqual(await git.tree('https://example.com/r', 'v1', signal), { tree: other })
    assert.match((await git.tree('https://example.com/r', 'v2', signal)).standsInFor ?? '', /stands in for revision v2/)
    await assert.rejects(
      git.tree('https://example.com/s', '', signal),
      (error: PortError) => error.reason === 'not-at-hand',
    )
  })
})

describe('a browser', () => {
  const stored = new Map([
    ['vscode-vfs://github/acme/r/a.yaml', 'a'],
    ['vscode-vfs://github/acme/r/d%20d/b.yaml', 'b'],
    ['vscode-vfs://github/acme/r/.git/config', 'c'],
  ])
  const folderUri = 'vscode-vfs://github/acme/r'
  const ports = createBrowserPorts({
    client: {
      read: async uri => new TextEncoder().encode(stored.get(uri)),
      list: async folder => [...stored.keys()].filter(uri => uri.startsWith(folder)),
    },
    repositories: [{ repoURL: 'https://github.com/acme/r', folderUri }],
    unsaved: () => new Map([['vscode-vfs://github/acme/r/a.yaml', 'typed']]),
    cluster: createRecordedCluster({}),
    forge: createRecordedForge(noAnswers),
  })

  test('lists and reads through the client', async () => {
    const uris: string[] = []
    for await (const uri of ports.files.list(folderUri, signal)) uris.push(uri)
    assert.deepEqual(uris, [...stored.keys()].slice(0, 2))
    const { tree } = await ports.git.tree('git@github.com:acme/r.git', '', signal)
    assert.deepEqual(
      (await tree.entries(signal)).map(({ path }) => path),
      ['a.yaml', 'd d', 'd d/b.yaml'],
    )
    const read = async (path: string) => new TextDecoder().decode(await tree.read(path, signal))
    assert.deepEqual([await read('a.yaml'), await read('d d/b.yaml')], ['typed', 'b'])
  })

  test('has no history and no other repository', async () => {
    assert.match((await ports.git.tree('https://github.com/acme/r', 'v1', signal)).standsInFor ?? '', /revision v1/)
    await assert.rejects(
      ports.git.tree('https://github.com/acme/s', '', signal),
      (error: PortError) => error.reason === 'not-at-hand',
    )
  })
})

describe('repository URLs', () => {
  const pairs: readonly (readonly [string, string, boolean])[] = [
    ['https://github.com/Acme/App.git', 'git@github.com:acme/app', true],
    ['https://user:pw@github.com/acme/app/', 'ssh://git@GitHub.com:22/acme/app.git', true],
    ['ssh://git@host:2222/a/b', 'https://host:8443/a/b', true],
    ['ssh://git@host:2222/a/b', 'ssh://git@host/a/b', false],
    ['https://host:443/a/b', 'https://host/a/b', true],
    ['https://host:8443/a/b', 'https://host/a/b', false],
    ['https://host/a/b', 'https://host/a/c', false],
    ['https://org@dev.azure.com/org/p/_git/r', 'git@ssh.dev.azure.com:v3/org/p/r', true],
    ['ssh://git@github.com:acme/app.git', 'https://github.com/acme/app', true],
    ['file:///srv/a.git', '/srv/a', true],
    ['/srv/A', '/srv/a', false],
    ['/srv/a', 'https://srv/a', false],
    ['nonsense', 'nonsense', true],
  ]
  for (const [left, right, expected] of pairs) {
    test(`${left} ${expected ? 'is' : 'is not'} ${right}`, () => assert.equal(isSameRepository(left, right), expected))
  }

  // argoproj/argo-cd v3.5.7 util/git/git_test.go, by behaviour
  for (const [url, expected] of [
    ['git@GITHUB.com:test.git', 'git@github.com/test'],
    ['git@GITHUB.com:test', 'git@github.com/test'],
    ['git@GITHUB.com:test/test.GIT ', 'git@github.com/test/test'],
    ['ssh://git@GITHUB.com:22/test', 'git@github.com:22/test'],
    ['https://GITHUB.com/test.git', 'https://github.com/test'],
    ['https://GITHUB.com:443/test', 'https://github.com:443/test'],
    ['1:2', ''],
  ] as const) {
    test(`${url} is normalised as Argo CD does`, () => assert.equal(normalizeGitURL(url), expected))
  }

  for (const [text, expected] of [
    ['https://h/x.git=.', { repoURL: 'https://h/x.git', path: '.' }],
    ['https://h/x@main=../x', { repoURL: 'https://h/x', revision: 'main', path: '../x' }],
    ['https://u@h/x@feature/a@b=p', { repoURL: 'https://u@h/x', revision: 'feature/a@b', path: 'p' }],
    ['git@h:o/r=p', { repoURL: 'git@h:o/r', path: 'p' }],
    ['git@h:o/r@>=1.0=p', { repoURL: 'git@h:o/r', revision: '>=1.0', path: 'p' }],
    ['https://h/x', undefined],
    ['=p', undefined],
    ['https://h/x=', undefined],
  ] as const) {
    test(`--repo ${text} is read`, () => assert.deepEqual(parseRepositoryMapping(text), expected))
  }

  for (const url of [
    'ext::sh -c x',
    'fd::7',
    '-x',
    'ssh://-oProxyCommand=x/r',
    'git@-x:r',
    'host:-x',
    'ftp://h/x',
    'a\nb',
    '',
  ]) {
    test(`${JSON.stringify(url)} is not given to git`, () => assert.match(refusedURL(url) ?? '', /./))
  }

  test('settings name checkouts and the network', () => {
    const config = {
      settings: { repositories: { 'https://h/x.git': '.', 'https://h/y@v1': 'y', bad: 7 }, allowNetwork: true },
    }
    assert.deepEqual(repositoriesOf(config), [
      { repoURL: 'https://h/x.git', path: '.' },
      { repoURL: 'https://h/y', revision: 'v1', path: 'y' },
    ])
    assert.deepEqual([repositoriesOf(null), allowsNetwork(config), allowsNetwork({})], [[], true, false])
  })
})
