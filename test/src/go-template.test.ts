import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type GoFunctions, GoNumber, type GoValue } from '../../core/src/go/kinds/index.ts'
import { sprigFunctions } from '../../core/src/go/sprig/index.ts'
import {
  everyNode,
  nodesAt,
  nodeText,
  parseTemplate,
  parseTemplateLoose,
  prepare,
  TemplateError,
} from '../../core/src/go/template/index.ts'
import { type RenderCase, retyped } from './render-cases.ts'

// Each file of fixtures/go-template is a list of Go's own answers; `origin` says whose.
const folder = new URL('../fixtures/go-template/', import.meta.url)
interface Table extends Pick<RenderCase, 'params' | 'types'> {
  readonly origin: string
  readonly cases: readonly RenderCase[]
}

/** What a template makes of its parameters, or Go's words about it. Bytes that are not UTF-8 leave as JSON writes them. */
async function answer(given: RenderCase, params: GoValue, functions: GoFunctions): Promise<Partial<RenderCase>> {
  try {
    const template = parseTemplate('base', given.template, functions, given.options)
    await prepare([template])
    return { output: template.execute(params).replace(/[\ud800-\udfff]/gu, '\ufffd') }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    assert.ok(error.start >= 0 && error.start <= error.end && error.end <= given.template.length, 'span is in the text')
    return { error: error.message }
  }
}

for (const file of readdirSync(folder).sort()) {
  const table: Table = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  const functions = table.origin.startsWith('Argo CD') ? sprigFunctions : {}
  test(`${file}: ${table.cases.length} answers of Go`, async () => {
    for (const given of table.cases) {
      const { output, error } = given
      const expected = error === undefined ? { output } : { error }
      const params = retyped(table.params, table.types)
      assert.deepEqual(await answer(given, params, functions), expected, `${given.template} ${given.options ?? ''}`)
    }
  })
}

test('an error has the span of the node it is about', () => {
  const rows: [string, string, string][] = [
    ['execute', 'é {{ .s.x.y }}', '.s.x.y'],
    ['execute', '{{ upper (index .list 9) }}', 'index .list 9'],
    ['execute', '{{ until .s }}', '.s'],
    ['parse', 'a {{ nosuch .x }}', 'nosuch'],
    ['parse', '{{ if .s }}{{ $u }}{{ end }}', '$u'],
    ['parse', 'a{{ end }}', '{{ end }}'],
    ['parse', '{{ .s .a-b }}', '.a'],
  ]
  for (const [kind, text, span] of rows) {
    assert.throws(
      () => parseTemplate('base', text, sprigFunctions).execute({ s: 'text', list: [] }),
      (error: unknown) => {
        assert.ok(error instanceof TemplateError)
        assert.deepEqual([error.kind, text.slice(error.start, error.end)], [kind, span])
        return true
      },
    )
  }
})

test('a wrong option is a panic', () => {
  assert.throws(
    () => parseTemplate('base', '', {}, ['missingkey=none']),
    (error: unknown) => error instanceof TemplateError && error.kind === 'panic',
  )
})

test('the source map says which node wrote each piece of output', () => {
  const text = 'a{{ .x }}{{- range .l }} {{ . }}{{ end }}{{ template "t" 1 }}{{ define "t" }}<{{ . }}>{{ end }}{{ "" }}'
  const pieces: [string, string][] = []
  const template = parseTemplate('base', text, {})
  const places: [number, number, number, number][] = []
  const output = template.execute({ x: 'X', l: ['p', 'q'] }, { onOutput: (...place) => places.push(place) })
  for (const [from, to, start, end] of places) pieces.push([output.slice(from, to), text.slice(start, end)])
  assert.deepEqual(pieces, [
    ['a', 'a'],
    ['X', '{{ .x }}'],
    [' ', ' '],
    ['p', '{{ . }}'],
    [' ', ' '],
    ['q', '{{ . }}'],
    ['<', '<'],
    ['1', '{{ . }}'],
    ['>', '>'],
  ])
})

test('the tree names functions, definitions and comments', () => {
  const text = '{{/* note */}}{{ define "a" }}{{ upper .x }}{{ end }}é{{ block "b" .y }}{{ len . }}{{ end }}'
  const { functions, tree } = parseTemplate('base', text, sprigFunctions)
  assert.deepEqual([...functions], ['upper', 'len'])
  assert.deepEqual(
    tree.definitions.map(({ name, start, end, nameStart, nameEnd }) => [
      name,
      text.slice(nameStart, nameEnd),
      text.slice(start, end),
    ]),
    [
      ['a', '"a"', '{{ define "a" }}{{ upper .x }}{{ end }}'],
      ['b', '"b"', '{{ block "b" .y }}{{ len . }}{{ end }}'],
    ],
  )
  assert.deepEqual(
    tree.comments.map(({ start, end }) => text.slice(start, end)),
    ['{{/* note */}}'],
  )
  assert.equal(tree.byteOffset(text.indexOf('é') + 1), text.indexOf('é') + 2)
})

