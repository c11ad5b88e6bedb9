import { type GoObject, type GoValue, setKey } from '../../go/kinds/index.ts'
import type { SourceFile, TextEdit } from '../../text/index.ts'
import type { Path } from '../manifest.ts'
import { find } from '../manifests.ts'
import type { Entry, MappingNode, SequenceNode, YamlNode } from '../node.ts'
import { isWrittenIn } from './keys.ts'
import { Layout } from './layout.ts'
import { isNested, renderBlock, renderFlow, renderKey } from './render.ts'

export interface InsertOptions {
  /** Put the entry behind the one with this key, instead of last. */
  readonly after?: string
}

/**
 * Writes a value at a path that is not there yet, and the mappings and sequences above it that are missing. No edit where
 * something else stands in the way.
 */
export function insertEntry(
  file: SourceFile,
  root: YamlNode,
  path: Path,
  value: GoValue,
  { after }: InsertOptions = {},
): TextEdit[] {
  const layout = new Layout(file)
  for (let length = path.length - 1; length >= 0; length--) {
    const found = find(root, path.slice(0, length))
    if (!found.isExact) continue
    const { node } = found
    const key = path[length]
    const rest = nested(path.slice(length + 1), value)
    if (key === undefined || rest === undefined) return []
    if (node.kind === 'mapping') return intoMapping(layout, node, String(key), rest, after)
    if (node.kind === 'sequence') return Number(key) === node.items.length ? intoSequence(layout, node, rest) : []
    if (node.value !== null || (node.raw !== '' && node.raw.startsWith('!'))) return []
    return intoEmpty(layout, root, path.slice(0, length), found.entry, node, nested([key], rest))
  }
  return []
}

/** Adds an item to the end of a sequence; one that is missing is made. */
export function appendItem(file: SourceFile, root: YamlNode, path: Path, value: GoValue): TextEdit[] {
  const { node, isExact } = find(root, path)
  if (isExact && node.kind === 'sequence') return intoSequence(new Layout(file), node, value)
  if (isExact && (node.kind !== 'scalar' || node.value !== null)) return []
  return isExact ? insertEntry(file, root, [...path, 0], value) : insertEntry(file, root, path, [value])
}

/** The value inside the objects and lists that a path names. */
function nested(path: Path, value: GoValue): GoValue | undefined {
  let result = value
  for (const segment of path.toReversed()) {
    if (typeof segment === 'number') {
      if (segment !== 0) return undefined
      result = [result]
    } else {
      const object: GoObject = {}
      setKey(object, segment, result)
      result = object
    }
  }
  return result
}

function intoMapping(
  layout: Layout,
  mapping: MappingNode,
  key: string,
  value: GoValue,
  after: string | undefined,
): TextEdit[] {
  if (mapping.get(key) && isWrittenIn(mapping, mapping.get(key) as Entry)) return []
  const written = mapping.entries.filter(entry => isWrittenIn(mapping, entry))
  const ends = written.map(entry => ({
    key: entry.key,
    end: Math.max(entry.keySpan.end, entry.written.end),
    lineEnd: Math.max(layout.lineEnd(entry.keySpan.end), layout.endOf(entry.value, entry.written)),
  }))
  // Behind a merge: what go-yaml merges overrides what stands before it.
  for (const { end } of mapping.merges) ends.push({ key: '<<', end, lineEnd: layout.lineEnd(end) })
  ends.sort((a, b) => a.end - b.end)
  const previous = ends.find(entry => entry.key === after) ?? ends.at(-1)
  if (mapping.flow) {
    const text = `${renderKey(key, 'plain', true)}: ${renderFlow(value)}`
    if (!previous) return [layout.edit(mapping.span.start + 1, mapping.span.end - 1, text)]
    return [layout.edit(previous.end, previous.end, `, ${text}`)]
  }
  const indent = ' '.repeat(layout.column(mapping.span.start))
  const at = previous?.lineEnd ?? layout.lineEnd(mapping.span.end)
  return [addLine(layout, at, indent + entryText(layout, key, value, indent, mapping))]
}

function intoSequence(layout: Layout, sequence: SequenceNode, value: GoValue): TextEdit[] {
  const last = sequence.items.length - 1
  const span = sequence.written[last]
  const item = sequence.items[last]
  if (sequence.flow) {
    const text = renderFlow(value)
    if (!span) return [layout.edit(sequence.span.start + 1, sequence.span.end - 1, text)]
    return [layout.edit(span.end, span.end, `, ${text}`)]
  }
  if (!span || !item) return []
  const indent = ' '.repeat(layout.column(sequence.span.start))
  return [addLine(layout, layout.endOf(item, span), `${indent}- ${renderBlock(value, `${indent}  `, layout.eol)}`)]
}

/** A key or item without a value gets a block below it. */
function intoEmpty(
  layout: Layout,
  root: YamlNode,
  path: Path,
  entry: Entry | undefined,
  node: YamlNode,
  value: GoValue | undefined,
): TextEdit[] {
  if (value === undefined) return []
  const { start, end } = node.span
  if (node.kind === 'scalar' && node.inFlow)
    return [layout.edit(start, end, `${start === end ? ' ' : ''}${renderFlow(value)}`)]
  if (path.length === 0) return [layout.edit(start, end, renderBlock(value, '', layout.eol) + layout.eol)]
  if (!entry) {
    const column = layout.column(start)
    const gap = /\s/.test(layout.text.charAt(start - 1)) ? '' : ' '
    return [layout.edit(start, end, gap + renderBlock(value, ' '.repeat(column + gap.length), layout.eol))]
  }
  const outer = layout.column(entry.keySpan.start)
  const indent = ' '.repeat(Array.isArray(value) ? outer + sequenceIndent(layout, root) : outer + 2)
  const line = layout.lineEnd(entry.keySpan.end)
  const text = indent + renderBlock(value, indent, layout.eol)
  const edits = [addLine(layout, line, text)]
  if (start === end) return edits
  // The null that was written goes, with the space before it when nothing follows.
  const isLast = layout.text.slice(end, line).trim() === ''
  return [layout.edit(isLast ? entry.keySpan.end + 1 : start, isLast ? line : end, ''), ...edits]
}

function entryText(layout: Layout, key: string, value: GoValue, indent: string, near: YamlNode): string {
  const name = renderKey(key, 'plain', false)
  if (!isNested(value)) return `${name}: ${renderBlock(value, indent, layout.eol)}`
  const inner = Array.isArray(value) ? indent + ' '.repeat(sequenceIndent(layout, near)) : `${indent}  `
  return `${name}:${layout.eol}${inner}${renderBlock(value, inner, layout.eol)}`
}

/** How far the file indents the items of a list below their key. */
function sequenceIndent(layout: Layout, near: YamlNode): number {
  const open: YamlNode[] = [near]
  for (let looked = 0; open.length > 0 && looked < 1000; looked++) {
    const node = open.shift() as YamlNode
    if (node.kind === 'sequence') for (const item of node.items) open.push(item)
    if (node.kind !== 'mapping') continue
    for (const { keySpan, value } of node.entries) {
      if (value.kind === 'sequence' && !value.flow && layout.startsLine(value.span.start)) {
        return Math.max(0, layout.column(value.span.start) - layout.column(keySpan.start))
      }
      open.push(value)
    }
  }
  return 0
}

/** A new line behind the one that ends here. */
const addLine = (layout: Layout, lineEnd: number, text: string): TextEdit =>
  layout.edit(lineEnd, lineEnd, layout.eol + text)
