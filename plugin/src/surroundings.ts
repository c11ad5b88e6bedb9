import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const known = new Map<string, string | undefined>()

/** The text of a file of this machine by its URI, kept; undefined where there is none. */
export function surroundingsOf(uri: string): string | undefined {
  if (!uri.startsWith('file://')) return undefined
  if (!known.has(uri)) known.set(uri, textOfFile(uri))
  return known.get(uri)
}

function textOfFile(uri: string): string | undefined {
  try {
    return readFileSync(fileURLToPath(uri), 'utf8')
  } catch {
    return undefined
  }
}
