import { randomBytes } from './primitives.ts'

/** base^exponent mod modulus, four bits of the exponent at a time. */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const powers = [1n]
  for (let at = 1; at < 16; at++) powers.push(((powers[at - 1] ?? 1n) * base) % modulus)
  let result = 1n
  for (const digit of exponent.toString(16)) {
    for (let square = 0; square < 4; square++) result = (result * result) % modulus
    result = (result * (powers[Number.parseInt(digit, 16)] ?? 1n)) % modulus
  }
  return result
}

/** The inverse of value mod modulus (they have no common factor). */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b] = [((value % modulus) + modulus) % modulus, modulus]
  let [x, y] = [1n, 0n]
  while (b !== 0n) {
    const quotient = a / b
    ;[a, b] = [b, a - quotient * b]
    ;[x, y] = [y, x - quotient * y]
  }
  return ((x % modulus) + modulus) % modulus
}

export function bytesToNumber(bytes: Uint8Array): bigint {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex === '' ? 0n : BigInt(`0x${hex}`)
}

/** Big-endian, filled to `length` bytes. */
export function numberToBytes(value: bigint, length: number): Uint8Array {
  const hex = value.toString(16).padStart(length * 2, '0')
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16))
}

/** A number of so many random bits. */
export const randomBits = (bits: number): bigint =>
  bytesToNumber(randomBytes(Math.ceil(bits / 8))) & ((1n << BigInt(bits)) - 1n)

/** At least 1 and below the limit. */
export function randomBelow(limit: bigint): bigint {
  const value = randomBits(limit.toString(2).length + 64) % (limit - 1n)
  return value + 1n
}

/** A prime of so many bits whose two highest bits are set, so that a product of two has twice as many. */
export function randomPrime(bits: number): bigint {
  for (;;) {
    const start = randomBits(bits) | (3n << BigInt(bits - 2)) | 1n
    const rests = smallPrimes.map(prime => Number(start % BigInt(prime)))
    for (let step = 0; step < 1 << 16; step += 2) {
      if (smallPrimes.some((prime, at) => ((rests[at] ?? 0) + step) % prime === 0)) continue
      const candidate = start + BigInt(step)
      if (candidate >> BigInt(bits) === 0n && isProbablePrime(candidate)) return candidate
    }
  }
}

/** Miller-Rabin: base 2 finds nearly every composite at once, the others the rest. */
export function isProbablePrime(candidate: bigint): boolean {
  let odd = candidate - 1n
  let twos = 0
  while ((odd & 1n) === 0n) {
    odd >>= 1n
    twos++
  }
  return [2n, 3n, 5n, 7n, 11n].every(base => {
    let value = power(base, odd, candidate)
    if (value === 1n || value === candidate - 1n) return true
    for (let square = 1; square < twos; square++) {
      value = (value * value) % candidate
      if (value === candidate - 1n) return true
    }
    return false
  })
}

const smallPrimes = primesBelow(8192)

function primesBelow(limit: number): number[] {
  const primes: number[] = []
  for (let value = 3; value < limit; value += 2) {
    if (primes.every(prime => prime * prime > value || value % prime !== 0)) primes.push(value)
  }
  return primes
}
