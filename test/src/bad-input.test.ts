// Input at its worst: a located message in Argo CD's words where it has them, the rest of the answer still there; never a stack
// trace, a hang or a lost answer.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { decodeYAML, type GoValue, isGoObject, PortError, type Ports } from '@kubectl-gitops/core'
import { createMemoryTree } from '@kubectl-gitops/core/recorded'
import { goSet, preview, setOf, smallWorld, soundAnswer, soundText } from './bad-input.ts'
import { corpusFiles } from './corpus.ts'
import { mutate, randomFrom } from './mutate.ts'

const times = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('')
const bomb = (levels: number): string =>
  `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${times(levels, i => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(10)}]\n`)}`

describe('texts that are no manifest', () => {
  /** The text, and the code of each finding (all of them, or how often each comes). */
  const texts: Readonly<Record<string, readonly [text: string, codes: Readonly<Record<string, number>>]>> = {
    nothing: ['', {}],
    'line feeds': ['\n'.repeat(100_000), {}],
    'NUL bytes': ['\0'.repeat(1000), { 'yaml-syntax': 1 }],
    'random bytes': [times(20_000, i => String.fromCharCode((i * 1103515245 + 12345) % 256)), { 'yaml-syntax': 1 }],
    'a byte order mark in the middle': ['a: b\n\ufeffc: d\n', {}],
    'half a surrogate pair': ['a: "\ud800"\nb: \udc00\n', { 'yaml-syntax': 1 }],
    'an anchor upon an anchor': ['&a &a &a', {}],
    'separators only': ['---\n'.repeat(2000), {}],
    'ten thousand open lists': ['['.repeat(10_000), { 'yaml-syntax': 1 }],
    'ten thousand lists': ['['.repeat(10_000) + ']'.repeat(10_000), { 'yaml-syntax': 1 }],
    'ten thousand maps': ['{a: '.repeat(10_000), { 'yaml-syntax': 1 }],
    'ten thousand dashes': [`${'- '.repeat(10_000)}a`, { 'yaml-syntax': 1 }],
    'ten thousand question marks': [`${'? '.repeat(10_000)}a`, { 'yaml-syntax': 1 }],
    'a staircase': [times(2000, i => `${' '.repeat(i)}a:\n`), { 'yaml-syntax': 1 }],
    'an open quote': [`a: "${'x'.repeat(1_000_000)}`, { 'yaml-syntax': 1 }],
    'a long line': [`a: ${'x'.repeat(3_000_000)}`, {}],
    'an alias in itself': ['a: &a [*a]', { 'yaml-syntax': 1 }],
    'a merge of itself': ['a: &a {<<: *a, b: c}', { 'yaml-syntax': 1 }],
    'a merge of no map': ['a: {<<: [[{}]]}', { 'yaml-syntax': 1 }],
    'two anchors in each other': ['a: &a [&b [*a, *b], *b]', { 'yaml-syntax': 1 }],
    'an alias bomb': [bomb(12), { 'yaml-syntax': 1 }],
    'two thousand aliases of a big anchor': [
      `big: &b\n${times(2000, i => `  k${i}: v\n`)}uses:\n${'- *b\n'.repeat(2000)}`,
      { 'yaml-syntax': 1 },
    ],
    'two thousand merges of a big anchor': [
      `big: &b\n${times(2000, i => `  k${i}: v\n`)}uses:\n${'- {<<: *b, x: y}\n'.repeat(2000)}`,
      { 'yaml-syntax': 1 },
    ],
    'one key fifty thousand times': ['a: b\n'.repeat(50_000), { 'yaml-duplicate-key': 49_999 }],
    'a template without quotes on each line': [
      times(20_000, i => `a${i}: {{ b }}\n`),
      { 'yaml-unquoted-template': 20_000 },
    ],
    'a tab before each line': [times(20_000, i => `\ta${i}: b\n`), { 'yaml-tab-indent': 20_000 }],
    'an unknown alias on each line': [times(20_000, i => `a${i}: *b\n`), { 'yaml-alias-undefined': 20_000 }],
    'an unknown alias in each document': ['---\na: &y 1\n---\na: *x\n'.repeat(3000), { 'yaml-alias-undefined': 3000 }],
    'a broken list in each document': ['---\na: [\n'.repeat(3000), { 'yaml-syntax': 3000 }],
  }
  for (const [name, [text, codes]] of Object.entries(texts)) {
    test(name, async () => {
      const found: Record<string, number> = {}
      for (const { code } of (await soundAnswer(text)).diagnostics) found[code] = (found[code] ?? 0) + 1
      assert.deepEqual(found, codes)
    })
  }
})

