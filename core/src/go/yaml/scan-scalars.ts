import { hexValue, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isDigit, isEnd } from './chars.ts'
import type { Cursor } from './cursor.ts'
import { type Place, scannerError } from './errors.ts'

/** A scalar as the scanner read it. */
export interface Scanned {
  readonly value: string
  readonly end: number
}

const quote = { single: 0x27, double: 0x22 } as const

/** Joins what a line break inside a flow or plain scalar stands for: one break is a space, more are the breaks after the first. */
const fold = (first: string, others: string): string => (first === '\n' ? others || ' ' : first + others)

/** Reads a plain scalar. `brokeLine` says that line breaks follow it, which allows a simple key after it. */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): Scanned & { readonly brokeLine: boolean } {
  const { text } = cursor
  const start = cursor.place()
  let value = ''
  let end = cursor.offset
  let spaces = ''
  let firstBreak = ''
  let moreBreaks = ''
  for (;;) {
    if (cursor.isDocumentMarker() || cursor.code === 0x23) break
    const from = cursor.offset
    let at = from
    for (let code = text.charCodeAt(at); !isBlankOrEnd(code); code = text.charCodeAt(++at)) {
      if (code === 0x3a ? isBlankOrEnd(text.charCodeAt(at + 1)) : inFlow && endsPlainInFlow(code)) break
    }
    cursor.offset = at
    if (at > from) {
      value += (firstBreak === '' ? spaces : fold(firstBreak, moreBreaks)) + text.slice(from, at)
      spaces = firstBreak = moreBreaks = ''
      end = at
    }
    let code = text.charCodeAt(at)
    if (!isBlank(code) && !isBreak(code)) break
    const blanksFrom = at
    for (; isBlank(code) || isBreak(code); code = cursor.code) {
      if (isBreak(code)) {
        if (firstBreak === '') firstBreak = cursor.takeBreak()
        else moreBreaks += cursor.takeBreak()
        continue
      }
      if (firstBreak !== '' && code === 0x09 && cursor.column < indent) {
        throw scannerError('found a tab character that violates indentation', cursor.place(), start)
      }
      cursor.offset++
    }
    spaces = firstBreak === '' ? text.slice(blanksFrom, cursor.offset) : ''
    if (!inFlow && cursor.column < indent) break
  }
  return { value, end, brokeLine: firstBreak !== '' }
}

/** , ? [ ] { } */
const endsPlainInFlow = (code: number): boolean =>
  code === 0x2c || code === 0x3f || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d

/** Reads a quoted scalar; the cursor stands on the opening quote. `endOfText` throws what made the text end early, if anything. */
export function scanQuoted(cursor: Cursor, style: 'single' | 'double', endOfText: () => void): Scanned {
  const { text } = cursor
  const start = cursor.place()
  const closing = quote[style]
  let value = ''
  cursor.offset++
  for (;;) {
    if (cursor.isDocumentMarker()) throw scannerError('found unexpected document indicator', cursor.place(), start)
    if (isEnd(cursor.code)) {
      endOfText()
      throw scannerError('found unexpected end of stream', cursor.place(), start)
    }
    let escapedBreak = false
    let from = cursor.offset
    for (let { code } = cursor; !isBlankOrEnd(code); code = cursor.code) {
      if (code === closing) {
        if (style === 'double' || cursor.codeAt(1) !== closing) break
        value += text.slice(from, cursor.offset + 1)
        cursor.offset += 2
        from = cursor.offset
      } else if (code === 0x5c && style === 'double') {
        value += text.slice(from, cursor.offset)
        if (isBreak(cursor.codeAt(1))) {
          cursor.offset++
          cursor.takeBreak()
          escapedBreak = true
          from = cursor.offset
          break
        }
        value += takeEscape(cursor, start, endOfText)
        from = cursor.offset
      } else {
        cursor.offset++
      }
    }
    value += text.slice(from, cursor.offset)
    let { code } = cursor
    if (code === closing) break
    const blanksFrom = cursor.offset
    let firstBreak = ''
    let moreBreaks = ''
    let broke = escapedBreak
    for (; isBlank(code) || isBreak(code); code = cursor.code) {
      if (!isBreak(code)) cursor.offset++
      else if (broke) moreBreaks += cursor.takeBreak()
      else {
        firstBreak = cursor.takeBreak()
        broke = true
      }
    }
    if (!broke) value += text.slice(blanksFrom, cursor.offset)
    else value += firstBreak === '' ? moreBreaks : fold(firstBreak, moreBreaks)
  }
  cursor.offset++
  return { value, end: cursor.offset }
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
}

const escapeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

function takeEscape(cursor: Cursor, start: Place, endOfText: () => void): string {
  const letter = cursor.text.charAt(cursor.offset + 1)
  const plain = escapes[letter]
  if (plain !== undefined) {
    cursor.offset += 2
    return plain
  }
  if (letter === '') endOfText()
  const length = escapeLengths[letter]
  if (length === undefined) throw scannerError('found unknown escape character', cursor.place(), start)
  cursor.offset += 2
  let code = 0
  for (let i = 0; i < length; i++) {
    if (isEnd(cursor.codeAt(i))) endOfText()
    const digit = hexValue(cursor.codeAt(i))
    if (digit < 0) throw scannerError('did not find expected hexdecimal number', cursor.place(), start)
    code = code * 16 + digit
  }
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    throw scannerError('found invalid Unicode character escape code', cursor.place(), start)
  }
  cursor.offset += length
  return String.fromCodePoint(code)
}

/** Reads a block scalar; the cursor stands on `|` or `>`. `parentIndent` is the indentation of the enclosing block. */
export function scanBlock(cursor: Cursor, literal: boolean, parentIndent: number, comments: number[]): Scanned {
  const { text } = cursor
  const start = cursor.place()
  cursor.offset++
  const { chomping, increment } = takeBlockHeader(cursor, start)
  cursor.skipBlanks()
  if (cursor.code === 0x23) {
    comments.push(cursor.offset)
    cursor.skipToBreak()
    comments.push(cursor.offset)
  }
  if (!isBreakOrEnd(cursor.code))
    throw scannerError('did not find expected comment or line break', cursor.place(), start)
  if (isBreak(cursor.code)) cursor.takeBreak()
  const block = { indent: increment === 0 ? 0 : Math.max(parentIndent, 0) + increment, end: cursor.offset }

  let value = ''
  let lastBreak = ''
  let breaks = takeBlockBreaks(cursor, block, parentIndent, start)
  let wasBlank = false
  while (cursor.column === block.indent && !isEnd(cursor.code)) {
    const blank = isBlank(cursor.code)
    if (!literal && !wasBlank && !blank && lastBreak === '\n') {
      if (breaks === '') value += ' '
    } else {
      value += lastBreak
    }
    value += breaks
    wasBlank = blank
    const from = cursor.offset
    cursor.skipToBreak()
    value += text.slice(from, cursor.offset)
    lastBreak = isBreak(cursor.code) ? cursor.takeBreak() : ''
    breaks = takeBlockBreaks(cursor, block, parentIndent, start)
  }
  if (chomping !== '-') value += lastBreak
  if (chomping === '+') value += breaks
  return { value, end: block.end }
}

function takeBlockHeader(cursor: Cursor, start: Place): { chomping: string; increment: number } {
  let chomping = ''
  let increment = 0
  const takeChomping = (): void => {
    if (cursor.code !== 0x2b && cursor.code !== 0x2d) return
    chomping = cursor.text.charAt(cursor.offset++)
  }
  takeChomping()
  if (isDigit(cursor.code)) {
    if (cursor.code === 0x30) throw scannerError('found an indentation indicator equal to 0', cursor.place(), start)
    increment = cursor.code - 0x30
    cursor.offset++
    if (chomping === '') takeChomping()
  }
  return { chomping, increment }
}

/** Takes indentation and empty lines; finds the block's indentation when its header does not say. */
function takeBlockBreaks(
  cursor: Cursor,
  block: { indent: number; end: number },
  parentIndent: number,
  start: Place,
): string {
  let breaks = ''
  let deepest = 0
  block.end = cursor.offset
  for (;;) {
    while ((block.indent === 0 || cursor.column < block.indent) && cursor.code === 0x20) cursor.offset++
    deepest = Math.max(deepest, cursor.column)
    if ((block.indent === 0 || cursor.column < block.indent) && cursor.code === 0x09) {
      throw scannerError('found a tab character where an indentation space is expected', cursor.place(), start)
    }
    if (!isBreak(cursor.code)) break
    breaks += cursor.takeBreak()
    block.end = cursor.offset
  }
  if (block.indent === 0) block.indent = Math.max(deepest, parentIndent + 1, 1)
  return breaks
}
