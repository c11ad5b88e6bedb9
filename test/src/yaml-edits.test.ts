import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { SourceFile, type TextEdit } from '../../core/src/text/index.ts'
import {
  appendItem,
  applyEdits,
  find,
  insertEntry,
  jsonOf,
  type Path,
  parseDocuments,
  quoteScalar,
  remove,
  renameKey,
  replaceScalar,
  type YamlNode,
} from '../../core/src/yaml/index.ts'

type JSONValue = null | boolean | number | string | JSONValue[] | { [key: string]: JSONValue }

const folder = new URL('../fixtures/yaml/edits/', import.meta.url)
const files = readdirSync(folder).map(name => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))

/** Every node that is written where its path says, with that path. */
function* nodesOf(node: YamlNode, path: Path = []): Generator<{ node: YamlNode; path: Path }> {
  yield { node, path }
  if (node.kind === 'mapping') {
    for (const entry of node.entries) if (!entry.via) yield* nodesOf(entry.value, [...path, entry.key])
  } else if (node.kind === 'sequence') {
    for (const [i, item] of node.items.entries()) if (node.written[i] === item.span) yield* nodesOf(item, [...path, i])
  }
}

function parsed(text: string): { file: SourceFile; root: YamlNode; value: JSONValue } {
  const file = new SourceFile('file:///edited.yaml', text)
  const [document] = parseDocuments(file)
  assert.ok(document?.root, 'the document has content')
  assert.deepEqual(document.problems, [], text)
  return { file, root: document.root, value: jsonOf(document.root) as JSONValue }
}

/** The value with one change made by hand. */
function changed(value: JSONValue, path: Path, change: (parent: JSONValue, key: string | number) => void): JSONValue {
  const copy = structuredClone(value)
  let parent = copy
  for (const segment of path.slice(0, -1)) parent = (parent as { [key: string]: JSONValue })[segment] as JSONValue
  change(parent, path.at(-1) as string | number)
  return copy
}

const comments = (text: string): string[] =>
  parseDocuments(new SourceFile('', text)).flatMap(document =>
    document.comments.map(({ start, end }) => text.slice(start, end)),
  )

function check(text: string, edits: readonly TextEdit[], expected: JSONValue, what: string): string {
  const edited = applyEdits(text, edits)
  assert.deepEqual(parsed(edited).value, expected, `${what}\n${edited}`)
  const eol = text.includes('\r\n')
  assert.equal(/(^|[^\r])\n/.test(edited), !eol && edited.includes('\n'), `${what}: line ends stay`)
  return edited
}

