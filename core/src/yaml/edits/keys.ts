import type { SourceFile, TextEdit } from '../../text/index.ts'
import type { Path } from '../manifest.ts'
import { find } from '../manifests.ts'
import type { YamlNode } from '../node.ts'
import { renderKey } from './render.ts'

/** Gives a key another name, in the quotes it has. No edit for a key that is not written in this mapping. */
export function renameKey(file: SourceFile, root: YamlNode, path: Path, name: string): TextEdit[] {
  const parent = find(root, path.slice(0, -1))
  const { entry, isExact } = find(root, path)
  if (!isExact || !entry || parent.node.kind !== 'mapping' || !isWrittenIn(parent.node, entry)) return []
  const { start } = entry.keySpan
  const quote = file.text.charAt(start)
  const style = quote === '"' ? 'double' : quote === "'" ? 'single' : 'plain'
  return [{ span: entry.keySpan, newText: renderKey(name, style, parent.node.flow) }]
}

/** Merged entries have their keys elsewhere. */
export const isWrittenIn = (node: YamlNode, { keySpan }: { readonly keySpan: { readonly start: number } }): boolean =>
  node.span.start <= keySpan.start && keySpan.start <= node.span.end
