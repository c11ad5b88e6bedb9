import { byteLength } from '../kinds/index.ts'
import type { ListNode } from './nodes.ts'

/** A {{define}} or {{block}}: offsets are UTF-16. */
export interface Definition {
  readonly name: string
  readonly nameStart: number
  readonly nameEnd: number
  readonly start: number
  readonly end: number
  readonly body: ListNode
}

/** A parsed text, for the editor and the rules. */
export interface TemplateTree {
  readonly name: string
  readonly text: string
  readonly root: ListNode
  /** In the order they are written; a name may come twice when one body is empty. */
  readonly definitions: readonly Definition[]
  readonly comments: readonly { readonly start: number; readonly end: number }[]
  /** Converts a UTF-16 offset of the text to the byte offset that Go counts. */
  byteOffset(offset: number): number
}

export function treeOf(
  name: string,
  text: string,
  parsed: Pick<TemplateTree, 'root' | 'definitions' | 'comments'>,
): TemplateTree {
  const { root, definitions, comments } = parsed
  return { name, text, root, definitions, comments, byteOffset: offset => byteLength(text.slice(0, offset)) }
}

/** The line, from 1, and the column in bytes, from 0, as Go prints them. */
export function goPosition(text: string, offset: number): { line: number; column: number } {
  let line = 1
  let from = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++
    from = at + 1
  }
  return { line, column: byteLength(text.slice(from, offset)) }
}
