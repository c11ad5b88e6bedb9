/**
 * Kubernetes' rules for names, each answering with the API server's reasons; empty when the text is valid.
 * apimachinery: pkg/util/validation and pkg/api/validate/content. Lengths are bytes.
 */
import { bytesOf } from '../go/kinds/index.ts'

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const subdomain = `${label}(\\.${label})*`
const keyPart = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'

const alphanumericEnds = 'and must start and end with an alphanumeric character'

/** Names of Applications, ApplicationSets and AppProjects. */
export const dns1123Subdomain = (text: string): string[] => subdomainReasons(text, 'characters')

// The same rule stands twice in apimachinery, with different words for the limit.
function subdomainReasons(text: string, unit: 'bytes' | 'characters'): string[] {
  const reasons: string[] = []
  if (isLonger(text, 253)) reasons.push(tooLong(253, unit))
  if (!isSubdomain(text)) {
    const what = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', ${alphanumericEnds}`
    reasons.push(byPattern(what, subdomain, 'example.com'))
  }
  return reasons
}

/** Names of namespaces. */
export function dns1123Label(text: string): string[] {
  const reasons: string[] = []
  if (isLonger(text, 63)) reasons.push(tooLong(63, 'characters'))
  if (!isLabel(text)) {
    const what = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', ${alphanumericEnds}`
    reasons.push(isSubdomain(text) ? 'must not contain dots' : byPattern(what, label, 'my-name', '123-abc'))
  }
  return reasons
}

/** Keys of labels and annotations (these in lower case), finalizers. */
export function labelKey(text: string): string[] {
  const parts = text.split('/')
  if (parts.length > 2) {
    return [
      `a valid label key ${keyPartReason()} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ]
  }
  const reasons: string[] = []
  const name = parts.at(-1) ?? ''
  if (parts.length === 2) {
    const prefix = parts[0] ?? ''
    if (prefix === '') reasons.push('prefix part must be non-empty')
    else reasons.push(...subdomainReasons(prefix, 'bytes').map(part => `prefix part ${part}`))
  }
  if (name === '') reasons.push('name part must be non-empty')
  else if (isLonger(name, 63)) reasons.push(`name part ${tooLong(63, 'bytes')}`)
  if (!isKeyPart(name)) reasons.push(`name part ${keyPartReason()}`)
  return reasons
}

const keyPartReason = (): string =>
  byPattern(
    `must consist of alphanumeric characters, '-', '_' or '.', ${alphanumericEnds}`,
    keyPart,
    ...['MyName', 'my.name', '123-abc'],
  )

export function labelValue(text: string): string[] {
  const reasons: string[] = []
  if (isLonger(text, 63)) reasons.push(tooLong(63, 'bytes'))
  if (text !== '' && !isKeyPart(text)) {
    const what = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', ${alphanumericEnds}`
    reasons.push(byPattern(what, `(${keyPart})?`, 'MyValue', 'my_value', '12345'))
  }
  return reasons
}

// The patterns above with their nested repetitions could backtrack; these say the same in linear time.
const isLabel = (text: string): boolean => /^[a-z0-9-]+$/.test(text) && !text.startsWith('-') && !text.endsWith('-')
const isSubdomain = (text: string): boolean => text.split('.').every(isLabel)
const isKeyPart = (text: string): boolean =>
  /^[A-Za-z0-9_.-]+$/.test(text) && !/^[-_.]/.test(text) && !/[-_.]$/.test(text)

// A UTF-16 unit is at most three bytes.
const isLonger = (text: string, bytes: number): boolean => text.length * 3 > bytes && bytesOf(text).length > bytes

const tooLong = (limit: number, unit: 'bytes' | 'characters'): string => `must be no more than ${limit} ${unit}`

// apimachinery: validation RegexError
function byPattern(what: string, pattern: string, ...examples: string[]): string {
  return `${what} (e.g. ${examples.map(example => `'${example}', `).join(' or ')}regex used for validation is '${pattern}')`
}
