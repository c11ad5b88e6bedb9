import { bytesOf, textOf } from '../../kinds/index.ts'
import { encode, typedPreview } from '../encode.ts'
import { failedOn, JqError, notApplicable } from '../errors.ts'
import { isObject, type Jq } from '../values.ts'
import { toText } from './general.ts'
import type { Natives } from './native.ts'

/** The function behind each @format. */
export const formats: Readonly<Record<string, string>> = {
  '@text': 'tostring',
  '@json': 'tojson',
  '@html': '_tohtml',
  '@uri': '_touri',
  '@urid': '_tourid',
  '@csv': '_tocsv',
  '@tsv': '_totsv',
  '@sh': '_tosh',
  '@base64': '_tobase64',
  '@base64d': '_tobase64d',
}

export const formatting: Natives = {
  '_tohtml/0': value => toText(value).replace(/[<>&'"]/g, char => html[char]!),
  '_touri/0': value => escapeQuery(toText(value)),
  '_tourid/0': value => unescapeQuery(value),
  '_tocsv/0': value => row('csv', value, ',', text => `"${text.replaceAll('"', '""').replaceAll('\0', '\\0')}"`),
  '_totsv/0': value => row('tsv', value, '\t', text => text.replace(/[\t\r\n\\\0]/g, char => tsv[char]!)),
  '_tosh/0': value =>
    row(
      'sh',
      Array.isArray(value) ? value : [value],
      ' ',
      text => `'${text.replaceAll("'", "'\\''").replaceAll('\0', '\\0')}'`,
    ),
  '_tobase64/0': value => encodeBase64(bytesOf(toText(value))),
  '_tobase64d/0': value => decodeBase64(value),
  'format/1': (value, name = null) => {
    if (typeof name !== 'string') throw notApplicable('format', name)
    const known = Object.hasOwn(formats, `@${name}`) ? formats[`@${name}`] : undefined
    if (known === undefined) throw new JqError(`format not defined: @${name}`)
    if (known === 'tostring') return toText(value)
    if (known === 'tojson') return encode(value)
    const native = formatting[`${known}/0`] as (value: Jq) => Jq
    return native(value)
  },
}

const html: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&apos;', '"': '&quot;' }
const tsv: Readonly<Record<string, string>> = { '\t': '\\t', '\r': '\\r', '\n': '\\n', '\\': '\\\\', '\0': '\\0' }

function row(type: string, value: Jq, separator: string, quoted: (text: string) => string): string {
  if (!Array.isArray(value)) throw notApplicable(`@${type}`, value)
  return value
    .map(item => {
      if (Array.isArray(item) || isObject(item)) {
        throw new JqError(`@${type} cannot format an array including: ${typedPreview(item)}`)
      }
      if (typeof item === 'string') return quoted(item)
      const text = encode(item)
      return text !== 'null' || type === 'sh' ? text : ''
    })
    .join(separator)
}

// Go: url.QueryEscape, with spaces as %20.
function escapeQuery(text: string): string {
  let out = ''
  for (const byte of bytesOf(text)) {
    const char = String.fromCharCode(byte)
    out += /[A-Za-z0-9_.~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return out
}

// Go: url.QueryUnescape.
function unescapeQuery(value: Jq): Jq {
  const bytes = bytesOf(toText(value))
  const out: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0x25) {
      out.push(bytes[i]!)
      continue
    }
    const written = textOf(bytes.subarray(i, Math.min(i + 3, bytes.length)))
    if (!/^%[0-9a-fA-F]{2}$/.test(written))
      throw failedOn('@urid', value, [], `invalid URL escape ${JSON.stringify(written)}`)
    out.push(Number.parseInt(written.slice(1), 16))
    i += 2
  }
  return textOf(Uint8Array.from(out))
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function encodeBase64(bytes: Uint8Array): string {
  let out = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    for (let digit = 0; digit < 4; digit++) {
      out += i + digit > bytes.length ? '=' : alphabet[(group >> (18 - 6 * digit)) & 63]
    }
  }
  return out
}

// Go: base64.RawStdEncoding, which skips line breaks; gojq cuts the text at the first '='.
function decodeBase64(value: Jq): Jq {
  const text = toText(value).split('=', 1)[0]!
  const bytes = bytesOf(text)
  const out: number[] = []
  let group = 0
  let digits = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 10 || bytes[i] === 13) continue
    const digit = alphabet.indexOf(String.fromCharCode(bytes[i]!))
    if (digit < 0) throw failedOn('@base64d', value, [], `illegal base64 data at input byte ${i}`)
    group = (group << 6) | digit
    if (++digits === 4) {
      out.push(group >> 16, (group >> 8) & 255, group & 255)
      group = 0
      digits = 0
    }
  }
  if (digits === 1) throw failedOn('@base64d', value, [], `illegal base64 data at input byte ${bytes.length - 1}`)
  if (digits > 1) out.push(group >> (digits === 2 ? 4 : 10))
  if (digits === 3) out.push((group >> 2) & 255)
  return textOf(Uint8Array.from(out))
}
