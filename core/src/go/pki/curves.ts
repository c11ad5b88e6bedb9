import { integer, oid, sequence } from './der.ts'
import { bytesToNumber, inverse, numberToBytes, randomBelow } from './numbers.ts'
import { sha256, sha384, sha512 } from './primitives.ts'

/** A curve y² = x³ - 3x + b over a prime field, with what ECDSA and X.509 need to know of it. */
export interface Curve {
  readonly id: Uint8Array
  readonly size: number
  readonly prime: bigint
  readonly order: bigint
  readonly b: bigint
  readonly base: Point
  /** The hash Go pairs with the curve, and the name of that signature. */
  readonly hash: (bytes: Uint8Array) => Uint8Array
  readonly signature: Uint8Array
}

export interface Point {
  readonly x: bigint
  readonly y: bigint
}

/** NIST P-256, P-384 and P-521 (FIPS 186-4, appendix D). */
export const curves: readonly Curve[] = [
  {
    id: oid('1.2.840.10045.3.1.7'),
    size: 32,
    prime: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    base: {
      x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
      y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
    },
    hash: sha256,
    signature: oid('1.2.840.10045.4.3.2'),
  },
  {
    id: oid('1.3.132.0.34'),
    size: 48,
    prime: BigInt('0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff'),
    order: BigInt('0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973'),
    b: BigInt('0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef'),
    base: {
      x: BigInt('0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7'),
      y: BigInt('0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f'),
    },
    hash: sha384,
    signature: oid('1.2.840.10045.4.3.3'),
  },
  {
    id: oid('1.3.132.0.35'),
    size: 66,
    prime: (1n << 521n) - 1n,
    order: (1n << 521n) - 0x5ae79787c40d069948033feb708f65a2fc44a36477663b851449048e16ec79bf7n,
    b: BigInt(
      '0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf07' +
        '3573df883d2c34f1ef451fd46b503f00',
    ),
    base: {
      x: BigInt(
        '0xc6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ff' +
          'a8de3348b3c1856a429bf97e7e31c2e5bd66',
      ),
      y: BigInt(
        '0x11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad076' +
          '1353c7086a272c24088be94769fd16650',
      ),
    },
    hash: sha512,
    signature: oid('1.2.840.10045.4.3.4'),
  },
]

/** scalar × point, for a scalar from 1 to the order less 1. */
export function multiply(curve: Curve, scalar: bigint, point: Point): Point {
  let result: Point | undefined
  let addend: Point | undefined = point
  for (let left = scalar; left > 0n; left >>= 1n) {
    if (left & 1n) result = add(curve, result, addend)
    addend = add(curve, addend, addend)
  }
  return result ?? point
}

/** The point as X.509 writes it: 4, x, y. */
export const pointBytes = ({ size }: Curve, { x, y }: Point): Uint8Array =>
  Uint8Array.of(4, ...numberToBytes(x, size), ...numberToBytes(y, size))

/** An ECDSA signature over the hash of the message. */
export function signECDSA(curve: Curve, secret: bigint, message: Uint8Array): Uint8Array {
  const { order } = curve
  const digest = curve.hash(message)
  const excess = Math.max(0, digest.length * 8 - order.toString(2).length)
  const hash = bytesToNumber(digest) >> BigInt(excess)
  for (;;) {
    const nonce = randomBelow(order)
    const r = multiply(curve, nonce, curve.base).x % order
    const s = (inverse(nonce, order) * (hash + r * secret)) % order
    if (r !== 0n && s !== 0n) return sequence(integer(r), integer(s))
  }
}

/** Undefined is the point at infinity. */
function add({ prime }: Curve, a: Point | undefined, b: Point | undefined): Point | undefined {
  if (!a) return b
  if (!b) return a
  const mod = (value: bigint): bigint => ((value % prime) + prime) % prime
  if (a.x === b.x && mod(a.y + b.y) === 0n) return undefined
  const slope =
    a.x === b.x ? mod((3n * a.x * a.x - 3n) * inverse(2n * a.y, prime)) : mod((b.y - a.y) * inverse(b.x - a.x, prime))
  const x = mod(slope * slope - a.x - b.x)
  return { x, y: mod(slope * (a.x - x) - a.y) }
}
