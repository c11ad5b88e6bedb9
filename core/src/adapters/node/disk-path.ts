import { Buffer } from 'node:buffer'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bytesOf } from '../../go/kinds/index.ts'

/** File names of a Go string: bytes that are no UTF-8 are kept, which only a Buffer can say to the file system. */
export function diskPath(root: string, path: string): string | Buffer {
  if (path === '') return root
  if (sep !== '/') return join(root, path)
  if (!/\p{Surrogate}/u.test(path)) return `${root === '/' ? '' : root}/${path}`
  return Buffer.concat([Buffer.from(`${root}/`), bytesOf(path)])
}

export function fileURI(path: string | Buffer): string {
  if (typeof path === 'string') return pathToFileURL(path).href
  let uri = 'file://'
  for (const byte of path) {
    const char = String.fromCharCode(byte)
    uri += /[A-Za-z0-9/._~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return uri
}
