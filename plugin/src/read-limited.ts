import { createReadStream } from 'node:fs'
import { InputError } from './errors.ts'

/** A manifest is never larger; anything above is another kind of file. */
export const maximumFileSize = 50 * 1024 * 1024

/** The bytes of a file, pipe or device. Some have no end: one above the limit is refused when that is reached. */
export async function readLimited(path: string): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer
    size += bytes.length
    if (size > maximumFileSize) {
      throw new InputError(`${path} has more than ${megabytes(maximumFileSize)}, which is not read`)
    }
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

export const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`
