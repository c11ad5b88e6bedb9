/**
 * Text from a file or a server as a terminal may show it: control characters could move the cursor, colour what follows or hide a
 * part, so each becomes visible (`\x1b`). Tabs become a blank; line feeds stay.
 */
export function printable(text: string): string {
  if (!suspicious.test(text)) return text
  return text
    .replace(/\r\n/g, '\n')
    .replace(/[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, char => {
      if (char === '\t') return ' '
      const code = char.charCodeAt(0)
      return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
    })
}

const suspicious = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/

/** The columns a text takes on a terminal, escape sequences for colours left out. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  let width = 0
  for (const char of text.replace(/\x1b\[[0-9;]*m/g, '')) width += charWidth(char.codePointAt(0)!)
  return width
}

/** 0 for what joins the character before, 2 for East Asian wide characters and emoji, else 1. */
export function charWidth(code: number): 0 | 1 | 2 {
  if (code < 0x300) return 1
  if (
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x200b && code <= 0x200f) ||
    code === 0x2060 ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    (code >= 0xe0100 && code <= 0xe01ef)
  ) {
    return 0
  }
  if (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0x303e) ||
    (code >= 0x3041 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1f64f) ||
    (code >= 0x1f680 && code <= 0x1f6ff) ||
    (code >= 0x1f900 && code <= 0x1f9ff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  ) {
    return 2
  }
  return 1
}

/** The text cut to so many columns, with a sign where something is missing. */
export function truncate(text: string, columns: number, ellipsis: string): string {
  if (displayWidth(text) <= columns) return text
  const room = Math.max(0, columns - displayWidth(ellipsis))
  let width = 0
  let out = ''
  for (const char of text) {
    width += charWidth(char.codePointAt(0)!)
    if (width > room) break
    out += char
  }
  return out + ellipsis
}
