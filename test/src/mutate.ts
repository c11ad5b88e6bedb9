// Seeded damage to texts: the same seed gives the same text everywhere.

/** Numbers from 0 to 1 in an order that the seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A text with one to eight faults; `other` gives pieces of other texts. */
export function mutate(text: string, random: () => number, other: () => string): string {
  const count = 1 + Math.floor(random() ** 2 * 8)
  let mutated = text
  for (let i = 0; i < count; i++) mutated = pick(faults, random)(mutated, random, other)
  return mutated.slice(0, 300_000)
}

type Fault = (text: string, random: () => number, other: () => string) => string

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T
const place = (text: string, random: () => number): number => Math.floor(random() * (text.length + 1))

const faults: readonly Fault[] = [
  (text, random) => text.slice(0, place(text, random)),
  (text, random) => text.slice(place(text, random)),
  (text, random) => spliced(text, random, Math.floor(random() * 20), ''),
  (text, random) => spliced(text, random, 0, pick(hostile, random)),
  (text, random) => spliced(text, random, Math.floor(random() * 6), pick(hostile, random)),
  flippedBit,
  damagedBytes,
  (text, random) => spliced(text, random, 0, pick(openers, random).repeat(Math.floor(random() ** 2 * 3000))),
  (text, random) => spliced(text, random, 0, pick(fillers, random).repeat(Math.floor(random() ** 2 * 20_000))),
  (text, random, other) => {
    const from = other()
    const start = place(from, random)
    return spliced(text, random, 0, from.slice(start, start + Math.floor(random() * 400)))
  },
  (text, random) => text.replace(/\n/g, pick(['\r\n', '\r', '\n\r', '\n\n', '\u0085', '\u2028'], random)),
  (text, random) => text.replace(/\n/g, () => (random() < 0.5 ? '\r\n' : '\n')),
  replacedWord,
  replacedValue,
  (text, random) =>
    lines(text, random, (all, at) => {
      all.splice(at, 0, all[at]!)
    }),
  (text, random) =>
    lines(text, random, (all, at) => {
      all.splice(at, 1)
    }),
  (text, random) =>
    lines(text, random, (all, at) => {
      all[at] = random() < 0.5 ? `  ${all[at]}` : all[at]!.slice(1 + Math.floor(random() * 2))
    }),
  (text, random) =>
    lines(text, random, (all, at) => {
      const to = Math.floor(random() * all.length)
      const line = all[at]!
      all[at] = all[to]!
      all[to] = line
    }),
]

function spliced(text: string, random: () => number, length: number, insert: string): string {
  const at = place(text, random)
  return text.slice(0, at) + insert + text.slice(at + length)
}

function lines(text: string, random: () => number, change: (lines: string[], at: number) => void): string {
  const all = text.split('\n')
  change(all, Math.floor(random() * all.length))
  return all.join('\n')
}

function flippedBit(text: string, random: () => number): string {
  const at = place(text, random)
  const code = (text.charCodeAt(at) || 0) ^ (1 << Math.floor(random() * 16))
  return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1)
}

function damagedBytes(text: string, random: () => number): string {
  const bytes = Buffer.from(text)
  if (bytes.length === 0) return text
  for (let i = 0; i < 1 + random() * 5; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
  return bytes.toString()
}

function replacedWord(text: string, random: () => number): string {
  const words = [...text.matchAll(/[A-Za-z0-9_.-]+/g)]
  if (words.length === 0) return text
  const word = pick(words, random)
  return text.slice(0, word.index) + pick(strangeWords, random) + text.slice(word.index + word[0].length)
}

function replacedValue(text: string, random: () => number): string {
  return lines(text, random, (all, at) => {
    const key = /^\s*[^\s:#-][^:]*:/.exec(all[at]!)?.[0]
    if (key !== undefined) all[at] = `${key} ${pick(strangeValues, random)}`
  })
}

const openers = ['[', '{', '- ', '{a: ', '[{', '? ', 'a:\n ', '&x [', '!t [', '"', '{{(', '{{if 1}}']
const fillers = ['x', ' ', '\n', '\r', '\t', 'é', '{{.x}}', '#', "''", '\\', 'a: b\n', '---\n', '*x ']

const strangeWords = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'null', 'true', '0', '-1', '1e400', '{}', '[]'],
  ...['[[]]', '"\\0"', '{{.a}}', '{{ . }}', '{{a}}', '{{', '*x', '&x y', '<<', '2020-01-01', '0o17', '.5', '1:30'],
]

const strangeValues = [
  ...['', '{}', '[]', '""', 'null', '1', '[1, 2]', '{a: b}', '*undefined', '&a [*a]', '!!str 1', '!!int x', '|'],
  ...['"{{ . }}"', '{{ .x }}', '"{{ .x"', '[[]]', '{a: {a: {a: []}}}', '-1', '99999999999999999999', '.nan'],
]

const hostile = [
  ...[
    '\0',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\r',
    '\r\n',
    '\t',
    '\u2028',
    '\u0085',
    '\x1b[31m',
    '\uffff',
    '🙂',
    '\\u0000',
  ],
  ...['&a ', '*a ', '&a [*a]', '<<: *a\n', '!!binary ', '!!set ', '!<tag:yaml.org,2002:float> ', '%YAML 1.2\n', '--- '],
  ...[
    '\n---\n',
    '\n...\n',
    '"',
    "'",
    '`',
    '[',
    ']',
    '{',
    '}',
    ': ',
    '- ',
    '? ',
    '| ',
    '>-\n',
    '|2\n',
    '#',
    '!',
    '@',
    '%',
  ],
  ...['{{', '}}', '{{- ', '{{ . }}', '{{ template "a" }}', '{{define "a"}}{{template "a"}}{{end}}'],
  ...['{{repeat 100000 "x"}}', '{{ range until 1000 }}{{ range until 1000 }}x{{end}}{{end}}', '{{ fail "x" }}'],
  ...['{{ $_ := set . "self" . }}{{ . }}', '{{ toJson . }}', '{{ index . "__proto__" }}', '{{ .constructor.name }}'],
  ...['{{ regexReplaceAll "(a*)*$" "aaaaaaaaaaaaaaaaaaaaaaaa!" "" }}', '{{ printf "%99999d" 1 }}'],
  ...['goTemplate: true', 'goTemplateOptions: [bogus]', '__proto__: 1\n', 'constructor: {}\n', 'hasOwnProperty: []\n'],
]
