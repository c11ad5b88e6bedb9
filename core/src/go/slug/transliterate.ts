import { codes, digits, words } from './transliterations.ts'

export type Transliterate = (rune: string) => string

/** Spells a character beyond ASCII in what a slug may hold, as unidecode does; '' for one it does not know. */
export const transliterate: Transliterate = rune => {
  const code = rune.codePointAt(0) ?? 0
  if (code > 0xffff) return ''
  // A byte that is not UTF-8 has become U+FFFD before.
  if (code >= 0xd800 && code <= 0xdfff) return transliterate('\ufffd')
  if (code >= firstHangul && code < firstHangul + hangulCount) return hangul(code - firstHangul)
  table ??= readTable()
  return table[code < firstHangul ? code - 0x80 : code - 0x80 - hangulCount] ?? ''
}

const firstHangul = 0xac00
const hangulCount = 11172
let table: string[] | undefined

function readTable(): string[] {
  const list = words.replaceAll('\n', '').split(',')
  const source = codes.replaceAll('\n', '')
  const count = digits.length
  // As many words as possible have one digit, so that two are enough for the rest.
  const short = Math.floor((count * count - list.length) / (count - 1))
  const result: string[] = []
  for (let at = 0; at < source.length; at++) {
    if (source[at] === '!') {
      const end = source.indexOf('!', at + 1)
      const last = result.at(-1) ?? ''
      for (let times = Number(source.slice(at + 1, end)); times > 0; times--) result.push(last)
      at = end
      continue
    }
    let index = digits.indexOf(source[at] ?? '')
    if (index >= short) index = short + (index - short) * count + digits.indexOf(source[++at] ?? '')
    result.push(list[index] ?? '')
  }
  return result
}

const leads = 'g gg n d dd r m b bb s ss  j jj c k t p h'.split(' ')
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u weo we wi yu eu yi i'.split(' ')
const tails = ' g gg gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j c k t p h'.split(' ')

/** A syllable is a lead, a vowel and perhaps a tail. */
function hangul(index: number): string {
  const lead = leads[Math.floor(index / 588)] ?? ''
  const vowel = vowels[Math.floor((index % 588) / 28)] ?? ''
  return lead + vowel + (tails[index % 28] ?? '')
}
