import { quote } from '../fmt/index.ts'
import { GoError } from '../kinds/index.ts'
import { lower } from '../strings/index.ts'
import { parseAddress } from './address.ts'
import { escapePart, mustEscape, type Part, unescapePart } from './escape.ts'

/** The fields of Go's url.URL that its text depends on. */
export interface GoURL {
  readonly scheme: string
  readonly opaque: string
  /** Name and password, unescaped; undefined when the URL has no user part. */
  readonly user?: { readonly name: string; readonly password?: string } | undefined
  readonly host: string
  readonly path: string
  readonly rawPath?: string
  readonly omitHost?: boolean
  readonly forceQuery?: boolean
  readonly rawQuery: string
  readonly fragment: string
  readonly rawFragment?: string
}

/** url.Parse; throws Go's error. */
export function parseURL(text: string): GoURL {
  const [head, fragment] = cut(text, '#')
  const url = orParseError(head, () => parse(head))
  if (fragment === '') return url
  const unescaped = orParseError(text, () => unescapePart(fragment, 'fragment'))
  const isDefault = escapePart(unescaped, 'fragment') === fragment
  return { ...url, fragment: unescaped, rawFragment: isDefault ? '' : fragment }
}

/** url.URL.String */
export function urlText(url: GoURL): string {
  let text = url.scheme === '' ? '' : `${url.scheme}:`
  if (url.opaque !== '') {
    text += url.opaque
  } else {
    const hasAuthority = url.scheme !== '' || url.host !== '' || url.user !== undefined
    if (hasAuthority && !(url.omitHost && url.host === '' && !url.user)) {
      if (url.host !== '' || url.path !== '' || url.user) text += '//'
      if (url.user) text += `${userText(url)}@`
      text += escapePart(url.host, 'host')
    }
    const path = escapedPath(url)
    if (path !== '' && !path.startsWith('/') && url.host !== '') text += '/'
    // Else what stands before the colon would read as a scheme.
    if (text === '' && cut(path, '/')[0].includes(':')) text += './'
    text += path
  }
  if (url.forceQuery || url.rawQuery !== '') text += `?${url.rawQuery}`
  if (url.fragment !== '') text += `#${escaped(url.fragment, url.rawFragment ?? '', 'fragment')}`
  return text
}

/** url.URL.Hostname */
export function hostName({ host }: GoURL): string {
  const colon = host.lastIndexOf(':')
  const name = colon >= 0 && isOptionalPort(host.slice(colon)) ? host.slice(0, colon) : host
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name
}

/** url.Userinfo.String; '' without a user part. */
export function userText({ user }: GoURL): string {
  if (!user) return ''
  const password = user.password === undefined ? '' : `:${escapePart(user.password, 'user')}`
  return escapePart(user.name, 'user') + password
}

function orParseError<T>(text: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`parse ${quote(text)}: ${error.message}`)
    throw error
  }
}

/** strings.Cut without its flag. */
function cut(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}

const empty: GoURL = { scheme: '', opaque: '', host: '', path: '', rawQuery: '', fragment: '' }

function parse(text: string): GoURL {
  if (/[\x00-\x1f\x7f]/.test(text)) throw new GoError('net/url: invalid control character in URL')
  if (text === '*') return { ...empty, path: '*' }
  let [scheme, rest] = splitScheme(text)
  scheme = lower(scheme)
  const forceQuery = rest.indexOf('?') === rest.length - 1 && rest.endsWith('?')
  let rawQuery = ''
  ;[rest, rawQuery] = cut(rest, '?')
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...empty, scheme, opaque: rest, rawQuery, forceQuery }
    if (cut(rest, '/')[0].includes(':')) throw new GoError('first path segment in URL cannot contain colon')
  }
  let authority: Pick<GoURL, 'user' | 'host'> = { host: '' }
  let omitHost = false
  if ((scheme !== '' || !rest.startsWith('///')) && rest.startsWith('//')) {
    const slash = rest.indexOf('/', 2)
    authority = parseAuthority(scheme, slash < 0 ? rest.slice(2) : rest.slice(2, slash))
    rest = slash < 0 ? '' : rest.slice(slash)
  } else if (scheme !== '' && rest.startsWith('/')) {
    omitHost = true
  }
  const path = unescapePart(rest, 'path')
  const rawPath = escapePart(path, 'path') === rest ? '' : rest
  return { ...empty, ...authority, scheme, path, rawPath, rawQuery, forceQuery, omitHost }
}

function splitScheme(text: string): [string, string] {
  if (text.startsWith(':')) throw new GoError('missing protocol scheme')
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text)?.[1]
  return scheme === undefined ? ['', text] : [scheme, text.slice(scheme.length + 1)]
}

function parseAuthority(scheme: string, authority: string): Pick<GoURL, 'user' | 'host'> {
  const at = authority.lastIndexOf('@')
  const host = parseHost(scheme, authority.slice(at + 1))
  if (at < 0) return { host }
  const info = authority.slice(0, at)
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(info)) throw new GoError('net/url: invalid userinfo')
  const colon = info.indexOf(':')
  if (colon < 0) return { host, user: { name: unescapePart(info, 'user') } }
  const name = unescapePart(info.slice(0, colon), 'user')
  return { host, user: { name, password: unescapePart(info.slice(colon + 1), 'user') } }
}

function parseHost(scheme: string, host: string): string {
  const bracket = host.lastIndexOf('[')
  if (bracket > 0) throw new GoError('invalid IP-literal')
  if (bracket === 0) return parseLiteral(host)
  // Databases list several hosts with ports in one URL, so only http and https are strict about colons.
  const isStrict = scheme === 'http' || scheme === 'https'
  const colon = isStrict ? host.indexOf(':') : host.lastIndexOf(':')
  if (colon >= 0) checkPort(host.slice(colon))
  return unescapePart(host, 'host')
}

/** [IPv6 address%25zone]:port */
function parseLiteral(host: string): string {
  const end = host.lastIndexOf(']')
  if (end < 0) throw new GoError("missing ']' in host")
  const port = host.slice(end + 1)
  checkPort(port)
  const name = host.slice(1, end)
  const zone = name.indexOf('%25')
  const unescaped =
    zone < 0
      ? unescapePart(name, 'host')
      : unescapePart(name.slice(0, zone), 'host') + unescapePart(name.slice(zone), 'zone')
  let address: Uint8Array
  try {
    address = parseAddress(unescaped)
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`invalid host: ${error.message}`)
    throw error
  }
  if (address.length === 4) throw new GoError('invalid IP-literal')
  return `[${unescaped}]${unescapePart(port, 'host')}`
}

function checkPort(port: string): void {
  if (!isOptionalPort(port)) throw new GoError(`invalid port ${quote(port)} after host`)
}

const isOptionalPort = (port: string): boolean => /^(:\d*)?$/.test(port)

function escapedPath({ path, rawPath = '' }: GoURL): string {
  return path === '*' && rawPath === '' ? '*' : escaped(path, rawPath, 'path')
}

/** The way it was written, as long as that is valid and means the same. */
function escaped(text: string, raw: string, part: Part): string {
  if (raw !== '' && isValidEncoding(raw, part)) {
    try {
      if (unescapePart(raw, part) === text) return raw
    } catch (error) {
      if (!(error instanceof GoError)) throw error
    }
  }
  return escapePart(text, part)
}

function isValidEncoding(raw: string, part: Part): boolean {
  return Array.from(raw).every(c => {
    const code = c.codePointAt(0) ?? 0
    return code < 0x80 && ("!$&'()*+,;=:@[]%".includes(c) || !mustEscape(code, part))
  })
}
