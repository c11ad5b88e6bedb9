import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { SourceFile, type Span } from '../../core/src/text/index.ts'
import {
  jsonOf,
  manifestAt,
  manifestOf,
  parseDocuments,
  parseEmbedded,
  type ScalarNode,
  type YamlDocument,
  type YamlNode,
} from '../../core/src/yaml/index.ts'

interface Row {
  readonly title: string
  readonly yaml: string
  readonly documents: readonly unknown[]
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const rows = JSON.parse(read('../fixtures/yaml/documents.json')) as Row[]
const application = read('../fixtures/yaml/edits/application.yaml')
const anchors = read('../fixtures/yaml/edits/anchors.yaml')
const uri = 'file:///manifests.yaml'

function described(file: SourceFile, documents: readonly YamlDocument[]): unknown[] {
  const place = (offset: number): string => {
    const { line, character } = file.lines.positionAt(offset)
    return `${line + 1}:${character + 1}`
  }
  return documents.map(document => ({
    value: document.root ? manifestOf(document)?.object : '(none)',
    problems: document.problems.map(({ code, message, span, related = [], fatal, goError }) => ({
      code,
      at: `${place(span.start)}-${place(span.end)}`,
      marked: file.text.slice(span.start, span.end),
      message,
      ...(related.length > 0 && { related: related.map(item => `${place(item.span.start)} ${item.message}`) }),
      fatal,
      ...(goError !== undefined && { goError }),
    })),
  }))
}

function* nodesOf(node: YamlNode): Generator<YamlNode> {
  yield node
  if (node.kind === 'mapping') for (const { value } of node.entries) yield* nodesOf(value)
  if (node.kind === 'sequence') for (const item of node.items) yield* nodesOf(item)
}

function* scalarsOf(documents: readonly YamlDocument[]): Generator<ScalarNode> {
  for (const { root } of documents) if (root) for (const node of nodesOf(root)) if (node.kind === 'scalar') yield node
}

for (const { title, yaml, documents } of rows) {
  test(`documents: ${title}`, () => {
    const file = new SourceFile(uri, yaml)
    assert.deepEqual(described(file, parseDocuments(file)), documents)
  })
}

test('every character of a string is found in the file', () => {
  const strange = [
    'a: "x\\ty \\u00e9\\U0001F600 \\\n   z\n\n  w"\n',
    "a: 'it''s\n\n  two'\n",
    'a: plain over\n  lines\n\n  and more\n',
    'a: >\n  one\n  two\n\n  three\n   deeper\n\n  four\n\nb: |2-\n    x\n\n   y\n',
    'a: |+\n  x\n\n\nb: >-\n\n  y\n',
    '- "{{ .a }}-\\"b\\""\n',
  ]
  for (const text of [application, anchors, ...strange].flatMap(text => [text, text.replaceAll('\n', '\r\n')])) {
    for (const node of scalarsOf(parseDocuments(new SourceFile(uri, text)))) {
      if (typeof node.value !== 'string') continue
      for (let at = 0; at < node.value.length; at++) {
        const span = node.spanOf(at, at + 1)
        const written = text.slice(span.start, span.end)
        const char = node.value.charAt(at)
        const isEscape = written.startsWith('\\') || written === "''"
        const isBreak = (char === ' ' || char === '\n') && /^\r?\n$|^$/.test(written)
        assert.ok(
          written === char || isEscape || isBreak,
          `${JSON.stringify(node.raw)} ${at}: ${JSON.stringify(written)}`,
        )
      }
      const all = node.spanOf(0, node.value.length)
      assert.ok(all.start >= node.content.start && all.end <= node.content.end + 2)
    }
  }
})

test('raw, span and content of every style', () => {
  const text = 'a: plain\nb: \'single\'\nc: "double"\nd: | # why\n  literal\n\ne:\nf: &x !!str tagged # c\n'
  const shown = [...scalarsOf(parseDocuments(new SourceFile(uri, text)))].map(({ raw, style, content }) => [
    style,
    raw,
    text.slice(content.start, content.end),
  ])
  assert.deepEqual(shown, [
    ['plain', 'plain', 'plain'],
    ['single', "'single'", 'single'],
    ['double', '"double"', 'double'],
    ['literal', '| # why\n  literal', '  literal'],
    ['plain', '', ''],
    ['plain', 'tagged', 'tagged'],
  ])
})

test('comments have their places', () => {
  const text = '# one\na: 1 # two\nb: | # three\n  # text\nc: [1, # four\n  2]\n'
  const [document] = parseDocuments(new SourceFile(uri, text))
  const shown = document?.comments.map(({ start, end }) => text.slice(start, end))
  assert.deepEqual(shown, ['# one', '# two', '# three', '# four'])
})

test('a manifest answers for what is written, and for what is not with the nearest that is', () => {
  const file = new SourceFile(uri, application)
  const [document] = parseDocuments(file)
  assert.ok(document)
  const manifest = manifestOf(document)
  assert.ok(manifest)
  assert.equal(manifestOf(document), manifest)
  const shown = ({ start, end }: Span): string => application.slice(start, end)
  assert.equal(shown(manifest.at('metadata', 'name')), 'guestbook')
  assert.equal(shown(manifest.keyAt('metadata', 'name')), 'name')
  assert.equal(shown(manifest.at('spec', 'source', 'helm', 'parameters', 1, 'value')), '"3"')
  assert.equal(shown(manifest.keyAt('spec', 'syncPolicy', 'syncOptions', 0)), 'CreateNamespace=true')
  assert.equal(shown(manifest.at('spec', 'destination', 'server', 'x')), 'name: in-cluster\n    namespace: web')
  assert.equal(shown(manifest.at('metadata', 'annotations', 'empty')), 'empty')
  assert.equal(manifest.node('spec', 'destination', 'server'), undefined)
  const list = manifest.node('spec', 'info')
  assert.ok(list)
  assert.equal(shown(manifestAt(list).at(0, 'value')), 'b')
  assert.deepEqual(manifestAt(list).object, [{ name: 'a', value: 'b' }, ['nested', 'list'], { name: 'below the dash' }])
})

test('an aliased node is the node of its anchor', () => {
  const [document] = parseDocuments(new SourceFile(uri, anchors))
  const root = document?.root
  assert.ok(root?.kind === 'mapping')
  const { value: base } = root.get('base') ?? {}
  const two = root.get('two')
  assert.equal(two?.value, base)
  assert.equal(two?.via && anchors.slice(two.via.start, two.via.end), '*base')
  const one = root.get('one')?.value
  assert.ok(one?.kind === 'mapping' && base?.kind === 'mapping')
  assert.equal(one.get('region')?.value, base.get('region')?.value)
  const via = one.get('region')?.via
  assert.equal(via && anchors.slice(via.start, via.end), '*base')
})

test('an edit keeps the documents it does not touch, and a parse after it is a fresh parse', () => {
  const texts = [application, anchors, 'kind: A\nkind: B\n', 'x: *gone\n', 'name: {{ x }}\n']
  let text = texts.join('---\n')
  let documents = parseDocuments(new SourceFile(uri, text))
  // Numbers from a fixed seed: the same edits on each run.
  let seed = 7
  const next = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % below
  }
  for (let round = 0; round < 200; round++) {
    const at = next(text.length)
    const inserted = ['x', '\n', '  y: 1\n', '---\n', '"', ': ', '- ', '#', '\t'][next(9)] as string
    text = text.slice(0, at) + (next(2) ? inserted : '') + text.slice(at + next(3))
    const file = new SourceFile(uri, text)
    const before = documents
    documents = parseDocuments(file, before)
    const fresh = parseDocuments(file)
    assert.deepEqual(described(file, documents), described(file, fresh))
    assert.deepEqual(
      [...scalarsOf(documents)].map(({ span }) => span),
      [...scalarsOf(fresh)].map(({ span }) => span),
    )
    for (const [i, document] of before.entries()) {
      const now = documents[i]
      const same = now && now.span.start === document.span.start && now.span.end === document.span.end
      if (
        same &&
        text.slice(0, now.span.end) === text.slice(0, document.span.end) &&
        now.problems.length === 0 &&
        document.root === now.root
      ) {
        assert.equal(now, document)
      }
    }
  }
  const file = new SourceFile(uri, `${texts[0]}---\n${texts[1]}`)
  const first = parseDocuments(file)
  const second = parseDocuments(new SourceFile(uri, `${texts[0]}---\n${texts[1]}end: 1\n`), first)
  assert.equal(second[0], first[0])
  assert.notEqual(second[1], first[1])
})

