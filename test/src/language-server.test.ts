// The language server from outside: over a real connection in this process, and as the program that is shipped.
import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, describe, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createNodeFiles } from '@kubectl-gitops/core/node'
import { serveStreams } from 'gitops-language-server'
import { LspClient, type Params } from './lsp-client.ts'
import { type Mark, readMarked, writeMarked } from './marked.ts'

type Host = NonNullable<Parameters<typeof serveStreams>[2]>

interface LspDiagnostic {
  readonly range: { readonly start: Place; readonly end: Place }
  readonly code: string
  readonly severity: number
  readonly message: string
  readonly source: string
  readonly tags?: readonly number[]
  readonly codeDescription?: { readonly href: string }
  readonly relatedInformation?: readonly { readonly message: string; readonly location: Params }[]
}

interface Place {
  readonly line: number
  readonly character: number
}

const pushing = {}
const pulling = { textDocument: { diagnostic: {} } }
const refreshing = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } }

const fixtures = new URL('../fixtures/editor/diagnostic/', import.meta.url)
const tiers = readMarked(readFileSync(new URL('tiers.yaml', fixtures), 'utf8')).text
const uri = 'file:///nowhere/app.yaml'

const connected: LspClient[] = []

afterEach(async () => {
  for (const client of connected.splice(0)) await client.request('shutdown', undefined)
})

interface Options {
  readonly host?: Host
  readonly initializationOptions?: unknown
  readonly settings?: unknown
}

/** A client with these capabilities, connected and past initialize. */
async function connect(capabilities: Params, options: Options = {}): Promise<LspClient & { answer: Params }> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()]
  serveStreams(toServer, toClient, { pause: 0, ...options.host })
  const client = new LspClient(toClient, toServer)
  client.answers.set('workspace/configuration', () => [options.settings ?? null])
  connected.push(client)
  return initialize(client, capabilities, options.initializationOptions)
}

async function initialize(
  client: LspClient,
  capabilities: Params,
  initializationOptions?: unknown,
): Promise<LspClient & { answer: Params }> {
  const params = { processId: null, rootUri: null, capabilities, initializationOptions }
  const answer = (await client.request('initialize', params)) as Params
  client.notify('initialized', {})
  return Object.assign(client, { answer })
}

function open(client: LspClient, text: string, place = uri, version = 1): void {
  client.notify('textDocument/didOpen', { textDocument: { uri: place, languageId: 'yaml', version, text } })
}

function edit(client: LspClient, version: number, ...contentChanges: unknown[]): void {
  client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges })
}

const insertion = (line: number, character: number, text: string): unknown => {
  const start = { line, character }
  return { range: { start, end: start }, text }
}

async function pull(client: LspClient, place = uri, previousResultId?: string): Promise<Params> {
  return (await client.request('textDocument/diagnostic', {
    textDocument: { uri: place },
    ...(previousResultId && { previousResultId }),
  })) as Params
}

const itemsOf = (report: Params): LspDiagnostic[] => report.items as LspDiagnostic[]

/** The next findings pushed from a place in the messages on, and the place after them. */
async function pushed(
  client: LspClient,
  from = 0,
  isWanted: (found: LspDiagnostic[], params: Params) => boolean = () => true,
): Promise<{ found: LspDiagnostic[]; params: Params; next: number }> {
  const message = await client.wait(
    from,
    ({ method, params }) =>
      method === 'textDocument/publishDiagnostics' &&
      isWanted(params?.diagnostics as LspDiagnostic[], params as Params),
  )
  const params = message.params as Params
  return { found: params.diagnostics as LspDiagnostic[], params, next: client.messages.indexOf(message) + 1 }
}

const codes = (found: readonly LspDiagnostic[]): string[] => found.map(({ code }) => code)
const hasGenerated = (found: readonly LspDiagnostic[]): boolean => codes(found).includes('generation-error')
const lineOf = (found: readonly LspDiagnostic[], code: string): number | undefined =>
  found.find(finding => finding.code === code)?.range.start.line

const logged = (client: LspClient): string =>
  client.messages
    .filter(({ method }) => method === 'window/logMessage')
    .map(({ params }) => params?.message)
    .join('\n')