describe('manifests with a value of another shape', () => {
  const strange: readonly GoValue[] = [null, 1, { a: null }]
  const folder = new URL('../fixtures/bad-input/', import.meta.url)
  for (const file of readdirSync(folder)) {
    const whole = decodeYAML(readFileSync(new URL(file, folder), 'utf8'))
    test(`${file}: at every field`, () => {
      for (const path of pathsOf(whole)) {
        for (const value of strange) soundText(JSON.stringify(withValue(whole, path, value)))
      }
    })
    test(`${file}: with every key in the place of another`, async () => {
      const text = JSON.stringify(whole)
      for (const key of new Set(text.match(/"\w+":/g))) {
        for (const name of ['__proto__', 'constructor']) {
          const renamed = text.replaceAll(key, `"${name}":`)
          if (name === '__proto__') await soundAnswer(renamed)
          else soundText(renamed)
        }
      }
      assert.equal(({} as { polluted?: unknown }).polluted, undefined)
    })
  }
})

function* pathsOf(value: GoValue, path: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  if (path.length > 0) yield path
  const entries = Array.isArray(value) ? value.entries() : isGoObject(value) ? Object.entries(value) : []
  for (const [key, item] of entries) yield* pathsOf(item, [...path, key])
}

function withValue(whole: GoValue, [key, ...rest]: readonly (string | number)[], value: GoValue): GoValue {
  if (key === undefined) return value
  if (Array.isArray(whole)) return whole.map((item, at) => (at === key ? withValue(item, rest, value) : item))
  const entries = Object.entries(whole as Readonly<Record<string, GoValue>>)
  return Object.fromEntries(entries.map(([name, item]) => [name, name === key ? withValue(item, rest, value) : item]))
}

describe('real manifests with random damage', () => {
  const files = [...corpusFiles().values()].filter(text => text.length < 50_000)
  const sets = files.filter(text => /^kind: ApplicationSet/m.test(text))
  for (let from = 0; from < 200; from += 200) {
    test(`seeds ${from} to ${from + 199}`, async () => {
      for (let seed = from; seed < from + 200; seed++) {
        const random = randomFrom(seed)
        const any = (list: readonly string[]): string => list[Math.floor(random() * list.length)]!
        const text = mutate(any(seed % 2 === 0 ? files : sets), random, () => any(files))
        await soundAnswer(text).catch((error: Error) => {
          throw new Error(`seed ${seed}: ${error.message}`, { cause: error })
        })
      }
    })
  }
})