test('YAML inside a string has its places in the file', () => {
  const text = 'spec:\n  templatePatch: |\n    metadata:\n      name: x\n    metadata:\n      name: "y"\n'
  const file = new SourceFile(uri, text)
  const [document] = parseDocuments(file)
  assert.ok(document)
  const patch = manifestOf(document)?.node('spec', 'templatePatch')
  assert.ok(patch?.kind === 'scalar')
  const [embedded] = parseEmbedded(file, patch)
  assert.ok(embedded)
  const { start, end } = manifestOf(embedded)?.at('metadata', 'name') ?? { start: 0, end: 0 }
  assert.equal(text.slice(start, end), '"y"')
  assert.equal(
    embedded.problems[0]?.message,
    'Key "metadata" is already set at line 3, column 5. YAML keeps only one value: ' +
      'the earlier "metadata" (and its name) is lost. Merge the two blocks.',
  )
})

test('texts made to exhaust a parser give one clear problem', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...[...'bcdefgh'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`),
  ]
  const hostile: [string, string][] = [
    ['['.repeat(20_000), 'YAML syntax: exceeded max depth of 10000.'],
    ['['.repeat(3000) + ']'.repeat(3000), 'YAML syntax: exceeded max depth of 1500.'],
    [
      Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'YAML syntax: exceeded max depth of 1500.',
    ],
    [bomb.join('\n'), 'YAML syntax: document contains excessive aliasing.'],
    ['\u0001'.repeat(100_000), 'YAML syntax: control characters are not allowed.'],
    [`\0${'a: 1\n'.repeat(1000)}`, 'YAML syntax: control characters are not allowed.'],
    [`a: ${'x'.repeat(50 * 1024 * 1024)}`, 'YAML syntax: the file is larger than 50 MB.'],
  ]
  for (const [text, message] of hostile) {
    const [document] = parseDocuments(new SourceFile(uri, text))
    assert.deepEqual(
      document?.problems.map(problem => problem.message),
      [message],
    )
    if (document?.root) assert.ok(jsonOf(document.root) !== undefined)
  }
})

test('a file that is edited again and again does not keep its earlier versions', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  let documents = parseDocuments(new SourceFile('app.yaml', 'a: 0\n---\nkind: Application\n'))
  const first = new WeakRef(documents[0]!)
  for (let i = 1; i < 10; i++) {
    documents = parseDocuments(new SourceFile('app.yaml', `a: ${i}\n---\nkind: Application\n`), documents)
  }
  await new Promise(resolve => setImmediate(resolve))
  collect()
  assert.equal(first.deref(), undefined)
  assert.equal(documents.length, 2)
})