describe('findings of a document', () => {
  const severities = ['', 'error', 'warning', 'info', 'hint']
  const variants: Record<string, (text: string) => string> = {
    'LF line ends': text => text,
    'CRLF line ends': text => text.replaceAll('\n', '\r\n'),
    'CR line ends': text => text.replaceAll('\n', '\r'),
    'a byte order mark': text => `\uFEFF${text}`,
  }
  for (const name of readdirSync(fixtures)) {
    const file = new URL(name, fixtures)
    const source = readFileSync(file, 'utf8')
    const { text } = readMarked(source)
    for (const [variant, make] of Object.entries(variants)) {
      // A lone CR ends a line for the editor, not for YAML.
      if (variant === 'CR line ends' && name !== 'plain.yaml') continue
      for (const encoding of ['utf-16', 'utf-8'] as const) {
        test(`${name}, ${variant}, ${encoding}`, async () => {
          const general = { positionEncodings: [encoding, 'utf-16'] }
          const client = await connect({ ...pulling, general })
          assert.equal((client.answer.capabilities as Params).positionEncoding, encoding)
          open(client, make(text))
          const marks = itemsOf(await pull(client)).map(({ range, severity, message, code }): Mark => {
            assert.equal(range.start.line, range.end.line, 'fixtures keep to faults of one line')
            const line = text.split('\n')[range.start.line]!
            const bom = variant === 'a byte order mark' && range.start.line === 0 ? (encoding === 'utf-8' ? 3 : 1) : 0
            const columnOf = (character: number): number =>
              encoding === 'utf-16'
                ? character - bom
                : Buffer.from(line)
                    .subarray(0, character - bom)
                    .toString().length
            return {
              line: range.start.line,
              start: columnOf(range.start.character),
              end: columnOf(range.end.character),
              text: `${severities[severity]}: ${message} [${code}]`,
            }
          })
          const written = writeMarked(text, marks)
          if (process.env.UPDATE === '1' && encoding === 'utf-16' && variant === 'LF line ends' && written !== source) {
            writeFileSync(file, written)
          }
          assert.equal(written, process.env.UPDATE === '1' ? readFileSync(file, 'utf8') : source)
        })
      }
    }
  }

  test('say where else something takes part, what is deprecated, and where the rule is explained', async () => {
    const client = await connect(pulling, { initializationOptions: { rulePages: 'https://example.com/rules/' } })
    open(client, readMarked(readFileSync(new URL('duplicate.yaml', fixtures), 'utf8')).text)
    const found = itemsOf(await pull(client))
    const duplicate = found.find(({ code }) => code === 'yaml-duplicate-key')
    assert.deepEqual(duplicate?.relatedInformation?.[0]?.location, {
      uri,
      range: { start: { line: 6, character: 2 }, end: { line: 6, character: 9 } },
    })
    assert.equal(duplicate?.codeDescription?.href, 'https://example.com/rules/yaml-duplicate-key.md')
    assert.equal(duplicate?.source, 'gitops')
    assert.deepEqual(found.find(({ code }) => code === 'schema-deprecated')?.tags, [2])
  })
})

describe('initialize', () => {
  const announced = {
    textDocumentSync: { openClose: true, change: 2 },
    positionEncoding: 'utf-16',
  }
  const provider = { interFileDependencies: false, workspaceDiagnostics: false }

  test('a client that is sent findings', async () => {
    const { answer } = await connect(pushing)
    assert.deepEqual(answer.capabilities, announced)
    assert.equal((answer.serverInfo as Params).name, 'gitops-language-server')
    assert.match(String((answer.serverInfo as Params).version), /^\d+\.\d+\.\d+/)
  })

  test('a client that asks for findings', async () => {
    const { answer } = await connect(pulling)
    assert.deepEqual(answer.capabilities, { ...announced, diagnosticProvider: provider })
  })

  test('the first encoding of the client that is known is taken', async () => {
    for (const [offered, taken] of [
      [['utf-8', 'utf-16'], 'utf-8'],
      [['utf-32', 'utf-16', 'utf-8'], 'utf-16'],
      [['utf-32'], 'utf-16'],
      ['utf-8', 'utf-16'],
      [[], 'utf-16'],
    ]) {
      const { answer } = await connect({ general: { positionEncodings: offered } })
      assert.equal((answer.capabilities as Params).positionEncoding, taken)
    }
  })

  test('a second one is refused', async () => {
    const client = await connect(pushing)
    const { error } = await client.ask('initialize', { processId: null, rootUri: null, capabilities: {} })
    assert.equal(error?.code, -32600)
  })
})

