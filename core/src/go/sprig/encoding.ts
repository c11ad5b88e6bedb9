import { decodeBase32, decodeBase64, encodeBase32, encodeBase64 } from '../encoding/index.ts'
import { bytesOf, GoError, type GoFunctions, textOf } from '../kinds/index.ts'
import { define, textOfArgument as text } from './define.ts'

/** Base 64 and base 32. Decoding answers the error as text, as sprig does. */
export const encoding: GoFunctions = {
  b32dec: define(['string'], 'string', given => orMessage(() => decodeBase32(text(given)))),
  b32enc: define(['string'], 'string', given => encodeBase32(bytesOf(text(given)))),
  b64dec: define(['string'], 'string', given => orMessage(() => decodeBase64(text(given)))),
  b64enc: define(['string'], 'string', given => encodeBase64(bytesOf(text(given)))),
}

function orMessage(run: () => Uint8Array): string {
  try {
    return textOf(run())
  } catch (error) {
    if (error instanceof GoError) return error.message
    throw error
  }
}
