const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** base64.StdEncoding.EncodeToString */
export function encodeBase64(bytes: ArrayLike<number>): string {
  let out = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    out += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63)
    out += left > 1 ? alphabet.charAt((group >> 6) & 63) : '='
    out += left > 2 ? alphabet.charAt(group & 63) : '='
  }
  return out
}

/** base64.StdEncoding.DecodeString: line breaks are skipped, padding is required; undefined where Go returns an error. */
export function decodeBase64(given: string): Uint8Array | undefined {
  const text = given.replace(/[\r\n]/g, '')
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  for (let at = 0, to = 0; at < text.length; at += 4) {
    let group = 0
    for (let i = 0; i < 4; i++) group = (group << 6) | Math.max(0, alphabet.indexOf(text.charAt(at + i)))
    for (let shift = 16; shift >= 0 && to < bytes.length; shift -= 8) bytes[to++] = (group >> shift) & 255
  }
  return bytes
}
