import type { GoValue } from '../go/kinds/index.ts'
import type { Span } from '../text/index.ts'
import { documentValue } from './documents.ts'
import { jsonOf } from './json.ts'
import type { Manifest, Path } from './manifest.ts'
import type { Entry, YamlDocument, YamlNode } from './node.ts'

const manifests = new WeakMap<YamlDocument, Manifest<unknown>>()

/** A document's object and where it is written; undefined for a document without content. One and the same for a document. */
export function manifestOf(document: YamlDocument): Manifest<unknown> | undefined {
  const { root } = document
  if (!root) return undefined
  let manifest = manifests.get(document)
  if (!manifest) {
    manifest = new NodeManifest(root, documentValue(document))
    manifests.set(document, manifest)
  }
  return manifest
}

/** The same for any part of a document, such as an item of a List. */
export function manifestAt(node: YamlNode, object: GoValue = jsonOf(node)): Manifest<unknown> {
  return new NodeManifest(node, object)
}

/** What is found at a path: the node, or the deepest one written above it. */
export interface Found {
  readonly node: YamlNode
  /** The entry through which the node was reached, when its parent is a mapping. */
  readonly entry: Entry | undefined
  readonly isExact: boolean
}

/** Follows a path as far as it is written. */
export function find(root: YamlNode, path: Path): Found {
  let found: Found = { node: root, entry: undefined, isExact: true }
  for (const segment of path) {
    const { node } = found
    if (node.kind === 'mapping') {
      const entry = node.get(String(segment))
      if (!entry) return { ...found, isExact: false }
      found = { node: entry.value, entry, isExact: true }
    } else if (node.kind === 'sequence' && isIndex(segment)) {
      const item = node.items[Number(segment)]
      if (!item) return { ...found, isExact: false }
      found = { node: item, entry: undefined, isExact: true }
    } else {
      return { ...found, isExact: false }
    }
  }
  return found
}

const isIndex = (segment: string | number): boolean => /^\d+$/.test(String(segment))

class NodeManifest implements Manifest<unknown> {
  readonly object: unknown
  readonly uri: string
  readonly #root: YamlNode

  constructor(root: YamlNode, object: unknown) {
    this.object = object
    this.uri = root.span.uri
    this.#root = root
  }

  at(...path: (string | number)[]): Span {
    const { node, entry } = find(this.#root, path)
    // A value left empty has no characters: its key is what can be marked.
    return node.span.start === node.span.end && entry ? entry.keySpan : node.span
  }

  keyAt(...path: (string | number)[]): Span {
    const { node, entry, isExact } = find(this.#root, path)
    return isExact && entry ? entry.keySpan : node.span
  }

  node(...path: (string | number)[]): YamlNode | undefined {
    const { node, isExact } = find(this.#root, path)
    return isExact ? node : undefined
  }
}
