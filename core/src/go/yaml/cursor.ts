import { isBlankOrEnd, isBreakOrEnd } from './chars.ts'
import type { Place } from './errors.ts'

/** Where the scanner stands in the text. */
export class Cursor {
  readonly text: string
  offset = 0
  line = 0
  lineStart = 0

  constructor(text: string) {
    this.text = text
  }

  get column(): number {
    return this.offset - this.lineStart
  }

  get code(): number {
    return this.text.charCodeAt(this.offset)
  }

  codeAt(ahead: number): number {
    return this.text.charCodeAt(this.offset + ahead)
  }

  place(): Place {
    return { offset: this.offset, line: this.line }
  }

  /** Takes one line break and returns what it becomes in a scalar. */
  takeBreak(): string {
    const { code } = this
    this.offset += code === 0x0d && this.codeAt(1) === 0x0a ? 2 : 1
    this.line++
    this.lineStart = this.offset
    return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n'
  }

  skipBlanks(): void {
    for (let { code } = this; code === 0x20 || code === 0x09; code = this.code) this.offset++
  }

  skipToBreak(): void {
    const { text } = this
    let at = this.offset
    for (let code = text.charCodeAt(at); !isBreakOrEnd(code); code = text.charCodeAt(at)) at++
    this.offset = at
  }

  /** At the start of a line: does `---` or `...` stand here alone? */
  isDocumentMarker(): boolean {
    if (this.offset !== this.lineStart) return false
    const { code } = this
    if (code !== 0x2d && code !== 0x2e) return false
    return this.codeAt(1) === code && this.codeAt(2) === code && isBlankOrEnd(this.codeAt(3))
  }
}
