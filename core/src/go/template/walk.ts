import type { CommandNode, Node, Operand } from './nodes.ts'
import type { Definition, TemplateTree } from './tree.ts'

export type AnyNode = Node | CommandNode | Operand

/** The parts of a node, in the order they are written. */
export function childrenOf(node: AnyNode): readonly AnyNode[] {
  switch (node.type) {
    case 'list':
      return node.nodes
    case 'action':
      return [node.pipe]
    case 'if':
    case 'range':
    case 'with':
      return node.elseList ? [node.pipe, node.list, node.elseList] : [node.pipe, node.list]
    case 'template':
      return node.pipe ? [node.pipe] : []
    case 'pipe':
      return [...node.declarations, ...node.commands]
    case 'command':
      return node.args
    case 'chain':
      return [node.node]
    default:
      return []
  }
}

/** All nodes of a text, those of its definitions last. */
export function* everyNode(tree: Pick<TemplateTree, 'root' | 'definitions'>): Iterable<AnyNode> {
  const stack: AnyNode[] = [tree.root, ...tree.definitions.map(({ body }) => body)].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node
    for (const child of [...childrenOf(node)].reverse()) stack.push(child)
  }
}

/** The nodes around an offset, the innermost last, and the definition they are in; an end counts as inside. */
export function nodesAt(tree: TemplateTree, offset: number): { path: readonly AnyNode[]; definition?: Definition } {
  const holds = (place: { readonly start: number; readonly end: number }): boolean =>
    place.start <= offset && offset <= place.end
  // Definitions may be nested; the one that begins last is the innermost.
  let definition: Definition | undefined
  for (const each of tree.definitions) {
    if (holds(each.body) && (!definition || each.start > definition.start)) definition = each
  }
  const path: AnyNode[] = []
  for (let node: AnyNode | undefined = definition?.body ?? tree.root; node; ) {
    path.push(node)
    node = childrenOf(node).findLast(holds)
  }
  return { path, ...(definition ? { definition } : {}) }
}
