import { SourceFile } from '../text/index.ts'
import { parseDocuments } from '../yaml/index.ts'
import type { YamlNode } from '../yaml/node.ts'

/** The first document of a text, where go-yaml stops reading. */
export function firstDocument(uri: string, text: string): YamlNode | undefined {
  // Every element of a list asks for the text they share.
  if (last?.uri !== uri || last.text !== text) {
    const root = parseDocuments(new SourceFile(uri, text)).find(document => document.root !== undefined)?.root
    last = { uri, text, root }
  }
  return last.root
}

let last: { readonly uri: string; readonly text: string; readonly root: YamlNode | undefined } | undefined

/** The part of a file that gave parameter set `index`: the file itself, or an item of its list. */
export function nodeOfSet(root: YamlNode | undefined, index: number): YamlNode | undefined {
  return root?.kind === 'sequence' ? root.items[index] : root
}
