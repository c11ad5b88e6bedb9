import { type Look, printable } from '@kubectl-gitops/core/report'

const context = 3

interface Change {
  readonly kind: ' ' | '-' | '+'
  readonly line: string
}

/** What changes between two texts, as `diff -u` shows it and `patch` reads it; empty when nothing does. */
export function unifiedDiff(before: string, after: string, name: string, look: Look): string {
  if (before === after) return ''
  const changes = compareLines(before.split('\n'), after.split('\n'))
  const out = [`--- a/${printable(name)}\n`, `+++ b/${printable(name)}\n`]
  for (const [from, to] of hunks(changes)) {
    const lines = changes.slice(from, to)
    const old = lines.filter(({ kind }) => kind !== '+').length
    const now = lines.filter(({ kind }) => kind !== '-').length
    const oldStart = changes.slice(0, from).filter(({ kind }) => kind !== '+').length + 1
    const newStart = changes.slice(0, from).filter(({ kind }) => kind !== '-').length + 1
    out.push(`${look.paint('accent', `@@ -${oldStart},${old} +${newStart},${now} @@`)}\n`)
    for (const { kind, line } of lines) {
      const text = kind + line.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '?')
      out.push(`${kind === '-' ? look.paint('error', text) : kind === '+' ? look.paint('good', text) : text}\n`)
    }
  }
  return out.join('')
}

/** Stretches of changes with the lines around them. */
function hunks(changes: readonly Change[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = []
  changes.forEach(({ kind }, at) => {
    if (kind === ' ') return
    const last = found.at(-1)
    if (last !== undefined && at - context <= last[1]) last[1] = Math.min(at + 1 + context, changes.length)
    else found.push([Math.max(0, at - context), Math.min(at + 1 + context, changes.length)])
  })
  return found
}

/** Lines that stay, go and come. Only the part between the first and the last difference is compared in full. */
function compareLines(before: readonly string[], after: readonly string[]): Change[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++
  }
  const same = (lines: readonly string[]): Change[] => lines.map(line => ({ kind: ' ', line }))
  return [
    ...same(before.slice(0, start)),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ]
}

/** A table this large is not worth a shorter diff. */
const maximumCells = 4_000_000

/** The longest common subsequence; for stretches that are too long all goes and all comes. */
function middle(before: readonly string[], after: readonly string[]): Change[] {
  const gone = before.map((line): Change => ({ kind: '-', line }))
  const come = after.map((line): Change => ({ kind: '+', line }))
  const width = after.length + 1
  if ((before.length + 1) * width > maximumCells) return [...gone, ...come]
  const lengths = new Uint32Array((before.length + 1) * width)
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        before[i] === after[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!)
    }
  }
  const changes: Change[] = []
  let i = 0
  let j = 0
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      changes.push({ kind: ' ', line: before[i]! })
      i++
      j++
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) changes.push(gone[i++]!)
    else changes.push(come[j++]!)
  }
  return [...changes, ...gone.slice(i), ...come.slice(j)]
}
