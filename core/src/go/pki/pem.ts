import { decodeBase64, encodeBase64 } from '../encoding/index.ts'
import { GoError } from '../kinds/index.ts'

export interface Block {
  readonly type: string
  readonly bytes: Uint8Array
}

/** pem.EncodeToMemory */
export function encodePEM({ type, bytes }: Block): string {
  const lines = encodeBase64(bytes).match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${type}-----`, ...lines, `-----END ${type}-----`, ''].join('\n')
}

/** The first block of pem.Decode, or undefined. Headers inside the block are skipped. */
export function decodePEM(text: string): Block | undefined {
  const begin = /(?:^|\n)-----BEGIN ([^\n]*?)-----[ \t\r]*\n/g
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    const type = found[1] ?? ''
    const end = text.indexOf(`-----END ${type}-----`, begin.lastIndex)
    if (end < 0) continue
    const body = text.slice(begin.lastIndex, end)
    const blank = /^[^\n]*:[^\n]*\n/.test(body) ? body.indexOf('\n\n') : -1
    try {
      return { type, bytes: decodeBase64(body.slice(blank + 1).replace(/[ \t\r\n]/g, '')) }
    } catch (error) {
      if (!(error instanceof GoError)) throw error
    }
  }
  return undefined
}
