import { deepEqual, type GoValue, getKey, isGoObject } from '../go/kinds/index.ts'
import type { JsonPatch } from './plan-types.ts'

type Operation = JsonPatch[number]

/** The RFC 6902 patch that turns one JSON value into another: add, replace and remove, in an order that can be applied. */
export function jsonPatch(from: GoValue, to: GoValue): JsonPatch {
  const out: Operation[] = []
  compare(from, to, '', out)
  return out
}

function compare(from: GoValue, to: GoValue, path: string, out: Operation[]): void {
  if (isGoObject(from) && isGoObject(to)) {
    for (const key of Object.keys(from)) {
      if (getKey(to, key) === undefined) out.push({ op: 'remove', path: `${path}/${encoded(key)}` })
    }
    for (const [key, value] of Object.entries(to)) {
      const before = getKey(from, key)
      const at = `${path}/${encoded(key)}`
      if (before === undefined) out.push({ op: 'add', path: at, value })
      else compare(before, value, at, out)
    }
  } else if (Array.isArray(from) && Array.isArray(to)) compareLists(from, to, path, out)
  else if (!deepEqual(from, to)) out.push({ op: 'replace', path, value: to })
}

/** What both lists begin and end with stays; between, items are compared one by one and the rest is added or taken away. */
function compareLists(from: GoValue[], to: GoValue[], path: string, out: Operation[]): void {
  const shorter = Math.min(from.length, to.length)
  let head = 0
  while (head < shorter && deepEqual(from[head]!, to[head]!)) head++
  let tail = 0
  while (tail < shorter - head && deepEqual(from[from.length - 1 - tail]!, to[to.length - 1 - tail]!)) tail++
  const oldEnd = from.length - tail
  const newEnd = to.length - tail
  const paired = Math.min(oldEnd, newEnd)
  for (let i = head; i < paired; i++) compare(from[i]!, to[i]!, `${path}/${i}`, out)
  for (let i = oldEnd - 1; i >= paired; i--) out.push({ op: 'remove', path: `${path}/${i}` })
  for (let i = paired; i < newEnd; i++) out.push({ op: 'add', path: `${path}/${i}`, value: to[i]! })
}

/** A key as a step of a JSON pointer. */
const encoded = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
