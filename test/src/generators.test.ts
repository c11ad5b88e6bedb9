// test/fixtures/generators/<key>/<case>/: an ApplicationSet and the world it is generated in (clusters.yaml, answers.yaml, repo/ as
// https://git.example.com/org/repo.git and oci://registry.example.com/org/repo, options.yaml). expected.yaml is what Argo CD answered, origins.yaml where our answer says it comes from.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import {
  createMemoryTree,
  createRecordedCluster,
  createRecordedForge,
  createRecordedGit,
  noAnswers,
  readAnswers,
  readClusters,
} from '../../core/src/adapters/recorded/index.ts'
import { previewSet } from '../../core/src/engine/preview.ts'
import type { PreviewOptions, SetPreview } from '../../core/src/engine/preview-types.ts'
import { generators } from '../../core/src/generators/index.ts'
import { encodeJSON } from '../../core/src/go/json/index.ts'
import type { GoValue } from '../../core/src/go/kinds/index.ts'
import { decodeYAML, encodeYAML } from '../../core/src/go/yaml/index.ts'
import type { ApplicationSet } from '../../core/src/model/index.ts'
import type { Ports } from '../../core/src/ports/index.ts'
import { parseVersion } from '../../core/src/settings/version.ts'
import { SourceFile, type Span } from '../../core/src/text/index.ts'
import { type Manifest, manifestOf, parseDocuments } from '../../core/src/yaml/index.ts'

const root = fileURLToPath(new URL('../fixtures/generators', import.meta.url))
const repoURL = 'https://git.example.com/org/repo.git'
const artifactURL = 'oci://registry.example.com/org/repo'

for (const key of readdirSync(root)) {
  for (const name of readdirSync(join(root, key))) {
    test(`${key}: ${name}`, async () => {
      const fixture = readFixture(join(root, key, name))
      const preview = await previewSet(fixture.manifest, fixture.ports, fixture.options, new AbortController().signal)
      const expected = fixture.read('expected.yaml')
      if (expected !== undefined) assert.deepEqual(answerOf(preview), decodeYAML(expected))
      compareOwn(join(root, key, name, 'origins.yaml'), encodeYAML(originsOf(preview, fixture.textAt)))
    })
  }
}

test('every generator has fixtures', () => {
  assert.deepEqual(readdirSync(root).sort(), Object.keys(generators).sort())
})

test('an aborted preview rejects with the reason', async () => {
  const { manifest, ports, options } = readFixture(join(root, 'list/values'))
  const controller = new AbortController()
  controller.abort(new Error('no longer wanted'))
  await assert.rejects(previewSet(manifest, ports, options, controller.signal), /no longer wanted/)
})

interface Fixture {
  readonly manifest: Manifest<ApplicationSet>
  readonly ports: Partial<Ports>
  readonly options: PreviewOptions
  read(file: string): string | undefined
  textAt(span: Span): string
}

function readFixture(folder: string): Fixture {
  const read = (file: string): string | undefined =>
    existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined
  const text = read('applicationset.yaml') ?? ''
  const document = parseDocuments(new SourceFile('applicationset.yaml', text)).find(each => each.root)
  assert.ok(document, `${folder} has no applicationset.yaml`)
  const { offline, argocdVersion, ...rest } = (decodeYAML(read('options.yaml') ?? '{}') ?? {}) as Omit<
    PreviewOptions,
    'argocdVersion'
  > & {
    readonly offline?: boolean
    readonly argocdVersion?: string
  }
  const version = argocdVersion === undefined ? undefined : parseVersion(argocdVersion)
  const files = new Map(filesBelow(join(folder, 'repo')))
  const tree = createMemoryTree(files, { repoURL, uriOf: path => `repo/${path}` })
  const answers = read('answers.yaml')
  const given = answers === undefined ? noAnswers : readAnswers(answers, 'answers.yaml')
  return {
    manifest: manifestOf(document) as Manifest<ApplicationSet>,
    options: { ...rest, ...(version && { argocdVersion: version }) },
    read,
    ports: offline
      ? {}
      : {
          cluster: createRecordedCluster({
            clusters: readClusters(read('clusters.yaml') ?? '', 'clusters.yaml'),
            ...(given.projects && { projects: given.projects }),
          }),
          forge: createRecordedForge(given),
          git: createRecordedGit([repoURL, artifactURL].map(url => ({ url, tree }))),
        },
    textAt: ({ uri, start, end }) => {
      const content = uri === 'applicationset.yaml' ? text : (files.get(uri.slice('repo/'.length)) ?? '')
      const shown = content.slice(start, end).replace(/\s+/g, ' ').trim()
      const cut = shown.length > 70 ? `${shown.slice(0, 70)}…` : shown
      return uri === 'applicationset.yaml' ? cut : `${uri}: ${cut}`
    },
  }
}

function* filesBelow(folder: string): Generator<[string, string]> {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) yield [relative(folder, path), readFileSync(path, 'utf8')]
  }
}

const plain = (value: unknown): unknown => JSON.parse(encodeJSON(value as GoValue))

function answerOf({ error, panic, applications }: SetPreview): unknown {
  return error === null ? applications.map(({ object }) => plain(object)) : { error, panic }
}

/** What our answer says of its own making, with the text of each place. */
function originsOf(preview: SetPreview, textAt: (span: Span) => string): GoValue {
  return plain({
    fidelity: preview.fidelity.level,
    ...(preview.fidelity.reasons.length > 0 && { reasons: preview.fidelity.reasons.map(reason => reason.message) }),
    ...(preview.diagnostics.length > 0 && {
      diagnostics: preview.diagnostics.map(({ code, severity, message, span }) => ({
        is: `${severity} ${code}`,
        at: span ? textAt(span) : '',
        message,
      })),
    }),
    applications: preview.applications.map(app => {
      const { object, origin } = app
      return {
        name: object.metadata.name,
        from: `${origin.generator} ${origin.element.join(' ')}`,
        sources: Object.fromEntries(
          origin
            .sources()
            .map(source => [
              source.parameter,
              'span' in source
                ? textAt(source.span)
                : `${source.object.kind} ${source.object.namespace}/${source.object.name}`,
            ]),
        ),
        fields: Object.fromEntries(
          origin.fields().map(field => {
            assert.deepEqual(app.at(...stepsOf(field.path)), field.span)
            return [field.path, textAt(field.span)]
          }),
        ),
        labels: Object.fromEntries(
          Object.keys(object.metadata.labels ?? {}).map(key => [key, textAt(app.keyAt('metadata', 'labels', key))]),
        ),
      }
    }),
  }) as GoValue
}

const stepsOf = (pointer: string): (string | number)[] =>
  pointer
    .slice(1)
    .split('/')
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(step => (/^\d+$/.test(step) ? Number(step) : step))

/** An expectation that is ours: `npm run update` rewrites it. */
function compareOwn(file: string, got: string): void {
  if (process.env.UPDATE === '1') writeFileSync(file, got)
  else assert.equal(got, existsSync(file) ? readFileSync(file, 'utf8') : '')
}