describe('a client that is sent findings', () => {
  test('gets the text first, then what generating tells, with the version they speak of', async () => {
    const client = await connect(pushing)
    open(client, tiers, uri, 7)
    const text = await pushed(client)
    assert.deepEqual(codes(text.found), ['schema-unknown-field'])
    assert.equal(text.params.version, 7)
    const all = await pushed(client, text.next)
    assert.deepEqual(codes(all.found), ['schema-unknown-field', 'generation-error'])
  })

  test('an edit of one document keeps the findings of the others, where they stand now', async () => {
    const client = await connect(pushing)
    open(client, tiers)
    const before = await pushed(client, 0, hasGenerated)
    edit(client, 2, insertion(3, 0, '  # another\n  # line\n'))
    // The answer to the edit itself, before anything is generated again.
    const { found, params } = await pushed(client, before.next)
    assert.equal(params.version, 2)
    assert.deepEqual(codes(found), ['schema-unknown-field', 'generation-error'])
    for (const [place, finding] of found.entries()) {
      const { start, end } = before.found[place]!.range
      assert.deepEqual(finding.range, {
        start: { ...start, line: start.line + 2 },
        end: { ...end, line: end.line + 2 },
      })
    }
  })

  test('an edit of another document after it moves nothing', async () => {
    const client = await connect(pushing)
    open(client, tiers)
    const before = await pushed(client, 0, hasGenerated)
    const last = tiers.split('\n').length - 1
    edit(client, 2, insertion(last, 0, '---\nmore: text\n'))
    const { found } = await pushed(client, before.next)
    assert.deepEqual(found, before.found)
  })

  test('what was corrected goes, what was broken comes', async () => {
    const client = await connect(pushing)
    open(client, tiers)
    const before = await pushed(client, 0, hasGenerated)
    const at = tiers.split('\n').findIndex(line => line.includes('- { app: payments }'))
    edit(client, 2, insertion(at, '          - { app: payments'.length, ', env: prod'))
    const corrected = await pushed(client, before.next, found => !hasGenerated(found))
    assert.deepEqual(codes(corrected.found), ['schema-unknown-field'])
    const end = '          - { app: payments, env: prod'.length
    const start = '          - { app: payments'.length
    edit(client, 3, { range: { start: { line: at, character: start }, end: { line: at, character: end } }, text: '' })
    const broken = await pushed(client, corrected.next, hasGenerated)
    assert.deepEqual(broken.found, before.found)
  })

  test('the whole text as a change moves what is generated too', async () => {
    const client = await connect(pushing)
    open(client, tiers)
    const before = await pushed(client, 0, hasGenerated)
    edit(client, 2, { text: `# first line\n${tiers}` })
    const { found } = await pushed(client, before.next)
    assert.equal(lineOf(found, 'generation-error'), lineOf(before.found, 'generation-error')! + 1)
  })

  test('UTF-8 columns count in edits as well', async () => {
    const client = await connect({ general: { positionEncodings: ['utf-8'] } })
    const line = '# größe 🍇 x'
    open(client, `${line}\n${tiers}`)
    const before = await pushed(client, 0, hasGenerated)
    // Replaces the x, which stands at byte 14 and at unit 11, by a line break and what makes the next line a fault.
    const x = Buffer.from('# größe 🍇 ').length
    edit(client, 2, {
      range: { start: { line: 0, character: x }, end: { line: 0, character: x + 1 } },
      text: '\napiVersion: argoproj.io/v1alpha1',
    })
    const { found } = await pushed(client, before.next)
    assert.ok(codes(found).includes('yaml-duplicate-key'), codes(found).join())
    assert.equal(lineOf(found, 'schema-unknown-field'), lineOf(before.found, 'schema-unknown-field')! + 1)
  })

  test('untitled documents are looked at, and closing one clears its findings', async () => {
    const client = await connect(pushing)
    open(client, tiers, 'untitled:Untitled-1')
    const { found, next } = await pushed(client, 0, hasGenerated)
    assert.equal(found.length, 2)
    client.notify('textDocument/didClose', { textDocument: { uri: 'untitled:Untitled-1' } })
    const closed = await pushed(client, next)
    assert.deepEqual(closed.params, { uri: 'untitled:Untitled-1', diagnostics: [] })
  })

  test('a text that becomes ours is checked, one that ceases to be is cleared, plain YAML is never spoken of', async () => {
    const client = await connect(pushing)
    const plain = 'kind: Application\nspec: {}\nspec: {}\n'
    open(client, plain)
    edit(client, 2, insertion(0, 0, '# still plain\n'))
    edit(client, 3, insertion(0, 0, 'apiVersion: argoproj.io/v1alpha1\n'))
    const ours = await pushed(client)
    assert.equal(ours.params.version, 3)
    assert.ok(codes(ours.found).includes('yaml-duplicate-key'))
    edit(client, 4, { text: plain })
    const cleared = await pushed(client, ours.next, (_, params) => params.version === 4)
    assert.deepEqual(cleared.found, [])
  })
})

