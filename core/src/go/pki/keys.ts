import { GoError } from '../kinds/index.ts'
import { type Curve, curves, multiply, type Point, pointBytes, signECDSA } from './curves.ts'
import {
  bits,
  context,
  decodeSequence,
  type Element,
  encode,
  integer,
  isSame,
  malformed,
  numberOf,
  octets,
  oid,
  sequence,
  tags,
} from './der.ts'
import { publicKey, signEd25519 } from './ed25519.ts'
import {
  bytesToNumber,
  isProbablePrime,
  numberToBytes,
  power,
  randomBelow,
  randomBits,
  randomPrime,
} from './numbers.ts'
import { decodePEM, encodePEM } from './pem.ts'
import { randomBytes } from './primitives.ts'
import { generateRSA, nothing, pkcs1, type RSAKey, sha256WithRSA, signRSA } from './rsa.ts'

/** A private key of one of the kinds sprig makes. */
export interface PrivateKey {
  readonly pem: string
  /** SubjectPublicKeyInfo, and the key alone for its identifier. */
  readonly publicInfo: Uint8Array
  readonly publicBytes: Uint8Array
  /** How it signs certificates; DSA keys cannot. */
  readonly signer?: { readonly algorithm: Uint8Array; sign(message: Uint8Array): Uint8Array }
}

const rsaId = sequence(oid('1.2.840.113549.1.1.1'), nothing)
const ecId = oid('1.2.840.10045.2.1')
const ed25519Id = oid('1.3.101.112')

/** sprig's genPrivateKey; undefined for a kind it does not know. */
export function generateKey(kind: string): PrivateKey | undefined {
  const [curve] = curves
  switch (kind) {
    case '':
    case 'rsa':
      return rsaKey(4096)
    case 'dsa':
      return dsaKey()
    case 'ecdsa':
      return curve && ecKey(curve, randomBelow(curve.order))
    case 'ed25519':
      return ed25519Key(randomBytes(32))
    default:
      return undefined
  }
}

/**
 * An RSA key. Nobody ever uses the keys of a preview, and one takes up to seconds to find: each process makes two of a size and
 * hands them out in turn.
 */
export function rsaKey(size: number): PrivateKey {
  const made = rsaKeys.get(size) ?? []
  rsaKeys.set(size, made)
  const enough = size > 2048 ? 1 : 2
  if (made.length < enough) made.push(fromRSA(generateRSA(size)))
  else made.push(...made.splice(0, 1))
  return made.at(-1) ?? fromRSA(generateRSA(size))
}

/** sprig's parsePrivateKeyPEM; throws its errors. */
export function parseKey(pem: string): PrivateKey {
  const block = decodePEM(pem)
  if (!block) throw new GoError('no PEM data in input')
  const { type, bytes } = block
  if (type === 'PRIVATE KEY') return named('decoding PEM as PKCS#8', () => fromPKCS8(bytes))
  if (!type.endsWith(' PRIVATE KEY')) throw new GoError(`no private key data in PEM block of type ${type}`)
  const kind = type.slice(0, -' PRIVATE KEY'.length)
  if (kind === 'RSA') return named('parsing RSA private key from PEM', () => fromPKCS1(bytes))
  if (kind === 'EC')
    return named('parsing EC private key from PEM: x509: failed to parse EC private key', () => fromSEC1(bytes))
  if (kind === 'DSA') return named('parsing DSA private key from PEM', () => fromDSA(bytes))
  throw new GoError(`invalid private key type ${type}`)
}

const rsaKeys = new Map<number, PrivateKey[]>()

function named<T>(what: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`${what}: ${error.message}`)
    throw error
  }
}

function fromRSA(key: RSAKey): PrivateKey {
  const publicBytes = sequence(integer(key.modulus), integer(key.publicExponent))
  return {
    pem: encodePEM({ type: 'RSA PRIVATE KEY', bytes: pkcs1(key) }),
    publicInfo: sequence(rsaId, bits(publicBytes)),
    publicBytes,
    signer: { algorithm: sha256WithRSA, sign: message => signRSA(key, message) },
  }
}