test('every node covers its own text', () => {
  const text =
    '{{ if and .a (.b | not) }}x{{ else if .c }}{{ $v := (index .l 0).name }}{{ $v.x }}{{ else }}{{ range $i, $e := .l }}' +
    '{{ print nil true 1.5 "s" $e . }}{{ continue }}{{ end }}{{ end }}{{ with .w }}y{{ else with .z }}z{{ end }}'
  for (const node of everyNode(parseTemplate('base', text, {}).tree)) {
    if (node.type === 'list' || node.type === 'text') continue
    const written = text.slice(node.start, node.end)
    if (node.type === 'if' || node.type === 'with' || node.type === 'range')
      assert.match(written, /^\{\{.*\{\{ end \}\}$/)
    else if (node.type === 'action') assert.match(written, /^\{\{ [^{]* \}\}$/)
    else if (node.type === 'continue') assert.equal(written, '{{ continue }}')
    else if (node.type === 'pipe' && written.startsWith('(')) assert.equal(written, `(${nodeText(node)})`)
    else assert.equal(written, nodeText(node))
  }
})

test('nodesAt finds what stands around an offset', () => {
  const text = '{{ define "d" }}{{ .in }}{{ end }}{{ with .w }}{{ print .a.b 1 }}{{ end }}'
  const { tree } = parseTemplate('base', text, {})
  const types = (marker: string): string[] => nodesAt(tree, text.indexOf(marker) + 1).path.map(({ type }) => type)
  assert.deepEqual(types('.a.b'), ['list', 'with', 'list', 'action', 'pipe', 'command', 'field'])
  assert.deepEqual(types('.in'), ['list', 'action', 'pipe', 'command', 'field'])
  assert.equal(nodesAt(tree, text.indexOf('.in')).definition?.name, 'd')
  assert.equal(nodesAt(tree, text.indexOf('.a')).definition, undefined)
})

test('loose parsing keeps what is written and all that is wrong', () => {
  // Text; the errors without their place; what each action and control action at the top holds.
  const rows: [string, string[], string[]][] = [
    ['{{ .a', ['unclosed action'], ['.a']],
    ['{{ .a.b. }} t {{ .c }}', ['unexpected <.> in operand'], ['.a.b', '.c']],
    ['{{ (index .a', ['unclosed action'], ['(index .a)']],
    ['{{ print (.a | ', ['unclosed action'], ['print (.a)']],
    ['{{ if .x }}a', ['unexpected EOF'], ['.x']],
    [
      '{{ if .x. }}a{{ else if }}b{{ end }}{{ .y }}',
      ['unexpected <.> in operand', 'missing value for if'],
      ['.x', '.y'],
    ],
    ['{{ range $i, $e := .l. }}{{ $e }}{{ end }}{{ .y }}', ['unexpected <.> in operand'], ['$i, $e := .l', '.y']],
    ['{{ nosuch .x }}{{ $u }}', ['function "nosuch" not defined', 'undefined variable "$u"'], ['nosuch .x', '$u']],
    ['{{ "abc }} {{ .y }}', ['unterminated quoted string'], ['', '.y']],
    ['{{ end }}{{ else }}{{ .y }}', ['unexpected {{end}}', 'unexpected {{else}}'], ['.y']],
    ['{{ define }}a{{ end }}{{ .y }}', ['unexpected "}}" in define clause'], ['.y']],
    ['{{/* open {{ .y }}', ['unclosed comment'], ['.y']],
    ['{{ .a {{ .b }}', ['unexpected "{" in operand'], ['.a', '.b']],
    ['{{ }}', ['missing value for command'], ['']],
    ['{{', ['unclosed action'], ['']],
    ['{{ .a-b }}{{ .c }}', [`bad character U+002D '-'`], ['', '.c']],
    ['{{ break }}{{ .c }}', ['{{break}} outside {{range}}'], ['.c']],
    ['{{ .ok }}', [], ['.ok']],
  ]
  for (const [text, errors, pipes] of rows) {
    const { tree, errors: found } = parseTemplateLoose(text)
    const shown = tree.root.nodes.flatMap(node => ('pipe' in node && node.pipe ? [nodeText(node.pipe)] : []))
    assert.deepEqual([found.map(({ detail }) => detail), shown], [errors, pipes], text)
  }
})

test('loose parsing of any text throws nothing and agrees with strict parsing', () => {
  const tables = ['syntax.json', 'random.json'].map(
    file => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Table,
  )
  for (const { template, options } of tables.flatMap(({ cases }) => cases)) {
    const { errors } = parseTemplateLoose(template, sprigFunctions)
    let strict: string | undefined
    try {
      parseTemplate('base', template, sprigFunctions, options)
    } catch (error) {
      if (error instanceof TemplateError && error.kind === 'panic') continue
      strict = (error as Error).message
    }
    assert.equal(errors[0]?.message, strict, template)
  }
})

test('no template runs, grows or nests without end', () => {
  const circle: { [key: string]: GoValue } = {}
  circle.self = circle
  const nested = (open: string, close: string): string => open.repeat(30_000) + close.repeat(30_000)
  const templates = [
    '{{ range 99999999999 }}{{ end }}',
    '{{ range 4000000 }}{{ range 4000000 }}{{ end }}{{ end }}',
    '{{ range 2000000 }}0123456789{{ end }}',
    '{{ $x := "ab" }}{{ range 100 }}{{ $x = print $x $x }}{{ end }}',
    '{{ $x := "ab" }}{{ range 100 }}{{ $x = html $x $x }}{{ end }}',
    '{{ $x := "ab" }}{{ range 100 }}{{ $x = printf "%s%[1]s%[1]s" $x }}{{ end }}',
    '{{ $x := list 1 2 }}{{ range 100 }}{{ $x = concat $x $x }}{{ end }}',
    '{{ range 100 }}{{ printf "%999999d" 1 }}{{ end }}',
    '{{ define "r" }}{{ template "r" . }}{{ end }}{{ template "r" . }}',
    `{{ define "r" }}${'{{ if true }}'.repeat(300)}{{ template "r" . }}${'{{ end }}'.repeat(300)}{{ end }}{{ template "r" . }}`,
    nested('{{ if true }}', '{{ end }}'),
    nested('{{ range 1 }}', '{{ end }}'),
    `{{ if false }}${'{{ else if false }}'.repeat(30_000)}{{ end }}`,
    `{{ ${nested('(', ')')} }}`,
    `{{ ${nested('print (', ')')} }}`,
    '{{ . }}',
    '{{ printf "%v" . }}',
    '{{ eq . . }}',
  ]
  for (const text of templates) {
    assert.throws(
      () => parseTemplate('base', text, sprigFunctions).execute(circle),
      (error: unknown) => error instanceof TemplateError && error.kind === 'limit',
      text.slice(0, 60),
    )
  }
})

test('limits can be set', () => {
  const run = (text: string, limits: { output?: number; steps?: number; depth?: number }): string =>
    parseTemplate('base', text, {}).execute({}, { limits })
  assert.equal(run('12345', { output: 5 }), '12345')
  assert.throws(() => run('123456', { output: 5 }), /output is longer than 5 characters$/)
  assert.throws(() => run('{{ range 100 }}{{ end }}', { steps: 50 }), /more than 50 steps$/)
  assert.throws(
    () => run('{{ define "r" }}{{ template "r" }}{{ end }}{{ template "r" }}', { depth: 3 }),
    /more than 3 templates within templates$/,
  )
})

test('missingKey of an execution stands before the option of the template', () => {
  const template = parseTemplate('base', '{{ .none }}', {}, ['missingkey=error'])
  assert.equal(template.execute({}, { missingKey: 'invalid' }), '<no value>')
  assert.throws(() => template.execute({}), /map has no entry for key "none"$/)
})

test('constants become the type of the parameter', () => {
  const seen: GoValue[] = []
  const take = (type: string) => ({
    params: [type],
    result: 'string',
    call: (value: GoValue) => String(seen.push(value)),
  })
  const types = ['int8', 'uint16', 'int64', 'float32', 'float64', 'interface {}', 'bool', 'string']
  const functions = Object.fromEntries(types.map((type, index) => [`f${index}`, take(type)]))
  parseTemplate(
    'base',
    '{{f0 127}}{{f1 0x10}}{{f2 1e3}}{{f3 0.5}}{{f4 2}}{{f5 2}}{{f6 true}}{{f7 "s"}}',
    functions,
  ).execute({})
  assert.deepEqual(seen, [
    new GoNumber('int8', 127n),
    new GoNumber('uint16', 16n),
    new GoNumber('int64', 1000n),
    new GoNumber('float32', 0.5),
    2,
    new GoNumber('int', 2n),
    true,
    's',
  ])
  const wrong: [string, string][] = [
    ['{{f0 1.5}}', 'expected integer; found 1.5'],
    ['{{f1 -1}}', 'expected unsigned integer; found -1'],
    ['{{f4 "x"}}', 'expected float; found "x"'],
    ['{{f6 1}}', 'expected bool; found 1'],
    ['{{f7 1}}', 'expected string; found 1'],
    ['{{f0 nil}}', 'cannot assign nil to int8'],
  ]
  for (const [text, detail] of wrong) {
    const template = parseTemplate('base', text, functions)
    assert.throws(() => template.execute({}), { detail })
  }
})

test('prepare loads each function that is used', async () => {
  const loaded: string[] = []
  const lazy = (name: string) => ({
    params: [],
    result: 'string',
    call: () => name,
    load: async () => {
      loaded.push(name)
    },
  })
  await prepare([parseTemplate('base', '{{ a }}', { a: lazy('a'), b: lazy('b') })])
  assert.deepEqual(loaded, ['a'])
})
