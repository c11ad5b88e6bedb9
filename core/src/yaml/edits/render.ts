import { GoError, type GoValue, isGoObject } from '../../go/kinds/index.ts'
import { decodeSyntax, encodeYAML, YamlMap } from '../../go/yaml/index.ts'

export type QuoteStyle = 'plain' | 'single' | 'double'

/** A value on one line, in flow style where it is a collection. */
export function renderFlow(value: GoValue): string {
  if (Array.isArray(value)) return `[${value.map(renderFlow).join(', ')}]`
  if (isGoObject(value)) {
    const entries = Object.entries(value).map(
      ([key, item]) => `${renderString(key, 'plain', true)}: ${renderFlow(item)}`,
    )
    return `{${entries.join(', ')}}`
  }
  return typeof value === 'string' ? renderString(value, 'plain', true) : encodeYAML(value).trimEnd()
}

/** A value over as many lines as it takes, each line but the first with this indentation. */
export function renderBlock(value: GoValue, indent: string, eol: string): string {
  if (typeof value === 'string' && !value.includes('\n')) return renderString(value, 'plain', false)
  const lines = encodeYAML(value).replace(/\n$/, '').split('\n')
  return lines.map((line, i) => (i === 0 || line === '' ? line : indent + line)).join(eol)
}

/** Does this value take lines of its own below its key? */
export const isNested = (value: GoValue): boolean =>
  (Array.isArray(value) && value.length > 0) || (isGoObject(value) && Object.keys(value).length > 0)

/** A string on one line, in the wanted style where that can hold it. */
export function renderString(text: string, style: QuoteStyle, inFlow: boolean): string {
  if (style === 'plain' && canBePlain(text, inFlow)) return text
  if (style !== 'double' && canBeSingle(text)) return `'${text.replaceAll("'", "''")}'`
  return doubleQuoted(text)
}

export function doubleQuoted(text: string): string {
  const escaped = text.replace(
    /[\\"\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udfff](?![\udc00-\udfff])/g,
    char => {
      const short = shortEscapes[char]
      if (short !== undefined) return short
      const code = char.charCodeAt(0)
      if (code >= 0xd800 && code <= 0xdfff) return char
      return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
    },
  )
  return `"${escaped}"`
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
}

const canBeSingle = (text: string): boolean => !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(text)

/** The parser itself says whether plain text reads back as the same string, as a value and as a key. */
function canBePlain(text: string, inFlow: boolean): boolean {
  if (text === '' || text !== text.trim() || /[\n\r]/.test(text) || text.includes('{{')) return false
  if (inFlow && /[,?[\]{}:]/.test(text)) return false
  if (/^[A-Za-z_/][A-Za-z0-9_/-]*$/.test(text) && text.length > 5) return true
  try {
    const value = decodeSyntax(`a: ${text}\n`)
    const entry = value instanceof YamlMap ? [...value.entries.values()][0] : undefined
    return entry?.value === text && !text.startsWith('#')
  } catch (error) {
    if (error instanceof GoError) return false
    throw error
  }
}

/** A key; one that would be read as something else, or end early, is quoted. */
export function renderKey(key: string, style: QuoteStyle, inFlow: boolean): string {
  const text = renderString(key, style, inFlow)
  return text === key && (key.includes(': ') || key === '<<' || key.startsWith('? ')) ? doubleQuoted(key) : text
}
