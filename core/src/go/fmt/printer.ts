import {
  bytesOf,
  compareBytes,
  complexParts,
  GoNumber,
  type GoObject,
  GoStruct,
  type GoType,
  type GoValue,
  isNilContainer,
  kindOf,
  TypedMap,
  TypedSlice,
  textOf,
  typeOf,
} from '../kinds/index.ts'
import type { Layout } from './flags.ts'
import { FormatLimitError } from './limit.ts'

/** Prints one value with one verb (Go: fmt/print.go printArg, printValue). */
export class Printer {
  readonly #layout: Layout
  readonly #limit: number
  /** No method is called while a wrong verb is reported. */
  #erroring = false
  #depth = 0
  #size = 0

  constructor(layout: Layout, limit: number) {
    this.#layout = layout
    this.#limit = limit
  }

  /** An operand of Printf and its like. */
  operand(value: GoValue, verb: string): string {
    if (value === null) return verb === 'T' || verb === 'v' ? this.#layout.pad('<nil>') : this.#badVerb(value, verb)
    if (verb === 'T') return this.#layout.string(typeOf(value))
    if (verb === 'p') return this.#pointer(value, verb)
    return this.#print(value, verb)
  }

  #print(value: Exclude<GoValue, null>, verb: string): string {
    const text = this.#part(value, verb)
    this.#size += text.length
    if (this.#size > this.#limit) throw new FormatLimitError('formatted text is longer than a template may make it')
    return text
  }

  #part(value: Exclude<GoValue, null>, verb: string): string {
    // %w is Errorf's alone; a byte slice is printed before anything looks for that, as Go's fast path does.
    if (verb === 'w' && !(this.#depth === 0 && typeOf(value) === '[]uint8')) return this.#badVerb(value, verb)
    switch (typeof value) {
      case 'boolean':
        return verb === 't' || verb === 'v' ? this.#layout.pad(String(value)) : this.#badVerb(value, verb)
      case 'number':
        return this.#float(value, value, 64, verb)
      case 'string':
        return this.#string(value, value, verb)
    }
    if (value instanceof GoNumber) {
      if (typeof value.value === 'bigint') return this.#integer(value, value.value, verb)
      return this.#float(value, value.value, value.type === 'float32' ? 32 : 64, verb)
    }
    if (value instanceof GoStruct) return this.#struct(value, verb)
    if (value instanceof TypedSlice && elementType(value.type) === 'uint8') {
      const text = this.#bytes(value, verb)
      if (text !== undefined) return text
    }
    if (this.#depth >= maxDepth) throw new FormatLimitError(`value is nested deeper than ${maxDepth} levels`)
    this.#depth++
    const text = Array.isArray(value) || value instanceof TypedSlice ? this.#list(value, verb) : this.#map(value, verb)
    this.#depth--
    return text
  }

  #list(value: GoValue[] | TypedSlice, verb: string): string {
    const items = Array.isArray(value) ? value : value.items
    if (!this.#layout.sharpV) return `[${items.map(item => this.#element(item, verb)).join(' ')}]`
    if (isNilContainer(value)) return `${typeOf(value)}(nil)`
    return `${typeOf(value)}{${items.map(item => this.#element(item, verb)).join(', ')}}`
  }

  #map(value: GoObject | TypedMap, verb: string): string {
    const entries = value instanceof TypedMap ? [...value.entries] : Object.entries(value)
    entries.sort(([a], [b]) => compareBytes(a, b))
    const texts = entries.map(([key, item]) => `${this.#print(key, verb)}:${this.#element(item, verb)}`)
    if (!this.#layout.sharpV) return `map[${texts.join(' ')}]`
    return isNilContainer(value) ? `${typeOf(value)}(nil)` : `${typeOf(value)}{${texts.join(', ')}}`
  }

  /** A value inside another: a nil interface there takes no part in padding or verb checks. */
  #element(value: GoValue, verb: string): string {
    if (value === null) return this.#layout.sharpV ? 'interface {}(nil)' : '<nil>'
    return this.#print(value, verb)
  }

  #struct(value: GoStruct, verb: string): string {
    const number = complexParts(value)
    if (number) return this.#complex(value, number.real, number.imaginary, verb)
    const hasText = Object.hasOwn(value.methods, 'String') || Object.hasOwn(value.methods, 'Error')
    if (hasText && !this.#erroring && !this.#layout.sharpV && 'vsxXq'.includes(verb)) {
      return this.#string(value, value.text(), verb)
    }
    if (typeof value.inner === 'bigint' && /int/.test(kindOf(value))) return this.#integer(value, value.inner, verb)
    const names = Object.keys(value.fields)
    if (verb === 'v' && !this.#layout.sharpV && (!this.#layout.plusV || names.length === 0)) return value.text()
    const pointer = value.type.startsWith('*')
    const { plusV, sharpV } = this.#layout
    const fields = names.map(name => {
      const field = this.#element(value.fields[name] ?? null, verb)
      return plusV || sharpV ? `${name}:${field}` : field
    })
    const type = sharpV ? value.type.replace(/^\*/, '') : ''
    return `${pointer ? '&' : ''}${type}{${fields.join(sharpV ? ', ' : ' ')}}`
  }

  #bytes(value: TypedSlice, verb: string): string | undefined {
    const bytes = Uint8Array.from(value.items, item => (item instanceof GoNumber ? Number(item.value) : 0))
    switch (verb) {
      case 's':
        return this.#layout.string(textOf(bytes))
      case 'q':
        return this.#layout.quoted(textOf(bytes))
      case 'x':
      case 'X':
        return this.#layout.hexBytes(bytes, verb === 'X')
      case 'v':
      case 'd': {
        if (!this.#layout.sharpV)
          return `[${Array.from(bytes, byte => this.#layout.integer(BigInt(byte), 10, verb)).join(' ')}]`
        const type = this.#depth === 0 ? '[]byte' : value.type
        if (value.isNil) return `${type}(nil)`
        return `${type}{${Array.from(bytes, byte => this.#hex(BigInt(byte))).join(', ')}}`
      }
    }
    return undefined
  }

  #string(owner: GoValue, text: string, verb: string): string {
    switch (verb) {
      case 'v':
        return this.#layout.sharpV ? this.#layout.quoted(text) : this.#layout.string(text)
      case 's':
        return this.#layout.string(text)
      case 'q':
        return this.#layout.quoted(text)
      case 'x':
      case 'X':
        return this.#layout.hexBytes(bytesOf(text), verb === 'X')
    }
    return this.#badVerb(owner, verb)
  }