describe('Go templates', () => {
  const grown = '{{ $x := dict "a" 1 }}{{ range until 60 }}{{ $x = dict "a" $x "b" $x }}{{ end }}'
  const cyclic = '{{ $_ := set . "self" . }}'
  /** The template, and the error; a bound of ours is no word of Argo CD's, so the answer says that it is partial. */
  const refused: readonly (readonly [template: string, error: RegExp, ours?: 'ours'])[] = [
    ['{{ repeat 1000000000 "x" }}', /error calling repeat/, 'ours'],
    ['{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}', /templates within templates/, 'ours'],
    ['{{ template "base" . }}', /templates within templates/, 'ours'],
    ['{{ range until 100000000 }}x{{ end }}', /a list of more than/, 'ours'],
    ['{{ range 1000000000 }}{{ end }}', /more than 5000000 steps/, 'ours'],
    ['{{ untilStep 0 1000000000 1 | len }}', /a list of more than/, 'ours'],
    ['{{ randAlphaNum 1000000000 }}', /a random text of more than/, 'ours'],
    ['{{ join (repeat 100000 "x") (until 100000) | len }}', /more memory or stack/, 'ours'],
    [`${'{{ if 1 }}'.repeat(5000)}x${'{{ end }}'.repeat(5000)}`, /nested deeper/, 'ours'],
    [`{{ ${'('.repeat(50_000)}1${')'.repeat(50_000)} }}`, /nested deeper/, 'ours'],
    [`${grown}{{ toJson $x }}`, /a value of more than/, 'ours'],
    [`${grown}{{ toYaml $x }}`, /a value of more than/, 'ours'],
    [`${grown}{{ deepCopy $x | len }}`, /a value of more than/, 'ours'],
    [`${grown}{{ $y := $x }}${grown}{{ merge $x $y | len }}`, /a value of more than/, 'ours'],
    [`${grown}{{ $x }}`, /formatted text is longer|more than/, 'ours'],
    [`${cyclic}{{ mustToJson . }}`, /encountered a cycle via map\[string\]interface \{\}/],
    [`${cyclic}{{ toYaml . }}`, /encountered a cycle via map\[string\]interface \{\}/],
    [`${cyclic}{{ . }}`, /nested deeper/, 'ours'],
    [`${cyclic}{{ deepCopy . }}`, /nested deeper/, 'ours'],
    [`${cyclic}{{ mergeOverwrite . . }}`, /nested deeper/, 'ours'],
    ['{{ fromYaml (repeat 100000 "[") }}', /exceeded max depth/],
    ['{{ index (list 1) 5 }}', /error calling index: index out of range: 5/],
    ['{{ div 1 0 }}', /error calling div: runtime error: integer divide by zero/],
    ['{{ repeat -1 "x" }}', /error calling repeat: strings: negative Repeat count/],
    ['{{ mustRegexMatch "(" "a" }}', /error calling mustRegexMatch: error parsing regexp: missing closing \): `\(`/],
    ['{{ constructor }}', /function "constructor" not defined/],
    ['{{ __proto__ . }}', /function "__proto__" not defined/],
    ['{{ template "__proto__" }}', /template "__proto__" not defined/],
    ['{{ .toString }}', /map has no entry for key "toString"/],
  ]
  for (const [template, words, ours] of refused) {
    test(template.slice(0, 80), async () => {
      const answer = await preview(goSet(template))
      assert.match(answer.error ?? '', words)
      assert.equal(answer.fidelity.level === 'partial', ours !== undefined, answer.fidelity.level)
      assert.ok(answer.diagnostics.some(({ code, span }) => code === 'generation-error' && span !== undefined))
    })
  }

  const rendered: Readonly<Record<string, string>> = {
    '{{ printf "%1000000000d" 1 }}': '%!(NOVERB)%!(EXTRA int=1)',
    '{{ printf "%*d" 100000000 1 }}': '%!(BADWIDTH)1',
    [`{{ regexMatch "(a+)+$" "${'a'.repeat(20_000)}!" }}`]: 'false',
    [`{{ regexMatch "(.*)*(.*)*(.*)*x" "${'a'.repeat(20_000)}" }}`]: 'false',
    [`${cyclic}{{ deepEqual . . }}`]: 'true',
    [`${cyclic}{{ .name }}`]: 'a',
    '{{ $_ := set . "__proto__" (dict "polluted" "yes") }}{{ index . "__proto__" "polluted" }}': 'yes',
    '{{ define "__proto__" }}x{{ end }}{{ template "__proto__" }}': 'x',
    '{{ $constructor := 1 }}{{ $__proto__ := 2 }}{{ $constructor }}{{ $__proto__ }}': '12',
    '{{ hasKey . "constructor" }}': 'false',
  }
  for (const [template, name] of Object.entries(rendered)) {
    test(template.slice(0, 80), async () => {
      const answer = await preview(goSet(template))
      assert.equal(answer.error, null)
      assert.equal(answer.applications[0]?.object.metadata.name, name)
    })
  }

  const options: readonly (readonly [options: string, panic: string | null])[] = [
    ['[bogus]', 'unrecognized option: bogus'],
    ['[__proto__]', 'unrecognized option: __proto__'],
    ['[missingkey=constructor]', 'unrecognized option: missingkey=constructor'],
    ['[""]', 'empty option string'],
    [`[${'missingkey=error, '.repeat(10_000)}]`, null],
  ]
  for (const [written, panic] of options) {
    test(`goTemplateOptions: ${written.slice(0, 40)}`, async () => {
      const answer = await preview(goSet('{{ .name }}', written))
      assert.equal(answer.error, panic)
      assert.equal(answer.panic, panic !== null)
      assert.equal(answer.applications.length, panic === null ? 1 : 0)
    })
  }
})

test('fasttemplate does not grow without end', async () => {
  const long = 'x'.repeat(10_000)
  const answer = await preview(setOf(`  - list: {elements: [{name: ${long}}]}`, '{{name}}'.repeat(20_000)))
  assert.match(answer.error ?? '', /output is longer than/)
  assert.equal(answer.fidelity.level, 'partial')
})

