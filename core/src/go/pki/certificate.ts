import { quote } from '../fmt/index.ts'
import { bytesOf, GoError } from '../kinds/index.ts'
import {
  bits,
  concat,
  context,
  decodeSequence,
  type Element,
  encode,
  integer,
  isSame,
  octets,
  oid,
  sequence,
  tags,
} from './der.ts'
import type { PrivateKey } from './keys.ts'
import { randomBits } from './numbers.ts'
import { decodePEM, encodePEM } from './pem.ts'
import { sha256 } from './primitives.ts'

/** What a new certificate says. */
export interface Subject {
  readonly commonName: string
  readonly addresses: readonly Uint8Array[]
  readonly names: readonly string[]
  readonly daysValid: number
  readonly isAuthority: boolean
}

/** Who signs: another certificate and its key, or the new certificate's own key. */
export interface Issuer {
  readonly certificate: ParsedCertificate
  readonly key: PrivateKey
}

/** The parts of a certificate that one signed by it refers to. */
export interface ParsedCertificate {
  readonly subject: Uint8Array
  readonly publicInfo: Uint8Array
  readonly keyId: Uint8Array | undefined
}

/** x509.CreateCertificate with sprig's template, as PEM; throws Go's errors. */
export function createCertificate(subject: Subject, key: PrivateKey, issuer: Issuer | undefined, now: number): string {
  const signingKey = issuer?.key ?? key
  const { signer } = signingKey
  if (!signer) throw new GoError('x509: certificate private key does not implement crypto.Signer')
  const name =
    subject.commonName === ''
      ? sequence()
      : sequence(encode(tags.set, sequence(oid('2.5.4.3'), text(subject.commonName))))
  const issuerName = issuer?.certificate.subject ?? name
  const keyId = subject.isAuthority ? sha256(key.publicBytes).slice(0, 20) : undefined
  const issuerKeyId = isSame(issuerName, name) ? undefined : issuer?.certificate.keyId
  const body = sequence(
    encode(context(0), integer(2n)),
    integer(randomBits(128)),
    signer.algorithm,
    issuerName,
    sequence(time(now), time(now + subject.daysValid * 86400000)),
    name,
    key.publicInfo,
    encode(context(3), sequence(...extensions(subject, keyId, issuerKeyId))),
  )
  if (issuer && !isSame(issuer.certificate.publicInfo, signingKey.publicInfo)) {
    throw new GoError("x509: provided PrivateKey doesn't match parent's PublicKey")
  }
  return encodePEM({ type: 'CERTIFICATE', bytes: sequence(body, signer.algorithm, bits(signer.sign(body))) })
}

/** The certificate in PEM text; undefined when it holds no PEM, an error when that is no certificate. */
export function parseCertificate(pem: string): ParsedCertificate | undefined {
  const block = decodePEM(pem)
  if (!block) return undefined
  try {
    const [body] = decodeSequence(block.bytes)
    const fields = decodeSequence(body?.bytes ?? new Uint8Array())
    // The version stands first and may be left out.
    const [, , , , subject, publicInfo] = fields[0]?.tag === context(0) ? fields.slice(1) : fields
    if (!subject || !publicInfo) throw new GoError('too few fields')
    const extensions = fields.find(({ tag }) => tag === context(3))
    return { subject: subject.bytes, publicInfo: publicInfo.bytes, keyId: extensions && keyIdOf(extensions) }
  } catch (error) {
    if (error instanceof GoError) throw new GoError('x509: malformed certificate')
    throw error
  }
}

const keyIdName = oid('2.5.29.14')
const yes = Uint8Array.of(1, 1, 0xff)

function keyIdOf(extensions: Element): Uint8Array | undefined {
  for (const extension of decodeSequence(extensions.content)) {
    const [id, value] = decodeSequence(extension.bytes)
    if (isSame(id?.bytes, keyIdName)) return value?.content.slice(2)
  }
  return undefined
}

function extensions(subject: Subject, keyId?: Uint8Array, issuerKeyId?: Uint8Array): Uint8Array[] {
  // Digital signature and key encipherment; an authority may sign certificates too.
  const usage = subject.isAuthority ? Uint8Array.of(2, 0xa4) : Uint8Array.of(5, 0xa0)
  const purposes = sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.3.6.1.5.5.7.3.2'))
  const result = [
    sequence(oid('2.5.29.15'), yes, octets(encode(tags.bits, usage))),
    sequence(oid('2.5.29.37'), octets(purposes)),
    sequence(oid('2.5.29.19'), yes, octets(subject.isAuthority ? sequence(yes) : sequence())),
  ]
  if (keyId) result.push(sequence(keyIdName, octets(octets(keyId))))
  if (issuerKeyId) result.push(sequence(oid('2.5.29.35'), octets(sequence(encode(context(0, false), issuerKeyId)))))
  const names = [
    ...subject.names.map(name => encode(context(2, false), ascii(name))),
    ...subject.addresses.map(address => encode(context(7, false), shortest(address))),
  ]
  if (names.length > 0) {
    // Critical when the subject says nothing.
    const critical = subject.commonName === '' ? yes : new Uint8Array()
    result.push(sequence(concat(oid('2.5.29.17'), critical), octets(sequence(...names))))
  }
  return result
}

function ascii(name: string): Uint8Array {
  for (const rune of name) {
    if (rune > '\u007f') throw new GoError(`x509: ${quote(name)} cannot be encoded as an IA5String`)
  }
  return bytesOf(name)
}

/** An IPv4 address in IPv6 form takes its four bytes. */
function shortest(address: Uint8Array): Uint8Array {
  const isMapped = address.length === 16 && address.subarray(0, 10).every(byte => byte === 0)
  return isMapped && address[10] === 0xff && address[11] === 0xff ? address.slice(12) : address
}

const text = (value: string): Uint8Array =>
  encode(/^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value) ? tags.printable : tags.utf8, bytesOf(value))

/** Seconds in UTC; years from 2050 on have four digits. */
function time(milliseconds: number): Uint8Array {
  const digits = new Date(milliseconds).toISOString().replace(/[-:T]|\.\d+/g, '')
  const year = Number(digits.slice(0, 4))
  return year < 1950 || year >= 2050
    ? encode(tags.generalizedTime, bytesOf(digits))
    : encode(tags.utcTime, bytesOf(digits.slice(2)))
}