describe('a client that asks for findings', () => {
  test('gets the text at once, is told to ask again, and then gets the rest', async () => {
    const client = await connect(refreshing)
    open(client, tiers)
    const first = await pull(client)
    await client.wait(0, ({ method }) => method === 'workspace/diagnostic/refresh')
    const second = await pull(client, uri, String(first.resultId))
    assert.equal(second.kind, 'full')
    assert.deepEqual(codes(itemsOf(second)), ['schema-unknown-field', 'generation-error'])
    assert.deepEqual(await pull(client, uri, String(second.resultId)), {
      kind: 'unchanged',
      resultId: second.resultId,
    })
    edit(client, 2, insertion(0, 0, '# first line\n'))
    const third = await pull(client, uri, String(second.resultId))
    assert.equal(lineOf(itemsOf(third), 'generation-error'), lineOf(itemsOf(second), 'generation-error')! + 1)
  })

  test('the first answer does not wait for what takes longer', async () => {
    const client = await connect(refreshing, { host: { generate: () => new Promise(() => {}) } })
    open(client, tiers)
    assert.deepEqual(codes(itemsOf(await pull(client))), ['schema-unknown-field'])
  })

  test('one that cannot be told to ask again gets everything at once', async () => {
    const client = await connect(pulling, { host: { pause: 1_000_000 } })
    open(client, tiers)
    assert.deepEqual(codes(itemsOf(await pull(client))), ['schema-unknown-field', 'generation-error'])
    edit(client, 2, insertion(0, 0, '# first line\n'))
    assert.deepEqual(codes(itemsOf(await pull(client))), ['schema-unknown-field', 'generation-error'])
  })

  test('nothing is known of a document that is closed or was never open', async () => {
    const client = await connect(pulling)
    assert.deepEqual(await pull(client), { kind: 'full', items: [] })
    open(client, tiers)
    const { resultId } = await pull(client)
    client.notify('textDocument/didClose', { textDocument: { uri } })
    assert.deepEqual(await pull(client, uri, String(resultId)), { kind: 'full', items: [] })
    open(client, tiers)
    assert.equal((await pull(client, uri, String(resultId))).kind, 'full')
  })
})