describe('many elements', () => {
  const list = (count: number, element: (at: number) => string): string =>
    `  - list:\n      elements:\n${times(count, at => `      - ${element(at)}\n`)}`
  const child = (count: number, key: string): string =>
    `        - list:\n            elements:\n${times(count, at => `            - {${key}: ${key}${at}}\n`)}`

  test('give as many Applications', async () => {
    const answer = await preview(
      setOf(
        list(3000, at => `{name: app-${at}}`),
        '{{name}}',
      ),
    )
    assert.equal(answer.applications.length, 3000)
    assert.equal(answer.error, null)
  })

  test('with an error in each give the error once', async () => {
    const { diagnostics } = await soundAnswer(
      setOf(
        list(3000, at => `{name: app-${at}}`),
        '{{ fail .name }}',
        '  goTemplate: true\n',
      ),
    )
    assert.equal(diagnostics.length, 1)
    assert.match(diagnostics[0]!.message, /error calling fail: app-0$/)
  })

  test('of one name give the error once', async () => {
    const { diagnostics } = await soundAnswer(
      setOf(
        list(3000, () => '{name: app}'),
        '{{name}}',
      ),
    )
    const messages = diagnostics.map(({ message }) => message)
    assert.deepEqual(messages, ['ApplicationSet guestbook contains applications with duplicate name: app'])
  })

  test('that are no maps are refused as Argo CD refuses them', async () => {
    const answer = await preview(
      setOf(
        list(3000, at => `[${at}]`),
        '{{name}}',
      ),
    )
    assert.match(answer.error ?? '', /cannot unmarshal array into Go value of type map\[string\]interface \{\}$/)
  })

  test('of a matrix beyond all measure are refused, and that it is we who refuse', async () => {
    const matrix = `  - matrix:\n      generators:\n${child(1001, 'a')}${child(1001, 'b')}`
    const answer = await preview(setOf(matrix, '{{a}}-{{b}}'))
    assert.match(answer.error ?? '', /more than 1000000 parameter sets and Applications$/)
    assert.equal(answer.fidelity.level, 'partial')
  })
})

describe('names that objects have by birth', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']
  test('are parameters, labels and merge keys like others', async () => {
    const elements = `[{${names.map(name => `${name}: "v"`).join(', ')}}]`
    const merge = `  - merge: {mergeKeys: [${names.join(', ')}], generators: [{list: {elements: ${elements}}}, {list: {elements: ${elements}}}]}`
    const text = setOf(merge, names.map(name => `{{${name}}}`).join('')).replace(
      /metadata: \{name: "\{\{.*\}/,
      found => `${found.slice(0, -1)}, labels: {${names.map(name => `${name}: "{{${name}}}"`).join(', ')}}}`,
    )
    const answer = await preview(text)
    const { metadata } = answer.applications[0]!.object
    assert.equal(metadata.name, 'vvvvv')
    assert.deepEqual(Object.keys(metadata.labels ?? {}).sort(), [...names].sort())
    assert.equal(Object.getPrototypeOf(metadata.labels), Object.prototype)
  })

  for (const generator of names) {
    test(`are no generator: ${generator}`, async () => {
      const { diagnostics } = await soundAnswer(setOf(`  - ${generator}: {}`, 'x'))
      assert.deepEqual(
        diagnostics.map(({ code }) => code),
        ['schema-unknown-field'],
      )
    })
  }
})

describe('a repository that answers in part', () => {
  const files = 'files: [{path: "apps/*/config.json"}]'
  const git = (generator: string): string =>
    setOf(
      `  - git: {repoURL: https://git.example.com/apps.git, revision: HEAD, ${generator}}`,
      '{{.path.basename}}',
      '  goTemplate: true\n',
    )
  const refusing = (refusal: (path: string | undefined) => PortError | undefined): Partial<Ports> => {
    const tree = createMemoryTree(
      ['a', 'b', 'c'].map(name => [`apps/${name}/config.json`, '{}'] as const),
      { repoURL: 'https://git.example.com/apps.git' },
    )
    const check = (path?: string): void => {
      const error = refusal(path)
      if (error !== undefined) throw error
    }
    return {
      ...smallWorld,
      git: {
        tree: async () => ({
          tree: {
            ...tree,
            entries: async signal => {
              check()
              return tree.entries(signal)
            },
            read: async (path, signal) => {
              check(path)
              return tree.read(path, signal)
            },
          },
        }),
      },
    }
  }

  test('loses the files that cannot be read, says which, and keeps the others', async () => {
    const denied = (path?: string) =>
      path === undefined || path.includes('/b/')
        ? undefined
        : new PortError('files', 'unauthorized', `${path} cannot be read`)
    const answer = await preview(git(files), refusing(denied))
    assert.deepEqual(
      answer.applications.map(app => app.object.metadata.name),
      ['b'],
    )
    assert.equal(answer.fidelity.level, 'partial')
    assert.deepEqual(
      answer.diagnostics.map(({ code, message }) => [code, message]),
      [['port-unauthorized', 'apps/a/config.json cannot be read (files unauthorized), and 1 more like it']],
    )
  })

  for (const generator of [files, 'directories: [{path: "apps/*"}]']) {
    test(`that cannot be listed is not at hand for ${generator}`, async () => {
      const broken = () => new PortError('git', 'refused', 'fatal: index file smaller than expected')
      const answer = await preview(git(generator), refusing(broken))
      assert.equal(answer.error, null)
      assert.equal(answer.fidelity.level, 'partial')
      assert.match(answer.diagnostics[0]?.message ?? '', /index file smaller than expected/)
    })
  }
})
