import { textOf } from '../kinds/index.ts'
import { hexValue, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isDigit, isWord } from './chars.ts'
import type { Cursor } from './cursor.ts'
import { type Place, scannerError } from './errors.ts'

/** Reads the name after `&` or `*`; the cursor stands on that character. */
export function scanAnchor(cursor: Cursor): string {
  const start = cursor.place()
  cursor.offset++
  const name = takeWord(cursor)
  if (name === '' || !(isBlankOrEnd(cursor.code) || '?:,]}%@`'.includes(cursor.text.charAt(cursor.offset)))) {
    throw scannerError('did not find expected alphabetic or numeric character', cursor.place(), start)
  }
  return name
}

/** Reads a tag; the cursor stands on `!`. */
export function scanTag(cursor: Cursor): { handle: string; suffix: string } {
  const start = cursor.place()
  let handle = ''
  let suffix: string
  if (cursor.codeAt(1) === 0x3c) {
    cursor.offset += 2
    suffix = takeURI(cursor, '', start)
    if (cursor.code !== 0x3e) throw scannerError("did not find the expected '>'", cursor.place(), start)
    cursor.offset++
  } else {
    handle = takeHandle(cursor, false, start)
    if (handle.length > 1 && handle.endsWith('!')) {
      suffix = takeURI(cursor, '', start)
    } else {
      suffix = takeURI(cursor, handle, start)
      handle = '!'
      // A lone `!` names no tag but the wish for none.
      if (suffix === '') [handle, suffix] = [suffix, handle]
    }
  }
  if (!isBlankOrEnd(cursor.code))
    throw scannerError('did not find expected whitespace or line break', cursor.place(), start)
  return { handle, suffix }
}

export type Directive =
  | { readonly kind: 'version'; readonly major: number; readonly minor: number; readonly end: number }
  | { readonly kind: 'tag'; readonly handle: string; readonly prefix: string; readonly end: number }

/** Reads a directive and its line break; the cursor stands on `%`. */
export function scanDirective(cursor: Cursor): Directive {
  const start = cursor.place()
  cursor.offset++
  const name = takeWord(cursor)
  if (name === '') throw scannerError('could not find expected directive name', cursor.place(), start)
  if (!isBlankOrEnd(cursor.code))
    throw scannerError('found unexpected non-alphabetical character', cursor.place(), start)
  let directive: Directive
  if (name === 'YAML') directive = takeVersion(cursor, start)
  else if (name === 'TAG') directive = takeTagDirective(cursor, start)
  else throw scannerError('found unknown directive name', cursor.place(), start)
  cursor.skipBlanks()
  if (cursor.code === 0x23) cursor.skipToBreak()
  if (!isBreakOrEnd(cursor.code))
    throw scannerError('did not find expected comment or line break', cursor.place(), start)
  if (isBreak(cursor.code)) cursor.takeBreak()
  return directive
}

function takeVersion(cursor: Cursor, start: Place): Directive {
  cursor.skipBlanks()
  const major = takeVersionNumber(cursor, start)
  if (cursor.code !== 0x2e) throw scannerError("did not find expected digit or '.' character", cursor.place(), start)
  cursor.offset++
  const minor = takeVersionNumber(cursor, start)
  return { kind: 'version', major, minor, end: cursor.offset }
}

function takeVersionNumber(cursor: Cursor, start: Place): number {
  let value = 0
  let length = 0
  for (; isDigit(cursor.code); cursor.offset++) {
    if (++length > 2) throw scannerError('found extremely long version number', cursor.place(), start)
    value = value * 10 + cursor.code - 0x30
  }
  if (length === 0) throw scannerError('did not find expected version number', cursor.place(), start)
  return value
}

function takeTagDirective(cursor: Cursor, start: Place): Directive {
  cursor.skipBlanks()
  const handle = takeHandle(cursor, true, start)
  if (!isBlank(cursor.code)) throw scannerError('did not find expected whitespace', cursor.place(), start)
  cursor.skipBlanks()
  const prefix = takeURI(cursor, '', start)
  if (!isBlankOrEnd(cursor.code))
    throw scannerError('did not find expected whitespace or line break', cursor.place(), start)
  return { kind: 'tag', handle, prefix, end: cursor.offset }
}

function takeWord(cursor: Cursor): string {
  const from = cursor.offset
  while (isWord(cursor.code)) cursor.offset++
  return cursor.text.slice(from, cursor.offset)
}

function takeHandle(cursor: Cursor, inDirective: boolean, start: Place): string {
  if (cursor.code !== 0x21) throw scannerError("did not find expected '!'", cursor.place(), start)
  const from = cursor.offset++
  takeWord(cursor)
  if (cursor.code === 0x21) cursor.offset++
  else if (inDirective && cursor.offset > from + 1)
    throw scannerError("did not find expected '!'", cursor.place(), start)
  return cursor.text.slice(from, cursor.offset)
}

/** `head` is what was first taken for a handle: without its `!` it begins the URI. */
function takeURI(cursor: Cursor, head: string, start: Place): string {
  let uri = head.slice(1)
  const from = cursor.offset
  for (let { code } = cursor; isURI(code); code = cursor.code) {
    if (code === 0x25) {
      uri += takeOctets(cursor, start)
    } else {
      uri += cursor.text.charAt(cursor.offset++)
    }
  }
  if (head === '' && cursor.offset === from) throw scannerError('did not find expected tag URI', cursor.place(), start)
  return uri
}

const uriMarks = ";/?:@&=+$,.!~*'()[]%"
const isURI = (code: number): boolean => isWord(code) || (code < 0x80 && uriMarks.includes(String.fromCharCode(code)))

/** One character written as %XX octets of its UTF-8. */
function takeOctets(cursor: Cursor, start: Place): string {
  const octets: number[] = []
  let width = 1
  while (octets.length < width) {
    const high = hexValue(cursor.codeAt(1))
    const low = hexValue(cursor.codeAt(2))
    if (cursor.code !== 0x25 || high < 0 || low < 0) {
      throw scannerError('did not find URI escaped octet', cursor.place(), start)
    }
    const octet = high * 16 + low
    if (octets.length === 0) {
      width =
        octet < 0x80 ? 1 : (octet & 0xe0) === 0xc0 ? 2 : (octet & 0xf0) === 0xe0 ? 3 : (octet & 0xf8) === 0xf0 ? 4 : 0
      if (width === 0) throw scannerError('found an incorrect leading UTF-8 octet', cursor.place(), start)
    } else if ((octet & 0xc0) !== 0x80) {
      throw scannerError('found an incorrect trailing UTF-8 octet', cursor.place(), start)
    }
    octets.push(octet)
    cursor.offset += 3
  }
  return textOf(Uint8Array.from(octets))
}
