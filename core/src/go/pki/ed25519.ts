import { concat } from './der.ts'
import { bytesToNumber, inverse, numberToBytes, power } from './numbers.ts'
import { sha512 } from './primitives.ts'

const prime = (1n << 255n) - 19n
const order = (1n << 252n) + 27742317777372353535851937790883648493n
const mod = (value: bigint): bigint => ((value % prime) + prime) % prime
const d = mod(-121665n * inverse(121666n, prime))

interface Point {
  readonly x: bigint
  readonly y: bigint
}

const base: Point = basePoint()

/** The public key of a 32-byte seed (RFC 8032). */
export const publicKey = (seed: Uint8Array): Uint8Array => encodePoint(multiply(secretsOf(seed).scalar, base))

/** The signature of a message by the key of this seed. */
export function signEd25519(seed: Uint8Array, message: Uint8Array): Uint8Array {
  const { scalar, prefix } = secretsOf(seed)
  const nonce = little(sha512(concat(prefix, message))) % order
  const commitment = encodePoint(multiply(nonce, base))
  const challenge = little(sha512(concat(commitment, publicKey(seed), message))) % order
  return concat(commitment, numberToBytes((nonce + challenge * scalar) % order, 32).reverse())
}

function secretsOf(seed: Uint8Array): { scalar: bigint; prefix: Uint8Array } {
  const hash = sha512(seed)
  const low = hash.slice(0, 32)
  low[0] = (low[0] ?? 0) & 248
  low[31] = ((low[31] ?? 0) & 127) | 64
  return { scalar: little(low), prefix: hash.slice(32) }
}

const little = (bytes: Uint8Array): bigint => bytesToNumber(bytes.slice().reverse())

/** y in little-endian order, with the parity of x as the highest bit. */
function encodePoint({ x, y }: Point): Uint8Array {
  return numberToBytes(y | ((x & 1n) << 255n), 32).reverse()
}

function multiply(scalar: bigint, point: Point): Point {
  let result: Point = { x: 0n, y: 1n }
  let addend = point
  for (let left = scalar; left > 0n; left >>= 1n) {
    if (left & 1n) result = add(result, addend)
    addend = add(addend, addend)
  }
  return result
}

function add(a: Point, b: Point): Point {
  const cross = mod(d * mod(a.x * b.x) * mod(a.y * b.y))
  return {
    x: mod((a.x * b.y + a.y * b.x) * inverse(1n + cross, prime)),
    y: mod((a.y * b.y + a.x * b.x) * inverse(1n - cross, prime)),
  }
}

/** y = 4/5 and the even x that goes with it. */
function basePoint(): Point {
  const y = mod(4n * inverse(5n, prime))
  const square = mod((y * y - 1n) * inverse(d * y * y + 1n, prime))
  let x = power(square, (prime + 3n) / 8n, prime)
  if (mod(x * x - square) !== 0n) x = mod(x * power(2n, (prime - 1n) / 4n, prime))
  return { x: x & 1n ? prime - x : x, y }
}
