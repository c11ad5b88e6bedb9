import { byteLength } from '../kinds/index.ts'

export type EmitStyle = 'plain' | 'single' | 'double' | 'literal'

/** What a scalar's text allows (Go: go.yaml.in/yaml/v2 emitterc.go yaml_emitter_analyze_scalar). */
interface Analysis {
  readonly multiline: boolean
  readonly plain: boolean
  readonly single: boolean
  readonly block: boolean
}

const indentWidth = 2
const bestWidth = 80
const maxSimpleKey = 128

/** Writes block YAML as go-yaml's emitter does (Go: go.yaml.in/yaml/v2 emitterc.go). */
export class Emitter {
  #out = ''
  #column = 0
  #indent = -1
  /** The last character written was a space or an indicator that counts as one. */
  #whitespace = true
  /** Only indentation and `-`, `?`, `:` stand on this line so far. */
  #indention = true
  #inMapping = false

  finish(): string {
    this.#indent = -1
    this.#writeIndent()
    return this.#out
  }

  sequence<T>(items: readonly T[], emit: (item: T) => void): void {
    if (items.length === 0) {
      this.#empty('[', ']')
      return
    }
    const outer = this.#indent
    this.#increaseIndent(false, this.#inMapping && !this.#indention)
    for (const item of items) {
      this.#writeIndent()
      this.#indicator('-', true, false, true)
      this.#inMapping = false
      emit(item)
    }
    this.#indent = outer
  }

  mapping<T>(
    entries: readonly T[],
    keyOf: (entry: T) => { readonly text: string; readonly style: EmitStyle },
    emitValue: (entry: T) => void,
  ): void {
    if (entries.length === 0) {
      this.#empty('{', '}')
      return
    }
    const outer = this.#indent
    this.#increaseIndent(false, false)
    for (const entry of entries) {
      const { text, style } = keyOf(entry)
      this.#writeIndent()
      this.#inMapping = true
      const analysis = analyze(text)
      if (!analysis.multiline && byteLength(text) <= maxSimpleKey) {
        this.#scalar(text, style, analysis, true)
        this.#indicator(':', false, false, false)
      } else {
        this.#indicator('?', true, false, true)
        this.#scalar(text, style, analysis, false)
        this.#writeIndent()
        this.#indicator(':', true, false, true)
      }
      this.#inMapping = true
      emitValue(entry)
    }
    this.#indent = outer
  }

  scalar(text: string, style: EmitStyle): void {
    this.#scalar(text, style, analyze(text), false)
  }

  #scalar(text: string, wanted: EmitStyle, analysis: Analysis, simpleKey: boolean): void {
    let style = wanted
    if (simpleKey && analysis.multiline) style = 'double'
    if (style === 'plain' && (!analysis.plain || (text === '' && simpleKey))) style = 'single'
    if (style === 'single' && !analysis.single) style = 'double'
    if (style === 'literal' && (!analysis.block || simpleKey)) style = 'double'
    const outer = this.#indent
    this.#increaseIndent(true, false)
    if (style === 'plain') this.#plain(text, !simpleKey)
    else if (style === 'single') this.#single(text, !simpleKey)
    else if (style === 'double') this.#double(text, !simpleKey)
    else this.#literal(text)
    this.#indent = outer
  }

  #empty(open: string, close: string): void {
    this.#indicator(open, true, true, false)
    this.#indicator(close, false, false, false)
  }

  #increaseIndent(flow: boolean, indentless: boolean): void {
    if (this.#indent < 0) this.#indent = flow ? indentWidth : 0
    else if (!indentless) this.#indent += indentWidth
  }

  #put(text: string): void {
    this.#out += text
    this.#column += text.length
  }

  /** One character; the column counts characters, not UTF-16 units. */
  #write(rune: string): void {
    this.#out += rune
    this.#column++
  }

  #putBreak(): void {
    this.#out += '\n'
    this.#column = 0
  }

  #writeBreak(rune: string): void {
    this.#out += rune
    this.#column = 0
  }

  #writeIndent(): void {
    const indent = Math.max(this.#indent, 0)
    if (!this.#indention || this.#column > indent || (this.#column === indent && !this.#whitespace)) this.#putBreak()
    if (this.#column < indent) this.#put(' '.repeat(indent - this.#column))
    this.#whitespace = true
    this.#indention = true
  }

  #indicator(text: string, needsSpace: boolean, isSpace: boolean, isIndention: boolean): void {
    if (needsSpace && !this.#whitespace) this.#put(' ')
    this.#put(text)
    this.#whitespace = isSpace
    this.#indention = this.#indention && isIndention
  }

  #plain(text: string, mayFold: boolean): void {
    if (!this.#whitespace) this.#put(' ')
    this.#flowText(text, mayFold, false)
    this.#whitespace = false
    this.#indention = false
  }

  #single(text: string, mayFold: boolean): void {
    this.#indicator("'", true, false, false)
    this.#flowText(text, mayFold, true)
    this.#indicator("'", false, false, false)
    this.#whitespace = false
    this.#indention = false
  }

  /** The text of a plain or single-quoted scalar, folded at the first single space behind the best width. */
  #flowText(text: string, mayFold: boolean, quoted: boolean): void {
    const runes = Array.from(text)
    let spaces = false
    let breaks = false
    for (let at = 0; at < runes.length; at++) {
      const rune = runes[at] as string
      if (rune === ' ') {
        const inside = !quoted || (at > 0 && at < runes.length - 1)
        if (mayFold && !spaces && this.#column > bestWidth && inside && runes[at + 1] !== ' ') this.#writeIndent()
        else this.#write(rune)
        spaces = true
      } else if (isBreak(rune)) {
        if (!breaks && rune === '\n') this.#putBreak()
        this.#writeBreak(rune)
        this.#indention = true
        breaks = true
      } else {
        if (breaks) this.#writeIndent()
        if (quoted && rune === "'") this.#write(rune)
        this.#write(rune)
        this.#indention = false
        spaces = false
        breaks = false
      }
    }
  }

  #double(text: string, mayFold: boolean): void {
    const runes = Array.from(text)
    // The emitter looks for a byte order mark at the start of the text whichever character it is about to write.
    const escapeAll = text.startsWith('\ufeff')
    let spaces = false
    this.#indicator('"', true, false, false)
    for (let at = 0; at < runes.length; at++) {
      const rune = runes[at] as string
      if (escapeAll || !isPrintable(rune) || isBreak(rune) || rune === '"' || rune === '\\') {
        this.#put(escapeOf(rune))
        spaces = false
      } else if (rune === ' ') {
        if (mayFold && !spaces && this.#column > bestWidth && at > 0 && at < runes.length - 1) {
          this.#writeIndent()
          if (runes[at + 1] === ' ') this.#put('\\')
        } else {
          this.#write(rune)
        }
        spaces = true
      } else {
        this.#write(rune)
        spaces = false
      }
    }
    this.#indicator('"', false, false, false)
    this.#whitespace = false
    this.#indention = false
  }

  #literal(text: string): void {
    this.#indicator('|', true, false, false)
    const first = text.charAt(0)
    if (first === ' ' || isBreak(first)) this.#indicator(String(indentWidth), false, false, false)
    const chomping = chompingOf(text)
    if (chomping !== '') this.#indicator(chomping, false, false, false)
    this.#putBreak()
    this.#indention = true
    this.#whitespace = true
    let breaks = true
    for (const rune of text) {
      if (isBreak(rune)) {
        this.#writeBreak(rune)
        this.#indention = true
        breaks = true
      } else {
        if (breaks) this.#writeIndent()
        this.#write(rune)
        this.#indention = false
        breaks = false
      }
    }
  }
}

