import { binaryOfRune, runeAt, runeSize } from '../binary.ts'
import { type Branch, isEqual, type Node } from './ast.ts'
import type { Known, Matcher } from './matchers.ts'
import * as matchers from './matchers.ts'
import { type Memory, type Tree, tree } from './tree.ts'

/** Chooses matchers as gobwas/glob 0.2.3 does (compiler/compiler.go): other choices would give other answers. */
export function compile(node: Node, separators: readonly number[], memory: Memory): Matcher {
  switch (node.kind) {
    case 'any-of': {
      const common = withoutCommon(node)
      if (common !== undefined) return compile(common, separators, memory)
      return matchers.anyOf(compileChildren(node, separators, memory))
    }
    case 'pattern': {
      if (node.children.length === 0) return matchers.nothing
      return optimize(combine(minimize(compileChildren(node, separators, memory)), memory))
    }
    case 'any':
      return optimize(matchers.any(separators))
    case 'super':
      return matchers.superMatcher
    case 'single':
      return matchers.single(separators)
    case 'nothing':
      return matchers.nothing
    case 'list':
      return optimize(matchers.list(runesOf(node.chars), node.not))
    case 'range':
      return matchers.range(node.low, node.high, node.not)
    case 'text':
      return matchers.text(node.text)
  }
}

const compileChildren = (node: Branch, separators: readonly number[], memory: Memory): Matcher[] =>
  node.children.map(child => optimize(compile(child, separators, memory)))

/** Go: optimizeMatcher. */
function optimize(matcher: Matcher): Matcher {
  const known = matcher as Known
  if (known.kind === 'any') return known.separators.length === 0 ? matchers.superMatcher : known
  if (known.kind === 'any-of') return known.matchers.length === 1 ? known.matchers[0]! : known
  if (known.kind === 'list') {
    return !known.not && known.runes.length === 1 ? matchers.text(binaryOfRunes(known.runes)) : known
  }
  return known.kind === 'tree' ? optimizeTree(known as Tree) : known
}

function optimizeTree(whole: Tree): Matcher {
  const left = whole.left === undefined ? undefined : optimize(whole.left)
  const right = whole.right === undefined ? undefined : optimize(whole.right)
  const optimized = whole.withSides(left, right)
  const value = whole.value as Known
  if (value.kind !== 'text') return optimized
  const before = left as Known | undefined
  const after = right as Known | undefined
  if (before === undefined && after === undefined) return matchers.text(value.text)
  if (before?.kind === 'super' && after?.kind === 'super') return matchers.contains(value.text, false)
  if (before?.kind === 'super' && after === undefined) return matchers.suffix(value.text)
  if (after?.kind === 'super' && before === undefined) return matchers.prefix(value.text)
  if (before === undefined && after?.kind === 'suffix') return matchers.prefixSuffix(value.text, after.suffix)
  if (after === undefined && before?.kind === 'prefix') return matchers.prefixSuffix(before.prefix, value.text)
  if (after === undefined && before?.kind === 'any') return matchers.suffixAny(value.text, before.separators)
  if (before === undefined && after?.kind === 'any') return matchers.prefixAny(value.text, after.separators)
  return optimized
}

/** Go: compileMatchers. The longest matcher of fixed length, the last of equals, becomes the middle of a tree. */
function combine(list: readonly Matcher[], memory: Memory): Matcher {
  if (list.length === 1) return list[0]!
  const glued = glue(list)
  if (glued !== undefined) return glued
  let middle = -1
  let longest = -1
  for (const [at, { length }] of list.entries()) {
    if (length === -1 || length < longest) continue
    longest = length
    middle = at
  }
  if (middle === -1) return tree(list[0]!, undefined, combine(list.slice(1), memory), memory)
  const left = list.slice(0, middle)
  const right = list.slice(middle + 1)
  return tree(
    list[middle]!,
    left.length > 0 ? combine(left, memory) : undefined,
    right.length > 0 ? combine(right, memory) : undefined,
    memory,
  )
}

/**
 * Go: minimizeMatchers, which glues the longest run it can and starts again. Upstream tries every part of the list; only the
 * longest one from each start can win, so only those are tried.
 */
function minimize(list: readonly Matcher[]): readonly Matcher[] {
  let current = list
  for (;;) {
    let best: { readonly matcher: Matcher; readonly from: number; readonly to: number } | undefined
    const fixed = fixedRuns(current)
    for (let from = 0; from < current.length; from++) {
      const to = from + Math.max(fixed[from]!, similarRun(current, from))
      if (to - from < 2) continue
      if (best !== undefined && to - from <= best.to - best.from && !(best.matcher.length > -1)) continue
      const matcher = glue(current.slice(from, to))
      if (matcher === undefined) continue
      const isLonger =
        best !== undefined && best.matcher.length > -1 && matcher.length > -1 && matcher.length > best.matcher.length
      if (best === undefined || isLonger || best.to - best.from < to - from) best = { matcher, from, to }
    }
    if (best === undefined) return current
    const next = [...current.slice(0, best.from), best.matcher, ...current.slice(best.to)]
    if (next.length === current.length) return next
    current = next
  }
}

