import { binaryOf, runeAt, runeSize } from '../binary.ts'
import { parse } from './ast.ts'
import { compile } from './compile.ts'
import type { Memory } from './tree.ts'

/** A compiled pattern of gobwas/glob 0.2.3. */
export interface Glob {
  match(text: string): boolean
}

/**
 * Compiles a glob as gobwas/glob 0.2.3 does: `*` and `?` stop at the separators, `**` does not, `[!a]` negates, `{a,b}` are
 * alternatives. Throws GoError with upstream's words for a malformed pattern.
 */
export function compileGlob(pattern: string, separators = ''): Glob {
  const memory: Memory = new Map()
  const matcher = compile(parse(binaryOf(pattern)), runesOf(binaryOf(separators)), memory)
  return {
    match(text) {
      try {
        return matcher.match(binaryOf(text))
      } finally {
        memory.clear()
      }
    },
  }
}

function runesOf(binary: string): number[] {
  const runes: number[] = []
  for (let at = 0; at < binary.length; at += runeSize(binary, at)) runes.push(runeAt(binary, at))
  return runes
}
