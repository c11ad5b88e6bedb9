import { bytesOf, isPrint } from '../kinds/index.ts'

/** template.HTMLEscapeString */
export function escapeHTML(text: string): string {
  return text.replace(/[\0"'&<>]/g, char => htmlEscapes[char] ?? char)
}

/** template.JSEscapeString */
export function escapeJS(text: string): string {
  let result = ''
  for (const char of text) {
    const code = char.codePointAt(0)!
    if (code >= 0xd800 && code <= 0xdfff) result += char
    else if (jsEscapes[char] !== undefined) result += jsEscapes[char]
    else if (code < 0x20 || (code >= 0x80 && !isPrint(code))) {
      result += `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`
    } else result += char
  }
  return result
}

/** net/url QueryEscape */
export function escapeQuery(text: string): string {
  if (/^[0-9A-Za-z\-_.~]*$/.test(text)) return text
  let result = ''
  for (const byte of bytesOf(text)) {
    const char = String.fromCharCode(byte)
    if (/[0-9A-Za-z\-_.~]/.test(char)) result += char
    else result += byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return result
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
}

const jsEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
}
