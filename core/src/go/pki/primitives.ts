interface Primitives {
  readonly sha256: typeof import('@noble/hashes/sha2.js').sha256
  readonly sha384: typeof import('@noble/hashes/sha2.js').sha384
  readonly sha512: typeof import('@noble/hashes/sha2.js').sha512
  readonly randomBytes: typeof import('@noble/hashes/utils.js').randomBytes
}

let loaded: Primitives | undefined

/** Loads the hashes and the source of random bytes that everything in this folder stands on. */
export async function loadPrimitives(): Promise<void> {
  const [hashes, { randomBytes }] = await Promise.all([
    import('@noble/hashes/sha2.js'),
    import('@noble/hashes/utils.js'),
  ])
  const { sha256, sha384, sha512 } = hashes
  loaded ??= { sha256, sha384, sha512, randomBytes }
}

function primitives(): Primitives {
  if (!loaded) throw new Error('pki: used before loadPrimitives')
  return loaded
}

export const sha256 = (bytes: Uint8Array): Uint8Array => primitives().sha256(bytes)
export const sha384 = (bytes: Uint8Array): Uint8Array => primitives().sha384(bytes)
export const sha512 = (bytes: Uint8Array): Uint8Array => primitives().sha512(bytes)
export const randomBytes = (length: number): Uint8Array => primitives().randomBytes(length)
