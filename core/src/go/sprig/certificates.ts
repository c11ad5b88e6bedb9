import { decodeBase64 } from '../encoding/index.ts'
import { sprintf } from '../fmt/index.ts'
import {
  GoError,
  type GoFunction,
  type GoFunctions,
  GoStruct,
  type GoType,
  type GoValue,
  itemsOf,
  textOf,
} from '../kinds/index.ts'
import type { Issuer, PrivateKey } from '../pki/index.ts'
import { parseAddress } from '../url/index.ts'
import type { Clock } from './date.ts'
import { anyList, define, integerOf, textOfArgument as text } from './define.ts'

const certificateType: GoType = 'sprig.certificate'

let pki: typeof import('../pki/index.ts') | undefined

async function loadPKI(): Promise<void> {
  const loaded = await import('../pki/index.ts')
  await loaded.loadPrimitives()
  pki = loaded
}

/** Keys and X.509 certificates. They are real, and random: no preview can show those that Argo CD will make. */
export function certificateFunctions(clock: Clock): GoFunctions {
  const extras = { load: loadPKI, volatile: 'random' } as const
  const make = (params: GoType[], call: (...args: GoValue[]) => GoStruct): GoFunction =>
    define(params, certificateType, (...args) => call(...args), extras)
  const authority = (name: GoValue | undefined, days: GoValue | undefined, key: PrivateKey): GoStruct =>
    create({ name, days, key, isAuthority: true, clock })
  const leaf = ([name, addresses, names, days]: GoValue[], key: PrivateKey, issuer?: () => Issuer): GoStruct =>
    create({ name, addresses, names, days, key, issuer, clock })
  return {
    buildCustomCert: define(
      ['string', 'string'],
      certificateType,
      (certificate, key) => build(text(certificate), text(key)),
      {
        load: loadPKI,
      },
    ),
    genCA: make(['string', 'int'], (name, days) => authority(name, days, module().rsaKey(2048))),
    genCAWithKey: make(['string', 'int', 'string'], (name, days, key) => authority(name, days, givenKey(key))),
    genPrivateKey: define(
      ['string'],
      'string',
      kind => module().generateKey(text(kind))?.pem ?? `Unknown type ${text(kind)}`,
      extras,
    ),
    genSelfSignedCert: make(['string', anyList, anyList, 'int'], (...args) => leaf(args, module().rsaKey(2048))),
    genSelfSignedCertWithKey: make(['string', anyList, anyList, 'int', 'string'], (...args) =>
      leaf(args, givenKey(args[4])),
    ),
    genSignedCert: make(['string', anyList, anyList, 'int', certificateType], (...args) =>
      leaf(args, module().rsaKey(2048), () => issuerOf(args[4])),
    ),
    genSignedCertWithKey: make(['string', anyList, anyList, 'int', certificateType, 'string'], (...args) =>
      leaf(args, givenKey(args[5]), () => issuerOf(args[4])),
    ),
  }
}

interface Request {
  readonly name: GoValue | undefined
  readonly addresses?: GoValue | undefined
  readonly names?: GoValue | undefined
  readonly days: GoValue | undefined
  readonly key: PrivateKey
  readonly isAuthority?: boolean
  readonly issuer?: (() => Issuer) | undefined
  readonly clock: Clock
}

function create({ name, addresses, names, days, key, isAuthority = false, issuer, clock }: Request): GoStruct {
  const signer = issuer?.()
  const subject = {
    commonName: text(name),
    addresses: addressesOf(addresses),
    names: namesOf(names),
    daysValid: integerOf(days),
    isAuthority,
  }
  const certificate = prefixed('error creating certificate', () =>
    module().createCertificate(subject, key, signer, clock()),
  )
  return certificateValue(certificate, key.pem)
}

function module(): typeof import('../pki/index.ts') {
  if (!pki) throw new Error('sprig: a certificate function was called before its load')
  return pki
}

function prefixed<T>(what: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`${what}: ${error.message}`)
    throw error
  }
}

const givenKey = (pem: GoValue | undefined): PrivateKey =>
  prefixed('parsing private key', () => module().parseKey(text(pem)))

function issuerOf(given: GoValue | undefined): Issuer {
  const fields = given instanceof GoStruct ? given.fields : {}
  const certificate = prefixed('error parsing certificate: decodedSignerCert.Bytes', () =>
    module().parseCertificate(text(fields.Cert)),
  )
  if (!certificate) throw new GoError('unable to decode certificate')
  return { certificate, key: prefixed('error parsing private key', () => module().parseKey(text(fields.Key))) }
}

function build(certificate: string, key: string): GoStruct {
  const decode = (given: string, what: string): string => {
    try {
      return textOf(decodeBase64(given))
    } catch (error) {
      if (error instanceof GoError) throw new GoError(`unable to decode base64 ${what}`)
      throw error
    }
  }
  const certificatePEM = decode(certificate, 'certificate')
  const keyPEM = decode(key, 'private key')
  const parsed = prefixed('error parsing certificate: decodedCert.Bytes', () =>
    module().parseCertificate(certificatePEM),
  )
  if (!parsed) throw new GoError('unable to decode certificate')
  prefixed('error parsing private key', () => module().parseKey(keyPEM))
  return certificateValue(certificatePEM, keyPEM)
}

function certificateValue(certificate: string, key: string): GoStruct {
  const fields = { Cert: certificate, Key: key }
  return new GoStruct({
    type: certificateType,
    fields,
    text: () => `{${certificate} ${key}}`,
    inner: undefined,
    json: () => fields,
  })
}

function addressesOf(given: GoValue | undefined): Uint8Array[] {
  return (itemsOf(given ?? null) ?? []).map(item => {
    if (typeof item !== 'string') throw new GoError(sprintf('error parsing ip: %v is not a string', [item]))
    try {
      if (!item.includes('%')) return parseAddress(item)
    } catch (error) {
      if (!(error instanceof GoError)) throw error
    }
    throw new GoError(`error parsing ip: ${item}`)
  })
}

function namesOf(given: GoValue | undefined): string[] {
  return (itemsOf(given ?? null) ?? []).map(item => {
    if (typeof item === 'string') return item
    throw new GoError(sprintf('error processing alternate dns name: %v is not a string', [item]))
  })
}
