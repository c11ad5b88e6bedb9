import { printable } from '@kubectl-gitops/core/report'
import type { Signs } from '../page.ts'

export interface TreeNode {
  readonly label: string
  readonly children: readonly TreeNode[]
}

/** A tree with its branches drawn; the root stands alone on the first line. */
export function tree(root: TreeNode, signs: Signs): string {
  const lines = [printable(root.label)]
  const visit = ({ children }: TreeNode, before: string): void => {
    children.forEach((child, at) => {
      const isLast = at === children.length - 1
      lines.push(before + (isLast ? signs.lastBranch : signs.branch) + printable(child.label).replaceAll('\n', ' '))
      visit(child, before + (isLast ? ' '.repeat(signs.trunk.length) : signs.trunk))
    })
  }
  visit(root, '')
  return `${lines.join('\n')}\n`
}
