import { SourceFile } from '../text/index.ts'
import { parseDocuments } from '../yaml/index.ts'
import type { YamlNode } from '../yaml/node.ts'

/** The first document of a text, where go-yaml stops reading. */
export const firstDocument = (uri: string, text: string): YamlNode | undefined =>
  parseDocuments(new SourceFile(uri, text)).find(document => document.root !== undefined)?.root

/** The part of a file that gave parameter set `index`: the file itself, or an item of its list. */
export function nodeOfSet(root: YamlNode | undefined, index: number): YamlNode | undefined {
  return root?.kind === 'sequence' ? root.items[index] : root
}
