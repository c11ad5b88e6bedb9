import type { SourceFile, TextEdit } from '../../text/index.ts'
import type { Path } from '../manifest.ts'
import { find } from '../manifests.ts'
import type { Entry, MappingNode, SequenceNode, YamlNode } from '../node.ts'
import { isWrittenIn } from './keys.ts'
import { Layout } from './layout.ts'

/**
 * Removes what stands at a path, an entry of a mapping or an item of a sequence, with the comment lines right above it. The
 * last one leaves `{}` or `[]` behind. No edit for what is not written there.
 */
export function remove(file: SourceFile, root: YamlNode, path: Path): TextEdit[] {
  const last = path.at(-1)
  if (last === undefined) return []
  const parent = find(root, path.slice(0, -1))
  if (!parent.isExact) return []
  const layout = new Layout(file)
  const { node } = parent
  if (node.kind === 'mapping') {
    const entry = node.get(String(last))
    return entry && isWrittenIn(node, entry) ? removeEntry(layout, node, entry, node === root) : []
  }
  if (node.kind === 'sequence' && node.items[Number(last)]) return removeItem(layout, node, Number(last), node === root)
  return []
}

interface Part {
  /** Where the key or dash stands. */
  readonly start: number
  /** Behind the value. */
  readonly end: number
  /** Behind the value's last line. */
  readonly lineEnd: number
}

function removeEntry(layout: Layout, mapping: MappingNode, entry: Entry, isRoot: boolean): TextEdit[] {
  const partOf = ({ keySpan, value, written }: Entry): Part => ({
    start: keySpan.start,
    end: Math.max(keySpan.end, written.end),
    lineEnd: layout.endOf(value, written),
  })
  const part = partOf(entry)
  const others = mapping.entries.filter(other => other !== entry && isWrittenIn(mapping, other)).map(partOf)
  const merges = mapping.merges.map(({ start, end }) => ({ start, end, lineEnd: layout.lineEnd(end) }))
  const parts = [part, ...others, ...merges].sort((a, b) => a.start - b.start)
  return removePart(layout, parts, parts.indexOf(part), mapping, isRoot)
}

function removeItem(layout: Layout, sequence: SequenceNode, index: number, isRoot: boolean): TextEdit[] {
  const parts: Part[] = []
  for (const [i, item] of sequence.items.entries()) {
    const span = sequence.written[i] ?? item.span
    parts.push({ start: layout.dashOf(sequence, i) ?? span.start, end: span.end, lineEnd: layout.endOf(item, span) })
  }
  return removePart(layout, parts, index, sequence, isRoot)
}

function removePart(
  layout: Layout,
  parts: readonly Part[],
  index: number,
  parent: MappingNode | SequenceNode,
  isRoot: boolean,
): TextEdit[] {
  const part = parts[index]
  if (!part) return []
  const next = parts[index + 1]
  const previous = parts[index - 1]
  if (parent.flow) {
    if (next) return [layout.edit(part.start, next.start, '')]
    if (previous) return [layout.edit(previous.end, part.end, '')]
    return [layout.edit(parent.span.start + 1, parent.span.end - 1, '')]
  }
  if (!next && !previous && !isRoot) return [emptied(layout, part, parent)]
  if (!layout.startsLine(part.start) && next) {
    // Behind a dash: what follows moves up to it, a comment first if there is one.
    return [layout.edit(part.start, layout.textStart(nextText(layout, part.lineEnd)), '')]
  }
  const isHeader = isRoot && index === 0
  const from = isHeader ? layout.lineStart(part.start) : commentsAbove(layout, part.start, previous?.lineEnd ?? 0)
  const to = layout.nextLine(part.lineEnd)
  // Without a line break at the end of the file the one before goes.
  const isLastLine = to === part.lineEnd && from > 0
  return [layout.edit(isLastLine ? breakBefore(layout, from) : from, to, '')]
}

/** The collection that stands on lines of its own moves, empty, behind its key or dash. */
function emptied(layout: Layout, part: Part, parent: MappingNode | SequenceNode): TextEdit {
  const empty = parent.kind === 'mapping' ? '{}' : '[]'
  if (!layout.startsLine(part.start)) return layout.edit(part.start, part.end, empty)
  let from = part.start
  while (from > 0 && /\s/.test(layout.text.charAt(from - 1))) from--
  // A comment between the key and the collection stays where it is.
  const lineStart = layout.lineStart(from)
  const hasComment = /(^|\s)#/.test(layout.text.slice(lineStart, from))
  if (hasComment) return layout.edit(part.start, part.end, empty)
  return layout.edit(from, part.end, ` ${empty}`)
}

function nextText(layout: Layout, from: number): number {
  let at = layout.nextLine(from)
  while (at < layout.text.length && layout.text.slice(at, layout.lineEnd(at)).trim() === '') at = layout.nextLine(at)
  return at
}

/** The start of the comment lines that stand, at the same indentation, right above. */
function commentsAbove(layout: Layout, start: number, limit: number): number {
  const column = layout.column(start)
  let from = layout.lineStart(start)
  while (from > limit) {
    const line = layout.lineStart(from - 1)
    const text = layout.textStart(line)
    if (line < limit || layout.text[text] !== '#' || text - line !== column) break
    from = line
  }
  return from
}

const breakBefore = (layout: Layout, at: number): number => at - (layout.text.slice(at - 2, at) === '\r\n' ? 2 : 1)