describe('what takes longer', () => {
  test('is cancelled by a newer text, and its late answer is not shown', async () => {
    const runs: { signal: AbortSignal; answer: (message: string) => void }[] = []
    const generate: Host['generate'] = (checked, _class, _options, signal) =>
      new Promise(resolve => {
        const answer = (message: string): void => {
          const span = { uri: checked.file.uri, start: 0, end: 1 }
          const diagnostics = [{ code: 'generation-error', severity: 'error', message, span }] as const
          resolve({ diagnostics, known: new Map() })
        }
        runs.push({ signal, answer })
      })
    const client = await connect(refreshing, { host: { generate } })
    const started = async (count: number): Promise<void> => {
      while (runs.length < count) await new Promise(resolve => setTimeout(resolve, 1))
    }
    open(client, tiers)
    await started(1)
    edit(client, 2, insertion(0, 0, '# edit\n'))
    await started(2)
    assert.equal(runs[0]!.signal.aborted, true)
    assert.equal(runs[1]!.signal.aborted, false)
    runs[0]!.answer('of the older text')
    runs[1]!.answer('of the newer text')
    await client.wait(0, ({ method }) => method === 'workspace/diagnostic/refresh')
    const found = itemsOf(await pull(client)).filter(({ code }) => code === 'generation-error')
    assert.deepEqual(
      found.map(({ message }) => message),
      ['of the newer text'],
    )
    edit(client, 3, insertion(0, 0, '# edit\n'))
    await started(3)
    client.notify('textDocument/didClose', { textDocument: { uri } })
    await pull(client)
    assert.equal(runs[2]!.signal.aborted, true)
  })

  test('waits for a pause', async () => {
    let runs = 0
    const generate: Host['generate'] = async () => {
      runs++
      return { diagnostics: [], known: new Map() }
    }
    const client = await connect(refreshing, { host: { generate, pause: 1_000_000 } })
    open(client, tiers)
    for (let version = 2; version < 10; version++) edit(client, version, insertion(0, 0, '# edit\n'))
    await pull(client)
    assert.equal(runs, 0)
  })

  test('when it fails it is logged, and everything else still answers', async () => {
    const generate: Host['generate'] = async () => {
      throw new Error('a bug in generating')
    }
    const client = await connect(pulling, { host: { generate } })
    open(client, tiers)
    assert.deepEqual(codes(itemsOf(await pull(client))), ['schema-unknown-field'])
    assert.match(logged(client), /generating file:\/\/\/nowhere\/app.yaml: Error: a bug in generating\n\s+at /)
  })
})