  #integer(owner: GoValue, value: bigint, verb: string): string {
    const layout = this.#layout
    switch (verb) {
      case 'v':
        return layout.sharpV && kindOf(owner).startsWith('uint') ? this.#hex(value) : layout.integer(value, 10, verb)
      case 'd':
        return layout.integer(value, 10, verb)
      case 'b':
        return layout.integer(value, 2, verb)
      case 'o':
      case 'O':
        return layout.integer(value, 8, verb)
      case 'x':
      case 'X':
        return layout.integer(value, 16, verb)
      case 'c':
        return layout.char(value)
      case 'q':
        return layout.quotedChar(value)
      case 'U':
        return layout.unicode(value)
    }
    return this.#badVerb(owner, verb)
  }

  #hex(value: bigint): string {
    const sharp = this.#layout.sharp
    this.#layout.sharp = true
    const text = this.#layout.integer(value, 16, 'v')
    this.#layout.sharp = sharp
    return text
  }

  #float(owner: GoValue, value: number, bits: 32 | 64, verb: string): string {
    switch (verb) {
      case 'v':
        return this.#layout.float(value, bits, 'g', -1)
      case 'b':
      case 'g':
      case 'G':
      case 'x':
      case 'X':
        return this.#layout.float(value, bits, verb, -1)
      case 'f':
      case 'e':
      case 'E':
        return this.#layout.float(value, bits, verb, 6)
      case 'F':
        return this.#layout.float(value, bits, 'f', 6)
    }
    return this.#badVerb(owner, verb)
  }

  #complex(owner: GoValue, real: number, imaginary: number, verb: string): string {
    if (!'vbgGxXfFeE'.includes(verb)) return this.#badVerb(owner, verb)
    const { plus } = this.#layout
    const first = this.#float(owner, real, 64, verb)
    this.#layout.plus = true
    const second = this.#float(owner, imaginary, 64, verb)
    this.#layout.plus = plus
    return `(${first}${second}i)`
  }

  /** %p of what has an address. Addresses differ from run to run in Go; one stands for them all here. */
  #pointer(value: Exclude<GoValue, null>, verb: string): string {
    const kind = kindOf(value)
    if (kind !== 'map' && kind !== 'slice' && kind !== 'ptr') return this.#badVerb(value, verb)
    const address = isNilContainer(value) ? 0n : 0xc000012345n
    const sharp = this.#layout.sharp
    this.#layout.sharp = !sharp
    const text = this.#layout.integer(address, 16, 'v')
    this.#layout.sharp = sharp
    return text
  }

  #badVerb(value: GoValue, verb: string): string {
    if (value === null) return `%!${verb}(<nil>)`
    const erroring = this.#erroring
    this.#erroring = true
    const text = `%!${verb}(${typeOf(value)}=${this.#print(value, 'v')})`
    this.#erroring = erroring
    return text
  }
}

/** Deeper values can only be circular ones, which make Go's own printer overflow its stack. */
const maxDepth = 500

function elementType(type: GoType): GoType {
  return type.startsWith('[]') ? type.slice(2) : ''
}
