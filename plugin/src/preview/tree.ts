import type { Outcome, SetPreview } from '@kubectl-gitops/core'
import type { Printed } from '../command.ts'
import type { Page } from '../page.ts'
import { findingsText } from '../views/findings.ts'
import { type TreeNode, tree } from '../views/tree.ts'
import { elementLabels, leafWords } from './describe.ts'
import type { Preview } from './preview-sets.ts'
import { nameOf } from './select.ts'

/** Sets, their generators, the elements these yield, and the Application at the end of each. */
export function previewTree(outcome: Outcome<Preview>, page: Page): Printed {
  const trees = outcome.value.sets.map(set => tree(treeOf(set, page), page.signs))
  return { stdout: trees.join('\n'), stderr: findingsText(outcome, page) }
}

interface Growing {
  readonly label: string
  readonly children: Growing[]
}

function treeOf(set: SetPreview, page: Page): TreeNode {
  const failed = set.error === null ? '' : ` ${page.signs.dot} Argo CD reports an error`
  const root: Growing = {
    label: `${set.name}${set.namespace === '' ? '' : ` (${set.namespace})`}${failed}`,
    children: [],
  }
  for (const app of set.applications) {
    const { generator } = app.origin
    const words = leafWords(generator, set.manifest.object)
    let at = childOf(root, words.length === 0 ? generator : `${generator}: ${words.join(` ${page.signs.times} `)}`)
    const labels = elementLabels(app, set.manifest.object)
    for (const label of labels.slice(0, -1)) at = childOf(at, label)
    at.children.push({ label: `${labels.at(-1) ?? ''} ${page.signs.arrow} ${nameOf(app)}`, children: [] })
  }
  return root
}

/** The last child when it has that label: elements come in order. */
function childOf(node: Growing, label: string): Growing {
  const last = node.children.at(-1)
  if (last?.label === label) return last
  const child: Growing = { label, children: [] }
  node.children.push(child)
  return child
}