describe('settings', () => {
  const enabled = readMarked(
    readFileSync(new URL('../fixtures/rules/schema-version-skew/enabled.yaml', import.meta.url), 'utf8'),
  ).text
  const asked = {
    ...pushing,
    workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
  }
  const withTpl = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: addons }
spec:
  goTemplate: true
  goTemplateOptions: ["missingkey=error"]
  generators:
    - list: { elements: [{ env: dev, name: 'guestbook-{{ .env }}' }] }
  template:
    metadata: { name: '{{ tpl .name . }}' }
    spec:
      project: default
      source: { repoURL: https://git.example.com/apps.git, targetRevision: HEAD, path: guestbook }
      destination: { server: https://kubernetes.default.svc, namespace: guestbook }
`
  const isOld = (found: LspDiagnostic[]): boolean => codes(found).includes('schema-version-skew')

  test('are asked for, and asked for again when they change', async () => {
    const client = await connect(asked, { settings: { argocd: { version: '3.0' } } })
    open(client, enabled)
    const { next } = await pushed(client, 0, isOld)
    assert.ok(client.messages.some(({ method }) => method === 'client/registerCapability'))
    client.answers.set('workspace/configuration', () => [{ argocd: { version: '3.5' } }])
    client.notify('workspace/didChangeConfiguration', { settings: null })
    const newer = await pushed(client, next, found => !isOld(found))
    let from = newer.next
    for (const version of ['the newest', 3.1, { is: 3 }]) {
      client.answers.set('workspace/configuration', () => [{ argocd: { version } }])
      client.notify('workspace/didChangeConfiguration', { settings: null })
      const told = await client.wait(from, ({ method }) => method === 'window/logMessage')
      from = client.messages.indexOf(told) + 1
      assert.ok(String(told.params?.message).startsWith(`gitops.argocd.version: ${JSON.stringify(version)} names no`))
    }
  })

  test('a pulling client is told to ask again when they change', async () => {
    const client = await connect({ ...refreshing, workspace: { ...refreshing.workspace, configuration: true } })
    open(client, enabled)
    assert.equal(isOld(itemsOf(await pull(client))), false)
    client.answers.set('workspace/configuration', () => [{ argocd: { version: '3.0' } }])
    client.notify('workspace/didChangeConfiguration', { settings: null })
    await client.wait(0, ({ method }) => method === 'workspace/diagnostic/refresh')
    assert.equal(isOld(itemsOf(await pull(client))), true)
  })

  test('the version counts for what generating tells, too', async () => {
    const codesAt = async (version: string): Promise<string[]> => {
      const client = await connect(pulling, { initializationOptions: { gitops: { argocd: { version } } } })
      open(client, withTpl)
      return codes(itemsOf(await pull(client)))
    }
    assert.deepEqual(await codesAt('3.5'), ['tmpl-helm-function'])
    assert.deepEqual(await codesAt('3.6'), [])
  })

  test('of clients that cannot be asked are taken as they come', async () => {
    const client = await connect(pushing, { initializationOptions: { gitops: { argocd: { version: '3.0' } } } })
    open(client, enabled)
    const { next } = await pushed(client, 0, isOld)
    client.notify('workspace/didChangeConfiguration', { settings: { gitops: { argocd: { version: 'v3.5.7' } } } })
    await pushed(client, next, found => !isOld(found))
  })
})

describe('files around', () => {
  const patch = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: guestbook }\n'

  test('a file that a kustomization names may be incomplete; the kustomization may be open, or change', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gitops-lsp-'))
    try {
      const watching = { ...refreshing.workspace, didChangeWatchedFiles: { dynamicRegistration: true } }
      const client = await connect({ ...refreshing, workspace: watching }, { host: { files: createNodeFiles() } })
      const file = pathToFileURL(join(folder, 'patch.yaml')).href
      const kustomization = pathToFileURL(join(folder, 'kustomization.yaml')).href
      const codesNow = async (): Promise<string[]> => codes(itemsOf(await pull(client, file)))
      writeFileSync(join(folder, 'kustomization.yaml'), 'patches: [{ path: patch.yaml }]\n')
      open(client, patch, file)
      assert.deepEqual(await codesNow(), [])
      // The buffer counts more than the disk.
      open(client, 'resources: [other.yaml]\n', kustomization)
      await client.wait(0, ({ method }) => method === 'workspace/diagnostic/refresh')
      assert.deepEqual(await codesNow(), ['schema-required'])
      client.notify('textDocument/didClose', { textDocument: { uri: kustomization } })
      assert.deepEqual(await codesNow(), [])
      writeFileSync(join(folder, 'kustomization.yaml'), 'resources: [other.yaml]\n')
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: kustomization, type: 2 }] })
      assert.deepEqual(await codesNow(), ['schema-required'])
      const registered = client.messages.find(({ method }) => method === 'client/registerCapability')
      assert.match(JSON.stringify(registered?.params), /Chart\.yaml/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('a template of a chart is for Helm, not for us', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gitops-lsp-'))
    try {
      writeFileSync(join(folder, 'Chart.yaml'), 'name: guestbook\n')
      const client = await connect(pulling, { host: { files: createNodeFiles() } })
      const template = pathToFileURL(join(folder, 'templates/app.yaml')).href
      open(client, patch, template)
      assert.deepEqual(itemsOf(await pull(client, template)), [])
      open(client, patch, 'untitled:templates/app.yaml')
      assert.deepEqual(codes(itemsOf(await pull(client, 'untitled:templates/app.yaml'))), ['schema-required'])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('what a client should not send', () => {
  const answers = async (client: LspClient): Promise<void> => {
    open(client, tiers, 'file:///nowhere/sound.yaml')
    assert.equal(itemsOf(await pull(client, 'file:///nowhere/sound.yaml')).length, 2)
  }
  const change = (range: unknown, text: unknown = 'x'): unknown => ({ range, text })
  const range = (...numbers: unknown[]): unknown => ({
    start: { line: numbers[0], character: numbers[1] },
    end: { line: numbers[2], character: numbers[3] },
  })

  const bogus: Record<string, (client: LspClient) => void> = {
    'a change of what is not open': client => edit(client, 2, { text: 'a: b' }),
    'a close of what is not open': client => client.notify('textDocument/didClose', { textDocument: { uri } }),
    'a document opened twice': client => {
      open(client, 'a: b')
      open(client, tiers)
    },
    'versions that go back or are none': client => {
      open(client, tiers, uri, 5)
      edit(client, 3, insertion(0, 0, '# older\n'))
      client.notify('textDocument/didChange', { textDocument: { uri }, contentChanges: [{ text: tiers }] })
      client.notify('textDocument/didChange', { textDocument: { uri, version: 'x' }, contentChanges: [] })
    },
    'parameters that are missing or of another shape': client => {
      for (const method of ['textDocument/didOpen', 'textDocument/didChange', 'textDocument/didClose']) {
        for (const params of [undefined, null, [], {}, { textDocument: null }, { textDocument: { uri: 7 } }]) {
          client.notify(method, params)
        }
      }
      open(client, tiers)
      client.notify('textDocument/didChange', { textDocument: { uri, version: 2 } })
      edit(client, 2, null, 7, {}, { text: 7 }, change(null), change(range('a', 0, null, 0)), change(range(0, 0)))
      client.notify('workspace/didChangeConfiguration', { settings: 'none' })
      client.notify('workspace/didChangeWatchedFiles', {})
    },
    'methods nobody knows': client => client.notify('textDocument/didSomething', { a: 1 }),
    'a message that is no JSON': client => client.sendText('{"jsonrpc": "2.0", "method": '),
    'a message that is no message': client => {
      for (const message of [null, 7, [], {}, { jsonrpc: '2.0', id: 99_999, result: 1 }]) client.send(message)
    },
  }
  for (const [name, send] of Object.entries(bogus)) {
    test(name, async () => {
      const client = await connect(pulling)
      send(client)
      await answers(client)
    })
  }

  test('a request nobody knows is refused', async () => {
    const client = await connect(pulling)
    assert.equal((await client.ask('textDocument/somersault', {})).error?.code, -32601)
  })

  test('a request of another shape is refused', async () => {
    const client = await connect(pulling)
    assert.equal((await client.ask('textDocument/diagnostic', {})).error?.code, -32603)
    await answers(client)
  })

  test('positions outside of the text are taken to its nearest place', async () => {
    const client = await connect(pulling)
    const texts: [unknown, string][] = [
      [change(range(-4, -4, -1, 5), '# a\n'), `# a\n${tiers}`],
      [change(range(900, 0, 9000, 7), '# b\n'), `${tiers}# b\n`],
      [change(range(0, 900, 0, 9000), ' c'), tiers.replace('\n', ' c\n')],
      [change(range(0, 2, 0, 0), ''), tiers.slice(2)],
      [change(range(0, 0, 2 ** 31, 2 ** 31), tiers), tiers],
    ]
    for (const [bad, text] of texts) {
      open(client, tiers)
      edit(client, 2, bad)
      const found = itemsOf(await pull(client))
      const expected = 'file:///nowhere/expected.yaml'
      open(client, text, expected)
      assert.deepEqual(found, itemsOf(await pull(client, expected)))
      // Later edits land where they should: the bad one left no wrong lines behind.
      edit(client, 3, insertion(4, 0, '# line\n'))
      const line = lineOf(itemsOf(await pull(client)), 'generation-error')
      assert.equal(line, lineOf(found, 'generation-error')! + 1)
    }
  })

  test('a capability of another shape counts as none', async () => {
    const client = await connect({ general: 7, textDocument: { diagnostic: null }, workspace: null } as Params)
    assert.equal((client.answer.capabilities as Params).diagnosticProvider, undefined)
  })
})

