import { runeSize } from '../binary.ts'
import type { Matcher } from './matchers.ts'

/** A matcher in the middle, and what has to match before and after it (gobwas/glob 0.2.3, match/btree.go). */
export interface Tree extends Matcher {
  readonly kind: 'tree'
  readonly value: Matcher
  readonly left: Matcher | undefined
  readonly right: Matcher | undefined
  /** The same tree with other sides: upstream's optimiser exchanges them and keeps the lengths. */
  withSides(left: Matcher | undefined, right: Matcher | undefined): Tree
}

/** Of one match: the answers of trees, which meet the same text again and again when a pattern has many stars. */
export type Memory = Map<Tree, Map<string, boolean>>

export function tree(
  value: Matcher,
  left: Matcher | undefined,
  right: Matcher | undefined,
  memory: Memory,
  lengths = lengthsOf(value, left, right),
): Tree {
  const self: Tree = {
    kind: 'tree',
    value,
    left,
    right,
    length: lengths.all,
    match(text) {
      const answers = memory.get(self) ?? new Map<string, boolean>()
      const answer = answers.get(text) ?? matches(self, lengths, text)
      memory.set(self, answers.set(text, answer))
      return answer
    },
    // Upstream never looks for a tree inside a text.
    find: () => undefined,
    withSides: (left, right) => tree(value, left, right, memory, lengths),
  }
  return self
}

interface Lengths {
  readonly left: number
  readonly right: number
  readonly all: number
}

function lengthsOf(value: Matcher, left: Matcher | undefined, right: Matcher | undefined): Lengths {
  const parts = [left?.length ?? 0, value.length, right?.length ?? 0]
  const all = parts.includes(-1) ? -1 : parts.reduce((sum, length) => sum + length, 0)
  return { left: parts[0]!, right: parts[2]!, all }
}

function matches({ value, left, right }: Tree, lengths: Lengths, text: string): boolean {
  // Lengths are in runes and compared with bytes, as upstream does.
  if (lengths.all !== -1 && lengths.all > text.length) return false
  let offset = Math.max(0, lengths.left)
  const limit = lengths.right >= 0 ? text.length - lengths.right : text.length
  while (offset < limit) {
    const found = value.find(text.slice(offset, limit))
    if (found === undefined) return false
    const at = offset + found.at
    const before = text.slice(0, at)
    if (left === undefined ? before === '' : left.match(before)) {
      for (let i = found.lengths.length - 1; i >= 0; i--) {
        const after = text.slice(at + found.lengths[i]!)
        if (right === undefined ? after === '' : right.match(after)) return true
      }
    }
    offset = at + runeSize(text, at)
  }
  return false
}
