// What a later Argo CD answers otherwise than the bundled one, where both are given the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRecordedCluster } from '../../core/src/adapters/recorded/index.ts'
import { invalidGenerators } from '../../core/src/appset/invalid-generators.ts'
import { findingsOf } from '../../core/src/engine/check-sets.ts'
import { previewSet } from '../../core/src/engine/preview.ts'
import type { SetPreview } from '../../core/src/engine/preview-types.ts'
import type { ApplicationSet } from '../../core/src/model/index.ts'
import { type ClusterSecret, PortError, type Ports } from '../../core/src/ports/index.ts'
import { parseVersion } from '../../core/src/settings/version.ts'
import { SourceFile } from '../../core/src/text/index.ts'
import { type Manifest, manifestOf, parseDocuments } from '../../core/src/yaml/index.ts'

interface Row {
  readonly behaviour: string
  readonly generator: string
  readonly name?: string
  readonly goTemplate?: boolean
  /** What is looked at, and how it reads for a version. */
  readonly answer: (preview: SetPreview) => unknown
  readonly expected: Readonly<Record<string, unknown>>
}

const rows: readonly Row[] = [
  {
    behaviour: 'condition of generated parameters',
    generator: 'list: { elements: [{ name: a }] }',
    answer: ({ conditions }) => conditions.find(({ type }) => type === 'ParametersGenerated')?.message,
    expected: {
      '3.4.0': 'Successfully generated parameters for all Applications',
      '3.5.7': 'Successfully generated parameters for all Applications',
      '3.6.0-rc1': 'All parameters have been generated successfully',
      '3.6.1': 'All parameters have been generated successfully',
    },
  },
  {
    behaviour: 'an Application without a name',
    generator: "list: { elements: [{ name: '' }] }",
    answer: ({ validationErrors }) => validationErrors.map(({ message }) => message),
    expected: {
      '3.5.7': [],
      '3.6.1': [
        "ApplicationSet addons contains an application with no name; a name must be set in the template's metadata.name or via a templatePatch (generateName is not supported)",
      ],
    },
  },
  {
    behaviour: 'a Git repository whose folders cannot be listed',
    generator: "git: { repoURL: 'https://git.example.com/a.git', revision: v1, directories: [{ path: '*' }] }",
    answer: ({ error }) => /directories from \w+: /.exec(error ?? '')?.[0],
    expected: { '3.5.7': 'directories from repo: ', '3.6.1': 'directories from git: ' },
  },
  {
    behaviour: 'annotations of a cluster that are no parameters',
    generator: 'clusters: { selector: { matchLabels: { env: prod } } }',
    answer: ({ generators }) =>
      Object.keys(generators[0]?.sets[0] ?? {})
        .filter(key => key.includes('annotations'))
        .sort(),
    expected: {
      '3.5.7': ['metadata.annotations.argocd.argoproj.io/refresh-timestamp', 'metadata.annotations.team'],
      '3.6.1': ['metadata.annotations.team'],
    },
  },
  {
    behaviour: 'a later generator within a matrix',
    generator: 'matrix: { generators: [{ list: { elements: [{ name: a }] } }, { oci: { repoURL: a, revision: b } }] }',
    answer: ({ error }) => error?.split(' in the matrix generator: ')[1],
    expected: {
      '3.5.7': 'child generator generated no parameters',
      '3.6.1': 'child generator returned an error on parameter generation: ApplicationSet is empty',
    },
  },
  {
    behaviour: 'tpl',
    generator: 'list: { elements: [{ name: a, text: "{{ .name }}-b" }] }',
    name: '{{ tpl .text . }}',
    goTemplate: true,
    answer: ({ applications, error }) => error ?? applications.map(({ object }) => object.metadata.name),
    expected: {
      '3.5.7': 'failed to parse template {{ tpl .text . }}: template: base:1: function "tpl" not defined',
      '3.6.1': ['a-b'],
    },
  },
]

for (const { behaviour, answer, expected, ...row } of rows) {
  for (const [version, value] of Object.entries(expected)) {
    test(`${behaviour}: ${version}`, async () => {
      const argocdVersion = parseVersion(version)!
      const preview = await previewSet(setOf(row), ports, { argocdVersion }, new AbortController().signal)
      assert.deepEqual(answer(preview), value)
      if (version !== '3.5.7') return
      const usual = await previewSet(setOf(row), ports, {}, new AbortController().signal)
      assert.deepEqual(answer(usual), value)
    })
  }
}

test('an Application without a name is told of where the name is written', async () => {
  const set = setOf({ generator: "list: { elements: [{ name: '' }] }" })
  const argocdVersion = parseVersion('3.6.0')!
  const [finding] = findingsOf(await previewSet(set, ports, { argocdVersion }, new AbortController().signal))
  assert.deepEqual(finding?.span, set.at('spec', 'template', 'metadata', 'name'))
})

test('an element with only a later generator is unrecognized before', () => {
  const set = { metadata: { name: 'addons' }, spec: { generators: [{ oci: {} }] } }
  assert.equal(invalidGenerators(set), 'ApplicationSet addons contains unrecognized generators')
  assert.equal(invalidGenerators(set, parseVersion('3.6.0')), undefined)
})

const secret: ClusterSecret = {
  name: 'prod',
  namespace: 'argocd',
  labels: { env: 'prod', 'argocd.argoproj.io/secret-type': 'cluster' },
  annotations: { team: 'a', 'argocd.argoproj.io/refresh-timestamp': '1', 'argocd.argoproj.io/refresh': 'normal' },
  clusterName: 'prod',
  server: 'https://prod.example.com',
  project: '',
}

const ports: Partial<Ports> = {
  cluster: createRecordedCluster({ clusters: [secret] }),
  git: {
    async tree(repoURL) {
      throw new PortError('git', 'not-found', `${repoURL} has no such revision`)
    },
  },
}

function setOf({ generator, name = '{{name}}', goTemplate = false }: Pick<Row, 'generator' | 'name' | 'goTemplate'>) {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: addons, namespace: argocd }
spec:
  goTemplate: ${goTemplate}
  generators:
    - ${generator}
  template:
    metadata: { name: '${name}' }
    spec:
      project: default
      source: { repoURL: 'https://git.example.com/a.git', path: a }
      destination: { server: https://kubernetes.default.svc }
`
  const document = parseDocuments(new SourceFile('applicationset.yaml', text)).find(each => each.root)
  return manifestOf(document!) as Manifest<ApplicationSet>
}
