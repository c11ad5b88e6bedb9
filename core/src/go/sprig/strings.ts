import { quote as goQuote, sprintf } from '../fmt/index.ts'
import {
  byteLength,
  byteSlice,
  compareBytes,
  GoError,
  type GoFunctions,
  type GoValue,
  itemsOf,
  joined,
  stringMap,
  stringSlice,
  TypedSlice,
} from '../kinds/index.ts'
import * as go from '../strings/index.ts'
import { any, define, integerOf, textOfArgument as text } from './define.ts'
import { abbreviate, deleteWhiteSpace, initials, swapCase, uncapitalize, wrap } from './goutils.ts'
import { lowerWords, pascalCase } from './words.ts'

const textToText = (map: (given: string) => string) => define(['string'], 'string', given => map(text(given)))
const trimAll = define(['string', 'string'], 'string', (cutset, given) => go.trim(text(given), text(cutset)))

/** Text: cutting, case, padding, splitting, quoting. */
export const strings: GoFunctions = {
  abbrev: define(['int', 'string'], 'string', (width, given) => {
    const columns = integerOf(width)
    return columns < 4 ? text(given) : abbreviate(text(given), 0, columns)
  }),
  abbrevboth: define(['int', 'int', 'string'], 'string', (left, right, given) => {
    const offset = integerOf(left)
    const width = integerOf(right)
    return width < 4 || (offset > 0 && width < 7) ? text(given) : abbreviate(text(given), offset, width)
  }),
  camelcase: textToText(pascalCase),
  cat: define([`...${any}`], 'string', (...values) => {
    const given = values.filter(value => value !== null)
    return joined(sprintf('%v '.repeat(given.length).trimEnd(), given))
  }),
  contains: define(['string', 'string'], 'bool', (part, given) => text(given).includes(text(part))),
  hasPrefix: define(['string', 'string'], 'bool', (prefix, given) => text(given).startsWith(text(prefix))),
  hasSuffix: define(['string', 'string'], 'bool', (suffix, given) => text(given).endsWith(text(suffix))),
  indent: define(['int', 'string'], 'string', (spaces, given) => indent(integerOf(spaces), text(given))),
  initials: textToText(initials),
  join: define(['string', any], 'string', (separator, list) => joined(textsOf(list).join(text(separator)))),
  kebabcase: textToText(given => lowerWords(given, '-')),
  lower: textToText(go.lower),
  nindent: define(['int', 'string'], 'string', (spaces, given) => `\n${indent(integerOf(spaces), text(given))}`),
  nospace: textToText(deleteWhiteSpace),
  plural: define(['string', 'string', 'int'], 'string', (one, many, count) =>
    text(integerOf(count) === 1 ? one : many),
  ),
  quote: define([`...${any}`], 'string', (...values) => spaced(values, value => goQuote(textOf(value)))),
  repeat: define(['int', 'string'], 'string', (count, given) => joined(go.repeat(text(given), integerOf(count)))),
  replace: define(['string', 'string', 'string'], 'string', (old, replacement, given) =>
    joined(go.replaceAll(text(given), text(old), text(replacement))),
  ),
  snakecase: textToText(given => lowerWords(given, '_')),
  sortAlpha: define([any], '[]string', list => {
    if (!itemsOf(list)) return stringSlice([textOf(list)])
    // A list of strings is sorted in place: Go hands it through uncopied.
    const sorted = list instanceof TypedSlice && list.type === '[]string' ? list : stringSlice(textsOf(list))
    sorted.items.sort((a, b) => compareBytes(text(a), text(b)))
    return sorted
  }),
  split: define(['string', 'string'], 'map[string]string', (separator, given) =>
    numbered(go.split(text(given), text(separator))),
  ),
  splitList: define(['string', 'string'], '[]string', (separator, given) =>
    stringSlice(go.split(text(given), text(separator))),
  ),
  splitn: define(['string', 'int', 'string'], 'map[string]string', (separator, n, given) =>
    numbered(go.splitN(text(given), text(separator), integerOf(n))),
  ),
  squote: define([`...${any}`], 'string', (...values) => spaced(values, value => sprintf("'%v'", [value]))),
  substr: define(['int', 'int', 'string'], 'string', (start, end, given) =>
    substring(text(given), integerOf(start), integerOf(end)),
  ),
  swapcase: textToText(swapCase),
  title: textToText(go.title),
  toString: define([any], 'string', value => textOf(value)),
  toStrings: define([any], '[]string', list =>
    list instanceof TypedSlice && list.type === '[]string' ? list : stringSlice(textsOf(list)),
  ),
  trim: textToText(go.trimSpace),
  trimAll,
  trimPrefix: define(['string', 'string'], 'string', (prefix, given) =>
    text(given).startsWith(text(prefix)) ? text(given).slice(text(prefix).length) : text(given),
  ),
  trimSuffix: define(['string', 'string'], 'string', (suffix, given) =>
    text(given).endsWith(text(suffix)) ? text(given).slice(0, text(given).length - text(suffix).length) : text(given),
  ),
  trimall: trimAll,
  trunc: define(['int', 'string'], 'string', (count, given) => truncate(text(given), integerOf(count))),
  untitle: textToText(uncapitalize),
  upper: textToText(go.upper),
  wrap: define(['int', 'string'], 'string', (width, given) => wrap(text(given), integerOf(width), '', false)),
  wrapWith: define(['int', 'string', 'string'], 'string', (width, newLine, given) =>
    wrap(text(given), integerOf(width), text(newLine), true),
  ),
}

/** sprig's strval. */
export const textOf = (value: GoValue | undefined): string =>
  typeof value === 'string' ? value : sprintf('%v', [value ?? null])

/** sprig's strslice: nil items of a list are left out, what is no list is its only item. */
function textsOf(list: GoValue | undefined): string[] {
  const items = itemsOf(list ?? null)
  if (items) return items.filter(item => item !== null).map(textOf)
  return list === null ? [] : [textOf(list)]
}

function spaced(values: GoValue[], show: (value: GoValue) => string): string {
  return joined(
    values
      .filter(value => value !== null)
      .map(show)
      .join(' '),
  )
}

const numbered = (parts: string[]): GoValue => stringMap(parts.map((part, at) => [`_${at}`, part]))

function indent(spaces: number, given: string): string {
  const pad = go.repeat(' ', spaces)
  return pad + given.replaceAll('\n', `\n${pad}`)
}

function truncate(given: string, count: number): string {
  const length = byteLength(given)
  if (count < 0 && length + count > 0) return byteSlice(given, length + count)
  return count >= 0 && length > count ? byteSlice(given, 0, count) : given
}

/** sprig's substring, with the panics of slicing beyond the text. */
function substring(given: string, start: number, end: number): string {
  const length = byteLength(given)
  if (start < 0) {
    if (end < 0 || end > length) throw outOfRange(end < 0 ? `[:${end}]` : `[:${end}] with length ${length}`)
    return byteSlice(given, 0, end)
  }
  const to = end < 0 || end > length ? length : end
  if (start > to) throw outOfRange(`[${start}:${to}]`)
  return byteSlice(given, start, to)
}

export const outOfRange = (range: string): GoError => new GoError(`runtime error: slice bounds out of range ${range}`)