/** How many matchers of fixed length follow each other from each place on. */
function fixedRuns(list: readonly Matcher[]): number[] {
  const runs: number[] = new Array(list.length).fill(0)
  for (let at = list.length - 1; at >= 0; at--) if (list[at]!.length !== -1) runs[at] = (runs[at + 1] ?? 0) + 1
  return runs
}

/** How many matchers from a place on exclude the same runes. */
function similarRun(list: readonly Matcher[], from: number): number {
  const first = excludedBy(list[from]!)
  if (first === undefined) return 0
  let to = from + 1
  while (to < list.length && isSame(excludedBy(list[to]!), first)) to++
  return to - from
}

function excludedBy(matcher: Matcher): readonly number[] | undefined {
  const known = matcher as Known
  if (known.kind === 'super') return []
  if (known.kind === 'any' || known.kind === 'single') return known.separators
  return known.kind === 'list' && known.not ? known.runes : undefined
}

const isSame = (a: readonly number[] | undefined, b: readonly number[]): boolean =>
  a !== undefined && a.length === b.length && a.every((rune, at) => rune === b[at])

/** Go: glueMatchers. */
function glue(list: readonly Matcher[]): Matcher | undefined {
  if (list.length <= 1) return undefined
  if (similarRun(list, 0) === list.length) return glueSimilar(list)
  if (list.some(({ length }) => length === -1)) return undefined
  return matchers.row(
    list.reduce((sum, { length }) => sum + length, 0),
    list,
  )
}

/** Go: glueMatchersAsEvery. */
function glueSimilar(list: readonly Matcher[]): Matcher {
  const excluded = excludedBy(list[0]!)!
  const hasAny = list.some(({ kind }) => kind === 'any')
  const hasSuper = list.some(({ kind }) => kind === 'super')
  const singles = list.filter(({ kind }) => kind === 'single' || kind === 'list').length
  if (hasSuper && !hasAny && singles === 0) return matchers.superMatcher
  if (hasAny && !hasSuper && singles === 0) return matchers.any(excluded)
  if ((hasAny || hasSuper) && singles > 0 && excluded.length === 0) return matchers.min(singles)
  const every: Matcher[] = []
  if (singles > 0) {
    every.push(matchers.min(singles))
    if (!hasAny && !hasSuper) every.push(matchers.max(singles))
  }
  // Upstream looks for all excluded runes in a row, not for any of them.
  if (excluded.length > 0) every.push(matchers.contains(binaryOfRunes(excluded), true))
  return matchers.everyOf(every)
}

/** Go: minimizeTreeAnyOf. Takes out what all alternatives begin and end with; undefined when there is nothing in common. */
function withoutCommon(node: Branch): Branch | undefined {
  const patterns = node.children.filter(child => child.kind === 'pattern') as Branch[]
  if (patterns.length < node.children.length) return undefined
  const { left, right } = commonChildren(patterns)
  if (left.length === 0 && right.length === 0) return undefined
  const rest: Node[] = []
  for (const { children } of patterns) {
    const own = children.slice(left.length, children.length - right.length)
    const alternative: Node = own.length === 0 ? { kind: 'nothing' } : { kind: 'pattern', children: own }
    if (!rest.some(known => isEqual(known, alternative))) rest.push(alternative)
  }
  const children: Node[] = []
  if (left.length > 0) children.push({ kind: 'pattern', children: left })
  if (rest.length > 1) children.push({ kind: 'any-of', children: rest })
  else if (rest[0]!.kind !== 'nothing') children.push(rest[0]!)
  if (right.length > 0) children.push({ kind: 'pattern', children: right })
  return { kind: 'pattern', children }
}

function commonChildren(nodes: readonly Branch[]): { readonly left: Node[]; readonly right: Node[] } {
  const left: Node[] = []
  const right: Node[] = []
  if (nodes.length <= 1) return { left, right }
  const shortest = nodes.reduce((least, node) => (node.children.length < least.children.length ? node : least))
  const length = shortest.children.length
  let leftEnds = false
  let rightEnds = false
  for (let i = 0, j = length - 1; left.length + right.length < length && j >= 0 && !(leftEnds && rightEnds); i++, j--) {
    const fromLeft = shortest.children[i]!
    const fromRight = shortest.children[j]!
    for (const node of nodes) {
      if (leftEnds && rightEnds) break
      if (node === shortest) continue
      leftEnds ||= !isEqual(fromLeft, node.children[i]!)
      // What the left part has taken is not taken again from the right.
      rightEnds ||= (!leftEnds && j <= i) || !isEqual(fromRight, node.children[j + node.children.length - length]!)
    }
    if (!leftEnds) left.push(fromLeft)
    if (!rightEnds) right.unshift(fromRight)
  }
  return { left, right }
}

function runesOf(binary: string): number[] {
  const runes: number[] = []
  for (let at = 0; at < binary.length; at += runeSize(binary, at)) runes.push(runeAt(binary, at))
  return runes
}

const binaryOfRunes = (runes: readonly number[]): string => runes.map(binaryOfRune).join('')
