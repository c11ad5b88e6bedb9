import { GoError } from '../kinds/index.ts'
import { matchesPattern } from '../regexp2/index.ts'
import { compileGlob } from './gobwas/index.ts'

/**
 * Whether one of the patterns matches (Argo CD: util/glob MatchStringInList). `regexp` takes what stands between slashes as a
 * regular expression and everything also as a glob. A malformed pattern matches nothing; Argo CD logs it.
 */
export function matchInList(list: readonly string[], item: string, mode: 'exact' | 'glob' | 'regexp'): boolean {
  return list.some(pattern => {
    if (mode === 'exact') return pattern === item
    if (mode === 'regexp' && pattern.length > 2 && pattern.startsWith('/') && pattern.endsWith('/')) {
      if (matches(() => matchesPattern(pattern.slice(1, -1), item))) return true
    }
    return matches(() => compileGlob(pattern).match(item))
  })
}

function matches(match: () => boolean): boolean {
  try {
    return match()
  } catch (error) {
    if (error instanceof GoError) return false
    throw error
  }
}
