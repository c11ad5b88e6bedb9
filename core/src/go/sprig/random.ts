import { encodeBase64 } from '../encoding/index.ts'
import { GoError, type GoFunction, type GoFunctions, GoLimit, int } from '../kinds/index.ts'
import { runesOf } from '../strings/index.ts'
import { define, integerOf, textOfArgument as text } from './define.ts'

let source: ((length: number) => Uint8Array) | undefined

/** Loads the host's source of random bytes. */
export async function loadRandom(): Promise<void> {
  source ??= (await import('@noble/hashes/utils.js')).randomBytes
}

export function randomBytes(length: number): Uint8Array {
  if (!source) throw new Error('sprig: random bytes were asked for before their load')
  return source(length)
}

const extras = { load: loadRandom, volatile: 'random' } as const
const digits = '0123456789'
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('')

/** Random text, numbers and order. */
export const random: GoFunctions = {
  randAlpha: randomText(letters),
  randAlphaNum: randomText(letters + digits),
  randAscii: randomText(printable),
  randBytes: define(
    ['int'],
    'string',
    count => {
      const length = integerOf(count)
      if (length < 0) throw new GoError('runtime error: makeslice: len out of range')
      requireLength(length)
      return encodeBase64(randomBytes(length))
    },
    extras,
  ),
  randInt: define(
    ['int', 'int'],
    'int',
    (min, max) => {
      const span = integerOf(max) - integerOf(min)
      if (span <= 0) throw new GoError('invalid argument to Intn')
      return int(integerOf(min) + below(span))
    },
    extras,
  ),
  randNumeric: randomText(digits),
  shuffle: define(
    ['string'],
    'string',
    given => {
      const runes = runesOf(text(given))
      for (let at = runes.length - 1; at > 0; at--) {
        const other = below(at + 1)
        const rune = runes[at] ?? ''
        runes[at] = runes[other] ?? ''
        runes[other] = rune
      }
      return runes.join('')
    },
    extras,
  ),
  uuidv4: define(
    [],
    'string',
    () => {
      const bytes = randomBytes(16)
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
      const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    },
    extras,
  ),
}

/** Longer random texts are refused, where Go would go on until memory ends. */
const limit = 1 << 24

function requireLength(length: number): void {
  if (length > limit) throw new GoLimit(`a random text of more than ${limit} characters is refused`)
}

/** goutils refuses negative lengths with an error that sprig drops. */
function randomText(alphabet: string): GoFunction {
  return define(
    ['int'],
    'string',
    count => {
      const length = integerOf(count)
      requireLength(length)
      let result = ''
      for (let at = 0; at < length; at++) result += alphabet[below(alphabet.length)]
      return result
    },
    extras,
  )
}

let pool: Uint8Array = new Uint8Array(0)
let taken = 0

/** A number below `span`; with so many more random bits the bias is immaterial. */
function below(span: number): number {
  if (span <= 1 << 24) {
    if (taken + 6 > pool.length) {
      pool = randomBytes(6 * 1024)
      taken = 0
    }
    let bits = 0
    for (let end = taken + 6; taken < end; taken++) bits = bits * 256 + pool[taken]!
    return bits % span
  }
  let value = 0n
  for (const byte of randomBytes(16)) value = (value << 8n) | BigInt(byte)
  return Number(value % BigInt(span))
}
