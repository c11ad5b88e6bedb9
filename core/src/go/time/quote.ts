import { bytesOf } from '../kinds/index.ts'

/** The quoting of the time package: what is not printable ASCII becomes \x bytes. */
export function quote(text: string): string {
  let quoted = '"'
  for (const rune of text) {
    if (rune === '"' || rune === '\\') quoted += `\\${rune}`
    else if (rune >= ' ' && rune < '\u0080') quoted += rune
    else for (const byte of bytesOf(rune)) quoted += `\\x${byte.toString(16).padStart(2, '0')}`
  }
  return `${quoted}"`
}
