import { bytesOf, textOf } from '../kinds/index.ts'
import { isLower, isSpace, isTitle, isUpper, runesOf, toLower, toTitle, toUpper } from '../strings/index.ts'

// Masterminds/goutils walks through bytes in most functions and takes each for a character, so other letters than ASCII
// come out mangled; that is kept. Here a text is held as one character for each byte meanwhile.

/** goutils.AbbreviateFull without its errors, which sprig drops together with the text. */
export function abbreviate(text: string, offset: number, width: number): string {
  const bytes = toBinary(text)
  return bytes === '' || width < 4 ? '' : fromBinary(abbreviated(bytes, offset, width))
}

/** goutils.WrapCustom */
export function wrap(text: string, width: number, newLine: string, wrapLongWords: boolean): string {
  const bytes = toBinary(text)
  const separator = newLine === '' ? '\n' : toBinary(newLine)
  const columns = Math.max(width, 1)
  let result = ''
  let offset = 0
  while (bytes.length - offset > columns) {
    if (bytes[offset] === ' ') {
      offset++
      continue
    }
    const end = offset + columns
    const space = bytes.lastIndexOf(' ', end)
    if (space >= offset) {
      result += bytes.slice(offset, space) + separator
      offset = space + 1
    } else if (wrapLongWords) {
      result += bytes.slice(offset, end) + separator
      offset = end
    } else {
      const next = bytes.indexOf(' ', end)
      if (next < 0) break
      result += bytes.slice(offset, next) + separator
      offset = next + 1
    }
  }
  return fromBinary(result + bytes.slice(offset))
}

/** goutils.DeleteWhiteSpace: writes each byte as a character as soon as there is a blank. */
export function deleteWhiteSpace(text: string): string {
  const bytes = toBinary(text)
  const kept = Array.from(bytes).filter(byte => !isSpace(byte))
  return kept.length === bytes.length ? text : kept.join('')
}

/** goutils.Initials */
export function initials(text: string): string {
  let result = ''
  let gap = true
  for (const byte of toBinary(text)) {
    if (isSpace(byte)) gap = true
    else if (gap) {
      result += byte
      gap = false
    }
  }
  return result
}

/** goutils.Uncapitalize: the first letter of each word in lower case. */
export function uncapitalize(text: string): string {
  let begins = true
  return runesOf(text)
    .map(rune => {
      if (isSpace(rune)) {
        begins = true
        return rune
      }
      const changed = begins ? toLower(rune) : rune
      begins = false
      return changed
    })
    .join('')
}

/** goutils.SwapCase: the first letter of a word that is in lower case becomes title case. */
export function swapCase(text: string): string {
  let begins = true
  return runesOf(text)
    .map(rune => {
      if (isUpper(rune) || isTitle(rune)) {
        begins = false
        return toLower(rune)
      }
      if (isLower(rune)) {
        const changed = begins ? toTitle(rune) : toUpper(rune)
        begins = false
        return changed
      }
      begins = isSpace(rune)
      return rune
    })
    .join('')
}

function abbreviated(bytes: string, offset: number, width: number): string {
  if (bytes.length <= width) return bytes
  const from = Math.min(offset, bytes.length)
  const start = bytes.length - from < width - 3 ? bytes.length - (width - 3) : from
  if (start <= 4) return `${bytes.slice(0, width - 3)}...`
  if (width < 7) return ''
  if (start + width - 3 < bytes.length) return `...${abbreviated(bytes.slice(start), 0, width - 3)}`
  return `...${bytes.slice(bytes.length - (width - 3))}`
}

function toBinary(text: string): string {
  let binary = ''
  for (const byte of bytesOf(text)) binary += String.fromCharCode(byte)
  return binary
}

const fromBinary = (binary: string): string => textOf(Uint8Array.from(binary, byte => byte.charCodeAt(0)))
