import { GoError } from '../kinds/index.ts'
import { trimSpace } from '../strings/index.ts'
import type { Transliterate } from './transliterate.ts'

export interface SlugOptions {
  /** 0 means no limit, but for the cut that is not smart. */
  readonly maxLength: number
  /** Cuts between words rather than inside one. */
  readonly smart: boolean
  /** slug.CustomSub: applied first. */
  readonly substitutions?: ReadonlyMap<string, string>
}

/** Loads what spells other letters in ASCII; needed before makeSlug meets one. */
export async function loadTransliteration(): Promise<void> {
  transliterate ??= (await import('./transliterate.ts')).transliterate
}

/** gosimple/slug v1.15.0 Make, with its settings as options: lower case words of ASCII between hyphens. */
export function makeSlug(text: string, options: SlugOptions): string {
  const { maxLength, smart, substitutions } = options
  let slug = trimSpace(text)
  for (const [old, replacement] of substitutions ?? []) slug = slug.replaceAll(old, replacement)
  slug = slug.replace(/[&@"'’‒–—―]/g, c => replacements.get(c) ?? '-')
  slug = Array.from(slug, ascii).join('')
  if (!smart && slug.length >= maxLength) {
    if (maxLength < 0) throw new GoError(`runtime error: slice bounds out of range [:${maxLength}]`)
    slug = slug.slice(0, maxLength)
  }
  slug = slug
    .replace(/[^a-z0-9_-]/g, '-')
    .replace(/-+/g, '-')
    .replace(/^[-_]+|(?<![-_])[-_]+$/g, '')
  return maxLength > 0 && smart ? cutBetweenWords(slug, maxLength) : slug
}

let transliterate: Transliterate | undefined

/** English names for signs; other dashes become the hyphen. */
const replacements = new Map([
  ['&', 'and'],
  ['@', 'at'],
  ['"', ''],
  ["'", ''],
  ['’', ''],
])

function ascii(rune: string): string {
  if (rune < '\u0080') return rune.toLowerCase()
  if (!transliterate) throw new Error('slug: a letter beyond ASCII was met before loadTransliteration')
  return transliterate(rune)
}

function cutBetweenWords(slug: string, maxLength: number): string {
  if (slug.length <= maxLength) return slug
  const hyphen = slug.lastIndexOf('-', maxLength)
  return slug.slice(0, hyphen < 0 ? maxLength : hyphen)
}
