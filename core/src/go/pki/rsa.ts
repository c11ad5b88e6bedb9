import { concat, encode, integer, octets, oid, sequence, tags } from './der.ts'
import { bytesToNumber, inverse, numberToBytes, power, randomPrime } from './numbers.ts'
import { sha256 } from './primitives.ts'

export interface RSAKey {
  readonly modulus: bigint
  readonly publicExponent: bigint
  readonly privateExponent: bigint
  readonly primes: readonly [bigint, bigint]
}

export const nothing = encode(tags.null)
export const sha256WithRSA = sequence(oid('1.2.840.113549.1.1.11'), nothing)

export function generateRSA(bits: number): RSAKey {
  const publicExponent = 65537n
  for (;;) {
    const primes = [randomPrime(bits / 2), randomPrime(bits / 2)] as const
    const totient = (primes[0] - 1n) * (primes[1] - 1n)
    if (primes[0] === primes[1] || totient % publicExponent === 0n) continue
    const privateExponent = inverse(publicExponent, totient)
    return { modulus: primes[0] * primes[1], publicExponent, privateExponent, primes }
  }
}

/** A PKCS #1 v1.5 signature over the SHA-256 of the message. */
export function signRSA({ modulus, privateExponent, primes: [p, q] }: RSAKey, message: Uint8Array): Uint8Array {
  const size = Math.ceil(modulus.toString(2).length / 8)
  const info = sequence(sequence(oid('2.16.840.1.101.3.4.2.1'), nothing), octets(sha256(message)))
  const padding = new Uint8Array(size - info.length - 3).fill(0xff)
  const padded = bytesToNumber(concat(Uint8Array.of(0, 1), padding, Uint8Array.of(0), info))
  // The Chinese remainder theorem: two powers of half the size.
  const first = power(padded % p, privateExponent % (p - 1n), p)
  const second = power(padded % q, privateExponent % (q - 1n), q)
  const signature = second + q * ((((inverse(q, p) * (first - second)) % p) + p) % p)
  return numberToBytes(signature, size)
}

/** x509.MarshalPKCS1PrivateKey */
export function pkcs1({ modulus, publicExponent, privateExponent, primes: [p, q] }: RSAKey): Uint8Array {
  const parts = [0n, modulus, publicExponent, privateExponent, p, q]
  return sequence(...[...parts, privateExponent % (p - 1n), privateExponent % (q - 1n), inverse(q, p)].map(integer))
}
