import { formatFloatG } from '../json/index.ts'
import { bytesOf, compareBytes } from '../kinds/index.ts'
import { YamlMap, type YamlValue } from './values.ts'

/** fmt's %#v, as go-yaml and sigs.k8s.io/yaml show values they refuse. */
export function goSyntax(value: YamlValue): string {
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'boolean':
      return String(value)
    case 'bigint':
      return value > maxInt ? `0x${value.toString(16)}` : value.toString()
    case 'number':
      return formatFloatG(value)
  }
  if (value === null) return 'interface {}(nil)'
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (!(value instanceof YamlMap)) return ''
  const entries = [...value.entries.values()].sort((a, b) => compareKeys(a.key, b.key))
  const shown = entries.map(entry => `${goSyntax(entry.key)}:${goSyntax(entry.value)}`)
  return `map[interface {}]interface {}{${shown.join(', ')}}`
}

const maxInt = (1n << 63n) - 1n

/** Go: internal/fmtsort. It orders keys of different types by the address of their type, which no one can foretell. */
function compareKeys(a: YamlValue, b: YamlValue): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null)
  if (typeof a === 'string' && typeof b === 'string') return compareBytes(a, b)
  if (typeof a !== typeof b) return order.indexOf(typeof a) - order.indexOf(typeof b)
  return a < b ? -1 : a > b ? 1 : 0
}

const order = ['boolean', 'bigint', 'number', 'string']

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}

/** strconv.Quote */
function quote(text: string): string {
  let out = ''
  for (const rune of text) {
    const code = rune.codePointAt(0) ?? 0
    if (escapes[rune] !== undefined) out += escapes[rune]
    else if (printable.test(rune)) out += rune
    else if (code >= 0xd800 && code <= 0xdfff)
      for (const byte of bytesOf(rune)) out += `\\x${byte.toString(16).padStart(2, '0')}`
    else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, '0')}`
    else out += code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  }
  return `"${out}"`
}

const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u
