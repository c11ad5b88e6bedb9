import { bytesOf, type GoFunctions, type GoValue } from '../kinds/index.ts'
import { define, textOfArgument as text } from './define.ts'

type Hash = (bytes: Uint8Array) => Uint8Array

let sha1: Hash | undefined
let sha2: { readonly sha256: Hash; readonly sha512: Hash } | undefined

const loadSha1 = async (): Promise<void> => {
  sha1 ??= (await import('@noble/hashes/legacy.js')).sha1
}
const loadSha2 = async (): Promise<void> => {
  sha2 ??= await import('@noble/hashes/sha2.js')
}

/** Checksums in hexadecimal; Adler-32 in decimal. */
export const hashes: GoFunctions = {
  adler32sum: define(['string'], 'string', given => String(adler32(bytesOf(text(given))))),
  sha1sum: define(['string'], 'string', given => digest(sha1, given), { load: loadSha1 }),
  sha256sum: define(['string'], 'string', given => digest(sha2?.sha256, given), { load: loadSha2 }),
  sha512sum: define(['string'], 'string', given => digest(sha2?.sha512, given), { load: loadSha2 }),
}

function digest(hash: Hash | undefined, given: GoValue | undefined): string {
  if (!hash) throw new Error('sprig: a hash was called before its load')
  return Array.from(hash(bytesOf(text(given))), byte => byte.toString(16).padStart(2, '0')).join('')
}

function adler32(bytes: Uint8Array): number {
  let a = 1
  let b = 0
  for (const byte of bytes) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return b * 65536 + a
}