function chompingOf(text: string): string {
  if (!isBreak(text.charAt(text.length - 1))) return '-'
  return text.length === 1 || isBreak(text.charAt(text.length - 2)) ? '+' : ''
}

function isBreak(rune: string): boolean {
  return rune === '\n' || rune === '\r' || rune === '\u0085' || rune === '\u2028' || rune === '\u2029'
}

/** Characters above U+FFFF count as not printable here. */
function isPrintable(rune: string): boolean {
  const code = rune.codePointAt(0) ?? 0
  if (code < 0x7f) return code >= 0x20 || code === 0x0a
  return code >= 0xa0 && code <= 0xfffd && code !== 0xfeff
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u00a0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
}

function escapeOf(rune: string): string {
  const short = shortEscapes[rune]
  if (short !== undefined) return `\\${short}`
  const code = rune.codePointAt(0) ?? 0
  const hex = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

const isBlank = (rune: string | undefined): boolean => rune === ' ' || rune === '\t'

function analyze(text: string): Analysis {
  if (text === '') return { multiline: false, plain: true, single: true, block: false }
  if (simple.test(text)) return { multiline: false, plain: true, single: true, block: true }
  const runes = Array.from(text)
  let indicators = text.startsWith('---') || text.startsWith('...')
  let lineBreaks = false
  let special = false
  let breakSpace = false
  let spaceBreak = false
  let previous: 'space' | 'break' | '' = ''
  let afterSpace = true
  for (let at = 0; at < runes.length; at++) {
    const rune = runes[at] as string
    const beforeSpace = at + 1 >= runes.length || isBlank(runes[at + 1])
    if (at === 0) {
      if ('#,[]{}&*!|>\'"%@`'.includes(rune) || ('?:-'.includes(rune) && beforeSpace)) indicators = true
    } else if ((rune === ':' && beforeSpace) || (rune === '#' && afterSpace)) {
      indicators = true
    }
    if (!isPrintable(rune)) special = true
    if (rune === ' ') {
      if (previous === 'break') breakSpace = true
      previous = 'space'
    } else if (isBreak(rune)) {
      lineBreaks = true
      if (previous === 'space') spaceBreak = true
      previous = 'break'
    } else {
      previous = ''
    }
    afterSpace = isBlank(rune) || isBreak(rune)
  }
  const first = runes[0] as string
  const last = runes[runes.length - 1] as string
  const edges = first === ' ' || isBreak(first) || last === ' ' || isBreak(last)
  const refused = spaceBreak || special
  return {
    multiline: lineBreaks,
    plain: !(edges || breakSpace || refused || lineBreaks || indicators),
    single: !(breakSpace || refused),
    block: !(last === ' ' || refused),
  }
}

/** What most scalars are. */
const simple = /^[A-Za-z0-9_/][A-Za-z0-9_./-]*$/