describe('many documents', () => {
  test('random edits leave the same findings as opening the text anew', async () => {
    const client = await connect(pulling)
    let seed = 20_260_727
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    const pieces = ['\n', 'x', '---\n', '  ', '{{ .env }}', ': ', 'ö🍇', '- ', "'", '\r\n', '']
    let text = tiers
    open(client, text)
    for (let version = 2; version < 60; version++) {
      const lines = text.split('\n')
      const line = random(lines.length)
      const character = random(lines[line]!.replace(/\r$/, '').length + 1)
      const length = random(3)
      const content = lines[line]!.replace(/\r$/, '')
      // Not between the halves of a surrogate pair: no editor sends that.
      if (
        /^[\uDC00-\uDFFF]/.test(content.slice(character)) ||
        /^[\uDC00-\uDFFF]/.test(content.slice(character + length))
      )
        continue
      const end = Math.min(character + length, content.length)
      const piece = pieces[random(pieces.length)]!
      const before = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0)
      text = text.slice(0, before + character) + piece + text.slice(before + end)
      edit(client, version, {
        range: { start: { line, character }, end: { line, character: end } },
        text: piece,
      })
      const found = itemsOf(await pull(client))
      const anew = `file:///nowhere/${version}.yaml`
      open(client, text, anew)
      const expected = itemsOf(await pull(client, anew))
      assert.deepEqual(JSON.parse(JSON.stringify(found).replaceAll(uri, anew)), expected, `after edit ${version}`)
      client.notify('textDocument/didClose', { textDocument: { uri: anew } })
      if (version % 15 === 0) {
        text = tiers
        edit(client, version, { text })
      }
    }
  })
})

