import { decodeBase64, encodeBase64 } from '../encoding/index.ts'
import { byteLength, bytesOf, GoError, type GoFunctions, GoNumber, textOf } from '../kinds/index.ts'
import { define, textOfArgument as text } from './define.ts'
import { loadRandom, randomBytes } from './random.ts'

let bcrypt: typeof import('bcryptjs') | undefined
let cbc: typeof import('@noble/ciphers/aes.js').cbc | undefined
let derivation: Derivation | undefined

interface Derivation {
  readonly scrypt: typeof import('@noble/hashes/scrypt.js').scrypt
  readonly hmac: typeof import('@noble/hashes/hmac.js').hmac
  readonly sha256: typeof import('@noble/hashes/sha2.js').sha256
}

const loadBcrypt = async (): Promise<void> => {
  bcrypt ??= await import('bcryptjs')
}
const loadCipher = async (): Promise<void> => {
  await loadRandom()
  cbc ??= (await import('@noble/ciphers/aes.js')).cbc
}
const loadDerivation = async (): Promise<void> => {
  const [{ scrypt }, { hmac }, { sha256 }] = await Promise.all([
    import('@noble/hashes/scrypt.js'),
    import('@noble/hashes/hmac.js'),
    import('@noble/hashes/sha2.js'),
  ])
  derivation ??= { scrypt, hmac, sha256 }
}

/** Hashed, derived and encrypted secrets. */
export const passwords: GoFunctions = {
  bcrypt: define(['string'], 'string', given => bcryptHash(text(given)), { load: loadBcrypt, volatile: 'random' }),
  decryptAES: define(['string', 'string'], 'string', (password, given) => decrypt(text(password), text(given)), {
    load: loadCipher,
  }),
  derivePassword: define(
    ['uint32', 'string', 'string', 'string', 'string'],
    'string',
    (counter, type, password, user, site) =>
      derive(
        counter instanceof GoNumber ? Number(counter.value) : 0,
        text(type),
        text(password),
        text(user),
        text(site),
      ),
    { load: loadDerivation },
  ),
  encryptAES: define(['string', 'string'], 'string', (password, given) => encrypt(text(password), text(given)), {
    load: loadCipher,
    volatile: 'random',
  }),
  htpasswd: define(
    ['string', 'string'],
    'string',
    (user, password) =>
      text(user).includes(':') ? `invalid username: ${text(user)}` : `${text(user)}:${bcryptHash(text(password))}`,
    { load: loadBcrypt, volatile: 'random' },
  ),
}

function bcryptHash(password: string): string {
  if (!bcrypt) throw new Error('sprig: bcrypt was called before its load')
  if (byteLength(password) > 72) {
    return 'failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes'
  }
  // Go still names the version 2a; the algorithm is the same.
  return bcrypt.hashSync(password, 10).replace(/^\$2b\$/, '$2a$')
}

/** AES-256 in CBC mode; the key is the password, cut or filled with zeros. */
function cipher(password: string, iv: Uint8Array) {
  if (!cbc) throw new Error('sprig: a cipher was called before its load')
  const key = new Uint8Array(32)
  key.set(bytesOf(password).subarray(0, 32))
  return cbc(key, iv, { disablePadding: true })
}

const blockSize = 16

function encrypt(password: string, plain: string): string {
  if (plain === '') return ''
  const content = bytesOf(plain)
  const padding = blockSize - (content.length % blockSize)
  const padded = new Uint8Array(content.length + padding).fill(padding)
  padded.set(content)
  const iv = randomBytes(blockSize)
  const encrypted = cipher(password, iv).encrypt(padded)
  const result = new Uint8Array(blockSize + encrypted.length)
  result.set(iv)
  result.set(encrypted, blockSize)
  return encodeBase64(result)
}

/** Go checks nothing, so short or foreign data ends in the panics of slices. */
function decrypt(password: string, given: string): string {
  if (given === '') return ''
  const data = decodeBase64(given)
  const capacity = Math.floor(byteLength(given) / 4) * 3
  if (capacity < blockSize) {
    throw new GoError(`runtime error: slice bounds out of range [:${blockSize}] with capacity ${capacity}`)
  }
  if (data.length < blockSize)
    throw new GoError(`runtime error: slice bounds out of range [${blockSize}:${data.length}]`)
  const encrypted = data.subarray(blockSize)
  if (encrypted.length % blockSize !== 0) throw new GoError('crypto/cipher: input not full blocks')
  if (encrypted.length === 0) throw new GoError('runtime error: index out of range [-1]')
  const plain = cipher(password, data.subarray(0, blockSize)).decrypt(encrypted)
  const length = plain.length - (plain.at(-1) ?? 0)
  if (length < 0) throw new GoError(`runtime error: slice bounds out of range [:${length}]`)
  return textOf(plain.subarray(0, length))
}

const seedName = 'com.lyndir.masterpassword'

/** Which character class stands at each place of a password, by type (Master Password algorithm). */
const templates = new Map<string, string[]>([
  ['maximum', ['anoxxxxxxxxxxxxxxxxx', 'axxxxxxxxxxxxxxxxxno']],
  [
    'long',
    (
      'CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv CvccCvcvCvcvno CvcvnoCvccCvcv ' +
      'CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc CvcvCvcvnoCvcc CvcvCvcvCvccno CvccnoCvccCvcv CvccCvccnoCvcv ' +
      'CvccCvccCvcvno CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno CvccnoCvcvCvcc CvccCvcvnoCvcc CvccCvcvCvccno'
    ).split(' '),
  ],
  ['medium', ['CvcnoCvc', 'CvcCvcno']],
  ['short', ['Cvcn']],
  ['basic', ['aaanaaan', 'aannaaan', 'aaannaaa']],
  ['pin', ['nnnn']],
])

const classes = new Map([
  ['V', 'AEIOU'],
  ['C', 'BCDFGHJKLMNPQRSTVWXYZ'],
  ['v', 'aeiou'],
  ['c', 'bcdfghjklmnpqrstvwxyz'],
  ['A', 'AEIOUBCDFGHJKLMNPQRSTVWXYZ'],
  ['a', 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz'],
  ['n', '0123456789'],
  ['o', "@&%?,=[]_:-+*$#!'^~;()/."],
  ['x', 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()'],
])

function derive(counter: number, type: string, password: string, user: string, site: string): string {
  const layouts = templates.get(type)
  if (!layouts) return `cannot find password template ${type}`
  if (!derivation) throw new Error('sprig: derivePassword was called before its load')
  const salt = concat(bytesOf(seedName), word(byteLength(user)), bytesOf(user))
  const key = derivation.scrypt(bytesOf(password), salt, { N: 32768, r: 8, p: 2, dkLen: 64 })
  const message = concat(bytesOf(seedName), word(byteLength(site)), bytesOf(site), word(counter))
  const seed = derivation.hmac(derivation.sha256, key, message)
  const layout = layouts[(seed[0] ?? 0) % layouts.length] ?? ''
  return Array.from(layout, (name, at) => {
    const characters = classes.get(name) ?? ''
    return characters[(seed[at + 1] ?? 0) % characters.length]
  }).join('')
}

/** 32 bits, the highest first. */
const word = (value: number): Uint8Array => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)

function concat(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap(part => Array.from(part)))
}
