import {
  isInvalidByte,
  isLetter,
  isNumber,
  isPunct,
  isSpace,
  isUpper,
  runesOf,
  toLower,
  toUpper,
} from '../strings/index.ts'

/** xstrings.ToPascalCase */
export function pascalCase(text: string): string {
  const runes = runesOf(text)
  let result = ''
  let at = 0
  while (at < runes.length && isConnector(runes[at] ?? '')) result += runes[at++]
  if (at === runes.length) return result
  let current = runes[at++] ?? ''
  let firstIsUpper = isUpper(current)
  current = toUpper(current)
  for (; at < runes.length; at++) {
    const previous = current
    current = runes[at] ?? ''
    if (isConnector(previous)) {
      if (isConnector(current)) {
        result += previous
        continue
      }
      firstIsUpper = isUpper(current)
      current = toUpper(current)
      continue
    }
    if (firstIsUpper) {
      if (isUpper(current)) current = toLower(current)
      else firstIsUpper = false
    }
    result += previous
  }
  return result + current
}

/** xstrings.ToSnakeCase and ToKebabCase: words in lower case between connectors. */
export function lowerWords(text: string, connector: '_' | '-'): string {
  if (text === '') return ''
  let result = ''
  const runes = Array.from(text)
  let [word, end]: [Word, number] = nextWord(runes, 0)
  const write = (part: Word): void => {
    result += part.kind === 'upper' || part.kind === 'connector' ? lowered(part.text, connector) : part.text
  }
  const advance = (): void => {
    ;[word, end] = nextWord(runes, end)
  }
  const isKind = (...kinds: Kind[]): boolean => kinds.includes(word.kind)
  const isBreak = (): boolean => isKind('connector', 'punct')
  const takeAlphanumeric = (): void => {
    while (isKind('alphabet', 'number')) {
      write(word)
      advance()
    }
    if (!isKind('invalid') && !isBreak()) result += connector
  }
  while (end < runes.length) {
    if (!isKind('connector')) write(word)
    const previous = word
    advance()
    if (previous.kind === 'number') {
      takeAlphanumeric()
    } else if (previous.kind === 'connector') {
      write(previous)
    } else if (previous.kind !== 'punct') {
      if (!isKind('number')) {
        if (!isBreak()) result += connector
        continue
      }
      if (end === runes.length) continue
      const number = word
      advance()
      // A number is the end of the word before it, unless small letters follow: bld4_floor, http_2xx.
      if (!isKind('alphabet')) {
        write(number)
        if (!isBreak()) result += connector
        continue
      }
      result += connector
      write(number)
      takeAlphanumeric()
    }
  }
  write(word)
  return result
}

type Kind = 'invalid' | 'number' | 'upper' | 'alphabet' | 'connector' | 'punct' | 'other'
interface Word {
  readonly kind: Kind
  readonly text: string
}

const isConnector = (rune: string): boolean => rune === '-' || rune === '_' || isSpace(rune)

/** Letters but for CJK, which xstrings gives a kind of their own. */
function isAlphabet(rune: string): boolean {
  const code = rune.codePointAt(0) ?? 0
  const isCJK =
    (code >= 0x4e00 && code <= 0x9fcc) || (code >= 0x3400 && code <= 0x4d85) || (code >= 0x20000 && code <= 0x2b81d)
  return isLetter(rune) && !isCJK
}

function lowered(text: string, connector: string): string {
  let result = ''
  for (const rune of text) {
    if (isConnector(rune)) result += connector
    else result += isUpper(rune) ? toLower(rune) : isInvalidByte(rune) ? '\ufffd' : rune
  }
  return result
}

/** xstrings.nextWord: the run of characters of one kind that starts here, and where it ends. */
function nextWord(runes: readonly string[], start: number): [Word, number] {
  const [first, width] = nextValid(runes, start, '\ufffd')
  const second = start + width
  const cut = (kind: Kind, end: number): [Word, number] => [{ kind, text: runes.slice(start, end).join('') }, end]
  if (start === runes.length || first === '\ufffd') return cut('invalid', second)
  /** From a place on, takes characters as long as they belong. */
  const run = (from: number, previous: string, belongs: (rune: string) => boolean): [number, string, number] => {
    let at = from
    let rune = previous
    let last = 0
    while (at < runes.length) {
      const [next, width] = nextValid(runes, at, rune)
      rune = next
      if (!belongs(rune)) break
      at += width
      last = width
    }
    return [at, rune, last]
  }
  const isLowerPart = (rune: string): boolean => isAlphabet(rune) && !isUpper(rune)
  if (isConnector(first)) return cut('connector', run(second, first, isConnector)[0])
  if (isPunct(first)) return cut('punct', run(second, first, isPunct)[0])
  if (isUpper(first)) {
    if (second >= runes.length) return cut('upper', second)
    const [next] = nextValid(runes, second, first)
    if (isUpper(next)) {
      const [end, after, last] = run(second, first, isUpper)
      // HTTPStatus is HTTP and Status: the last capital belongs to what follows.
      return cut('upper', end < runes.length && isAlphabet(after) ? end - last : end)
    }
    return cut('upper', isAlphabet(next) ? run(second, first, isLowerPart)[0] : second)
  }
  if (isAlphabet(first)) return cut('alphabet', run(second, first, isLowerPart)[0])
  if (isNumber(first)) return cut('number', run(second, first, isNumber)[0])
  const isOther = (rune: string): boolean =>
    !isConnector(rune) && !isAlphabet(rune) && !isNumber(rune) && !isPunct(rune)
  return cut('other', run(second, first, isOther)[0])
}

/** The next character that is valid, and how many it takes to get there; `previous` when none is left. */
function nextValid(runes: readonly string[], from: number, previous: string): [string, number] {
  for (let at = from; at < runes.length; at++) {
    const rune = runes[at] ?? ''
    if (rune !== '\ufffd' && !isInvalidByte(rune)) return [rune, at - from + 1]
  }
  return [previous, runes.length - from]
}
