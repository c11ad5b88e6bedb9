import { GoError } from '../go/kinds/index.ts'
import { isMergeKey, keyText, resolveScalar, type SyntaxMapping, type SyntaxNode } from '../go/yaml/index.ts'
import { type Fault, syntaxFault, templateFault } from './faults.ts'
import { isBareTemplate } from './tree.ts'

/** What a readable tree has wrong: keys set twice, objects without a separator, templates without quotes. */
export function inspect(text: string, root: SyntaxNode): Fault[] {
  const faults: Fault[] = []
  const secondObjects = root.kind === 'mapping' ? missingSeparators(root, faults) : undefined
  const open: SyntaxNode[] = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind !== 'mapping' && node.kind !== 'sequence') continue
    if (isBareTemplate(text, node)) {
      faults.push(templateFault(text.slice(node.start, node.end), node.start, node.end))
      continue
    }
    if (node.kind === 'mapping') duplicates(text, node, node === root ? secondObjects : undefined, faults)
    for (const child of node.children) if (child.kind !== 'scalar') open.push(child)
  }
  return faults
}

/** The offset from which on the root's keys belong to other objects. */
function missingSeparators(root: SyntaxMapping, faults: Fault[]): number | undefined {
  const versions: SyntaxNode[] = []
  const kinds: SyntaxNode[] = []
  for (let i = 0; i < root.children.length; i += 2) {
    const key = root.children[i]
    if (key?.kind !== 'scalar') continue
    if (key.value === 'apiVersion') versions.push(key)
    else if (key.value === 'kind') kinds.push(key)
  }
  const [first, second] = versions
  if (!first || !second || kinds[1] === undefined) return undefined
  for (const version of versions.slice(1)) {
    faults.push({
      code: 'yaml-missing-document-separator',
      message: 'A second object starts here ("apiVersion" repeated). Put "---" before it.',
      start: version.start,
      end: version.end,
      related: [{ message: 'the first "apiVersion"', start: first.start, end: first.end }],
      fatal: false,
    })
  }
  return Math.min(second.start, kinds[1].start)
}

function duplicates(text: string, { children }: SyntaxMapping, until: number | undefined, faults: Fault[]): void {
  if (children.length < 4) return
  const seen = new Map<string, number>()
  for (let i = 0; i + 1 < children.length; i += 2) {
    const key = children[i] as SyntaxNode
    if (key.kind !== 'scalar' || isMergeKey(key)) continue
    if (until !== undefined && key.start >= until) break
    const name = nameOf(key)
    const earlier = seen.get(name)
    seen.set(name, i)
    if (earlier === undefined) continue
    faults.push(duplicateFault(text, name, key, children[earlier] as SyntaxNode, children[earlier + 1] as SyntaxNode))
  }
}

/** Where each anchor of a tree is written, `&` included; of those with one name the first. */
export function anchorsOf(root: SyntaxNode): ReadonlyMap<string, { readonly start: number; readonly end: number }> {
  const anchors = new Map<string, { start: number; end: number }>()
  const open: SyntaxNode[] = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    const { anchor, from } = node
    if (anchor !== undefined && !anchors.has(anchor))
      anchors.set(anchor, { start: from, end: from + anchor.length + 1 })
    if (node.kind === 'mapping' || node.kind === 'sequence') for (const child of node.children) open.push(child)
  }
  return anchors
}

function nameOf(key: SyntaxNode & { readonly kind: 'scalar' }): string {
  try {
    return keyText(resolveScalar(key), null)
  } catch (error) {
    if (error instanceof GoError) return key.value
    throw error
  }
}

function duplicateFault(text: string, name: string, key: SyntaxNode, first: SyntaxNode, lost: SyntaxNode): Fault {
  const lostKeys =
    lost.kind === 'mapping' && !isBareTemplate(text, lost) ? lost.children.filter((_, i) => i % 2 === 0) : []
  const names = lostKeys.map(child => text.slice(child.start, child.end))
  const also = names.length === 0 ? '' : ` (and its ${names.join(', ')})`
  return {
    code: 'yaml-duplicate-key',
    message: place =>
      `Key "${name}" is already set at ${place(first.start)}. YAML keeps only one value: ` +
      `the earlier "${name}"${also} is lost. Merge the two blocks.`,
    start: key.start,
    end: key.end,
    related: [
      { message: `the first "${name}"`, start: first.start, end: first.end },
      ...lostKeys.map((child, i) => ({ message: `"${names[i]}" is lost`, start: child.start, end: child.end })),
    ],
    fatal: false,
  }
}

/** The first node that cannot be decoded, for an error that names no place. */
export function decodeFault(text: string, root: SyntaxNode, message: string): Fault {
  const { start, end } = culprit(root, message)
  return syntaxFault(message.replace(/^yaml: /, ''), start, Math.max(end, Math.min(start + 1, text.length)), false)
}

function culprit(root: SyntaxNode, message: string): { start: number; end: number } {
  const aliasing = message.includes('contains itself') || message.includes('aliasing')
  let open: SyntaxNode[] = [root]
  while (open.length > 0) {
    const next: SyntaxNode[] = []
    for (const node of open) {
      if (node.kind === 'alias') {
        if (aliasing) return node
      } else if (node.kind === 'scalar') {
        if (cannotDecode(node)) return node
      } else {
        const bad = node.kind === 'mapping' ? badEntry(node) : undefined
        if (bad) return bad
        for (const child of node.children) next.push(child)
      }
    }
    open = next
  }
  return { start: root.start, end: root.start + 1 }
}

function cannotDecode(node: SyntaxNode & { readonly kind: 'scalar' }): boolean {
  try {
    const value = resolveScalar(node)
    return typeof value === 'number' && !Number.isFinite(value)
  } catch {
    return true
  }
}

/** A key that is a collection, null or too large; a merge of what is no mapping. */
function badEntry({ children }: SyntaxMapping): SyntaxNode | undefined {
  for (let i = 0; i + 1 < children.length; i += 2) {
    const key = children[i] as SyntaxNode
    const value = children[i + 1] as SyntaxNode
    if (key.kind === 'scalar' && isMergeKey(key)) {
      const merged = value.kind === 'sequence' ? value.children : [value]
      const bad = merged.find(item => (item.kind === 'alias' ? item.target : item).kind !== 'mapping')
      if (bad) return bad
      continue
    }
    const target = key.kind === 'alias' ? key.target : key
    if (target.kind !== 'scalar') return key
    try {
      keyText(resolveScalar(target), null)
    } catch {
      return key
    }
  }
  return undefined
}