describe('the program', () => {
  const program = fileURLToPath(new URL('../../language-server/dist/server.cjs', import.meta.url))

  /** This Node, and the one of the shell where that is another version: the server has to run on what users have. */
  const nodes = new Map([[process.version, process.execPath]])
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const node = join(folder, 'node')
    if (folder.includes('node_modules') || !existsSync(node)) continue
    nodes.set(execFileSync(node, ['--version'], { encoding: 'utf8' }).trim(), node)
    break
  }

  async function start(child: ChildProcess): Promise<LspClient & { answer: Params }> {
    return initialize(new LspClient(child.stdout!, child.stdin!), pushing)
  }

  for (const [version, node] of nodes) {
    test(`answers over stdio on Node ${version}, writes nothing else, and ends when told`, async () => {
      const child = spawn(node, [program, '--stdio'])
      const client = await start(child)
      open(client, tiers)
      assert.equal((await pushed(client, 0, hasGenerated)).found.length, 2)
      await client.request('shutdown', undefined)
      client.notify('exit', undefined)
      const [code] = await once(child, 'exit')
      assert.equal(code, 0)
      assert.equal(client.noise, '')
    })

    test(`survives what is no message on Node ${version}`, async () => {
      const child = spawn(node, [program, '--stdio'])
      const client = await start(child)
      client.sendText('{"jsonrpc": "2.0", "method": ')
      client.notify('textDocument/didOpen', null)
      open(client, tiers)
      assert.equal((await pushed(client, 0, hasGenerated)).found.length, 2)
      client.notify('exit', undefined)
      assert.deepEqual(await once(child, 'exit'), [1, null])
      assert.equal(client.noise, '')
    })

    test(`ends when its input ends on Node ${version}`, async () => {
      const child = spawn(node, [program, '--stdio'])
      await start(child)
      child.stdin.end()
      const [code] = await once(child, 'exit')
      assert.equal(code, 1)
    })

    test(`answers over node-ipc on Node ${version}, and ends with its parent's channel`, async () => {
      const child = fork(program, ['--node-ipc'], { execPath: node, execArgv: [], silent: true })
      const message = (id: number, method: string, params: unknown): void => {
        child.send({ jsonrpc: '2.0', id, method, params })
      }
      message(1, 'initialize', { processId: null, rootUri: null, capabilities: pulling })
      const [answer] = await once(child, 'message')
      assert.equal(answer.result.serverInfo.name, 'gitops-language-server')
      child.send({
        jsonrpc: '2.0',
        method: 'textDocument/didOpen',
        params: { textDocument: { uri, languageId: 'yaml', version: 1, text: tiers } },
      })
      message(2, 'textDocument/diagnostic', { textDocument: { uri } })
      const [report] = await once(child, 'message')
      assert.equal(report.result.items.length, 2)
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    })
  }
})