for (const { name, text: written } of files) {
  for (const [ends, text] of [
    ['LF', written],
    ['CRLF', written.replaceAll('\n', '\r\n')],
  ] as const) {
    const { file, root, value } = parsed(text)
    const nodes = [...nodesOf(root)]
    // What is aliased changes in two places: only its own path can be foretold.
    const isShared = (path: Path): boolean => name === 'anchors.yaml' && path[0] === 'base'

    test(`${name}, ${ends}: a scalar gets another value and all else stays`, () => {
      const values = [
        'other',
        'true',
        '1.10',
        'a: b',
        ' # no comment',
        "it's",
        'say "x"',
        '{{ .name }}',
        'über\u2028',
        5,
        true,
        null,
        'a\nb\n',
        'a\n\n b',
        '',
        '-',
        '@x',
        '*x',
      ]
      for (const { node, path } of nodes) {
        if (node.kind !== 'scalar' || isShared(path)) continue
        for (const next of values) {
          const expected = changed(value, path, (parent, key) => {
            ;(parent as { [key: string]: JSONValue })[key] = next
          })
          const edited = check(
            text,
            replaceScalar(file, node, next),
            expected,
            `${path.join('.')} = ${JSON.stringify(next)}`,
          )
          assert.deepEqual(comments(edited), comments(text), `${path.join('.')}: comments stay`)
        }
      }
    })

    test(`${name}, ${ends}: a scalar is quoted as it is written`, () => {
      for (const { node, path } of nodes) {
        if (node.kind !== 'scalar' || isShared(path)) continue
        const asText = node.style === 'plain' && !/[\r\n]/.test(node.raw) ? node.raw : String(node.value ?? '')
        for (const style of ['single', 'double'] as const) {
          const expected = changed(value, path, (parent, key) => {
            ;(parent as { [key: string]: JSONValue })[key] = asText
          })
          check(text, quoteScalar(file, node, style), expected, `${path.join('.')} in ${style} quotes`)
        }
      }
    })

    test(`${name}, ${ends}: a key gets another name`, () => {
      for (const { path } of nodes) {
        const key = path.at(-1)
        if (typeof key !== 'string' || isShared(path)) continue
        for (const next of ['renamed', 'yes', 'a: b', "it's", '1']) {
          const expected = changed(value, path, parent => {
            const object = parent as { [key: string]: JSONValue }
            object[next] = object[key] as JSONValue
            delete object[key]
          })
          const edited = check(text, renameKey(file, root, path, next), expected, `${path.join('.')} to ${next}`)
          assert.deepEqual(comments(edited), comments(text))
        }
      }
    })

    test(`${name}, ${ends}: an entry or item is removed and all else stays`, () => {
      for (const { path } of nodes) {
        if (path.length === 0 || path[0] === 'base') continue
        const expected = changed(value, path, (parent, key) => {
          if (Array.isArray(parent)) parent.splice(Number(key), 1)
          else delete (parent as { [key: string]: JSONValue })[key]
        })
        const edited = check(text, remove(file, root, path), expected, `without ${path.join('.')}`)
        for (const line of edited.split(/\r?\n/))
          assert.equal(line, line.trimEnd(), `without ${path.join('.')}: no trailing blanks`)
      }
    })

    test(`${name}, ${ends}: an entry is written where its path says`, () => {
      const inserted: [Path, JSONValue][] = [
        [['zNew'], 'x'],
        [['zNew'], { a: [1, { b: 'c' }], d: 'l1\nl2\n' }],
        [['zNew', 'deep', 'er'], true],
        [['zNew', 0, 'er'], 'a: b'],
      ]
      for (const { node, path } of nodes) {
        if (isShared(path)) continue
        if (node.kind !== 'mapping' && !(node.kind === 'scalar' && node.value === null)) continue
        for (const [tail, item] of inserted) {
          const full = [...path, ...tail]
          const expected = changed(value, [...path, 'x'], () => {}) as { [key: string]: JSONValue }
          place(expected, path, tail, item)
          const edited = check(
            text,
            insertEntry(file, root, full, item),
            expected,
            `${full.join('.')} = ${JSON.stringify(item)}`,
          )
          assert.deepEqual(comments(edited), comments(text))
        }
      }
    })

    test(`${name}, ${ends}: an item is added to the end of a list`, () => {
      for (const { node, path } of nodes) {
        if (node.kind !== 'sequence') continue
        for (const item of ['x', { name: 'a', value: 'b' }, [1, 2], 'l1\nl2'] as JSONValue[]) {
          const expected = changed(value, [...path, 0], parent => (parent as JSONValue[]).push(item))
          const edited = check(
            text,
            appendItem(file, root, path, item),
            expected,
            `${path.join('.')} + ${JSON.stringify(item)}`,
          )
          assert.deepEqual(comments(edited), comments(text))
        }
      }
    })

    test(`${name}, ${ends}: edits find what they were made for`, () => {
      for (const { node, path } of nodes) assert.equal(find(root, path).node, node)
    })
  }
}

function place(root: JSONValue, path: Path, tail: Path, item: JSONValue): void {
  const full = [...path, ...tail]
  let parent = root as { [key: string]: JSONValue }
  for (const [i, segment] of full.slice(0, -1).entries()) {
    if (parent[segment] === null || parent[segment] === undefined)
      parent[segment] = typeof full[i + 1] === 'number' ? [] : {}
    parent = parent[segment] as { [key: string]: JSONValue }
  }
  parent[full.at(-1) as string] = item
}