function fromPKCS1(bytes: Uint8Array): PrivateKey {
  const [, modulus, publicExponent, privateExponent, p, q] = decodeSequence(bytes)
  return fromRSA({
    modulus: numberOf(modulus),
    publicExponent: numberOf(publicExponent),
    privateExponent: numberOf(privateExponent),
    primes: [numberOf(p), numberOf(q)],
  })
}

function ecKey(curve: Curve, secret: bigint): PrivateKey {
  const point: Point = multiply(curve, secret, curve.base)
  const publicBytes = pointBytes(curve, point)
  const key = sequence(
    integer(1n),
    octets(numberToBytes(secret, curve.size)),
    encode(context(0), curve.id),
    encode(context(1), bits(publicBytes)),
  )
  return {
    pem: encodePEM({ type: 'EC PRIVATE KEY', bytes: key }),
    publicInfo: sequence(sequence(ecId, curve.id), bits(publicBytes)),
    publicBytes,
    signer: { algorithm: sequence(curve.signature), sign: message => signECDSA(curve, secret, message) },
  }
}

function fromSEC1(bytes: Uint8Array, given?: Element): PrivateKey {
  const parts = decodeSequence(bytes)
  const secret = parts[1]
  const id = given?.bytes ?? parts.find(({ tag }) => tag === context(0))?.content
  const curve = curves.find(curve => isSame(id, curve.id))
  if (secret?.tag !== tags.octets) throw malformed()
  if (!curve) throw new GoError('x509: unknown elliptic curve')
  return ecKey(curve, bytesToNumber(secret.content))
}

function ed25519Key(seed: Uint8Array): PrivateKey {
  const publicBytes = publicKey(seed)
  return {
    pem: encodePEM({ type: 'PRIVATE KEY', bytes: sequence(integer(0n), sequence(ed25519Id), octets(octets(seed))) }),
    publicInfo: sequence(sequence(ed25519Id), bits(publicBytes)),
    publicBytes,
    signer: { algorithm: sequence(ed25519Id), sign: message => signEd25519(seed, message) },
  }
}

function fromPKCS8(bytes: Uint8Array): PrivateKey {
  const [, algorithm, key] = decodeSequence(bytes)
  if (!algorithm || key?.tag !== tags.octets) throw malformed()
  const [id, parameters] = decodeSequence(algorithm.bytes)
  if (isSame(id?.bytes, oid('1.2.840.113549.1.1.1'))) return fromPKCS1(key.content)
  if (isSame(id?.bytes, ecId)) return fromSEC1(key.content, parameters)
  if (isSame(id?.bytes, ed25519Id)) return ed25519Key(key.content.slice(2))
  throw new GoError('x509: PKCS#8 wrapping contained private key with unknown algorithm')
}

let dsa: PrivateKey | undefined

/** A DSA key of 2048 and 256 bits, made once for the reason RSA keys are. */
function dsaKey(): PrivateKey {
  if (dsa) return dsa
  const q = randomPrime(256)
  let p = 0n
  do {
    const start = randomBits(2048) | (1n << 2047n)
    p = start - (start % (2n * q)) + 1n
  } while (p >> 2047n !== 1n || tinyPrimes.some(prime => p % prime === 0n) || !isProbablePrime(p))
  const g = power(2n, (p - 1n) / q, p)
  const x = randomBelow(q)
  dsa = withoutSigner([p, q, g, power(g, x, p), x])
  return dsa
}

const tinyPrimes = [3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n, 53n, 59n, 61n, 67n, 71n, 73n]

function fromDSA(bytes: Uint8Array): PrivateKey {
  return withoutSigner(decodeSequence(bytes).slice(1, 6).map(numberOf))
}

function withoutSigner(numbers: bigint[]): PrivateKey {
  const key = sequence(integer(0n), ...numbers.map(integer))
  return { pem: encodePEM({ type: 'DSA PRIVATE KEY', bytes: key }), publicInfo: key, publicBytes: key }
}
