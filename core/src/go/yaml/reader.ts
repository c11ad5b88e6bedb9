import { bytesOf } from '../kinds/index.ts'
import { YamlError } from './errors.ts'

/** A text as go-yaml reads it. With a fault, `text` ends where the reader first meets it. */
export interface Readable {
  readonly text: string
  readonly fault: YamlError | undefined
}

/** go-yaml reads and checks this many bytes at a time (yamlprivateh.go input_raw_buffer_size). */
const chunkSize = 512

/**
 * Finds what go-yaml's reader refuses: control characters and bytes that are not UTF-8. It refuses a whole chunk, so a fault
 * hides what stands before it in the same chunk and comes after the faults of earlier chunks.
 */
export function readable(text: string): Readable {
  const at = text.search(refused)
  if (at < 0) return { text, fault: undefined }
  const fault = new YamlError(problemAt(text, at), at, at, 0)
  return { text: text.slice(0, chunkStart(text, at)), fault }
}

const refused = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

function chunkStart(text: string, at: number): number {
  let start = 0
  let bytes = 0
  for (let i = 0; i < at; ) {
    const code = text.codePointAt(i) ?? 0
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (bytes + size > chunkSize) {
      start = i
      bytes = 0
    }
    bytes += size
    i += code > 0xffff ? 2 : 1
  }
  return bytes === chunkSize ? at : start
}

function problemAt(text: string, at: number): string {
  const code = text.charCodeAt(at)
  if (code < 0xd800 || code > 0xdfff) return 'control characters are not allowed'
  // Only the stand-in of a byte that is not UTF-8 comes here; its neighbours may be bytes of the same broken character.
  const bytes = bytesOf(text.slice(at, at + 4))
  const first = bytes[0] ?? 0
  const width = (first & 0xe0) === 0xc0 ? 2 : (first & 0xf0) === 0xe0 ? 3 : (first & 0xf8) === 0xf0 ? 4 : 0
  if (width === 0) return 'invalid leading UTF-8 octet'
  if (width > bytes.length) return 'incomplete UTF-8 octet sequence'
  for (let i = 1; i < width; i++) if (((bytes[i] ?? 0) & 0xc0) !== 0x80) return 'invalid trailing UTF-8 octet'
  const overlong =
    first === 0xc0 ||
    first === 0xc1 ||
    (first === 0xe0 && (bytes[1] ?? 0) < 0xa0) ||
    (first === 0xf0 && (bytes[1] ?? 0) < 0x90)
  return overlong ? 'invalid length of a UTF-8 sequence' : 'invalid Unicode character'
}
