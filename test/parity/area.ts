import type { Golden } from './golden.ts'

/** What came of one recorded answer. */
export interface CaseResult {
  readonly name: string
  /** Undefined: equal. */
  readonly difference?: Difference
}

export interface Difference {
  /** JSON pointer into the answer. */
  readonly path: string
  readonly expected: unknown
  readonly got: unknown
}

/** One kind of answer: a folder of cases, or a list in one file. One file in areas/ each. */
export interface Area {
  readonly name: string
  run(golden: Golden): AsyncIterable<CaseResult> | Iterable<CaseResult>
}

export function defineArea(area: Area): Area {
  return area
}

/** The rows of a list of recorded answers; none when the folder has no such list. */
export function rows<T>(golden: Golden, file: string): readonly T[] {
  const text = golden.text(file)
  return text === undefined ? [] : JSON.parse(text)
}

/** The first difference between two JSON values, looking into objects and lists. A key that is undefined is absent. */
export function firstDifference(expected: unknown, got: unknown, path = ''): Difference | undefined {
  if (Object.is(expected, got) || (expected === 0 && got === 0)) return undefined
  if (Array.isArray(expected) && Array.isArray(got)) {
    for (let i = 0; i < Math.max(expected.length, got.length); i++) {
      const found = firstDifference(expected[i], got[i], `${path}/${i}`)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (isObject(expected) && isObject(got)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(got)])) {
      const step = key.replaceAll('~', '~0').replaceAll('/', '~1')
      const found = firstDifference(own(expected, key), own(got, key), `${path}/${step}`)
      if (found !== undefined) return found
    }
    return undefined
  }
  return { path, expected, got }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const own = (object: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined

/** The case's result from an expected and a given answer. */
export function compared(name: string, expected: unknown, got: unknown): CaseResult {
  const difference = firstDifference(expected, got)
  return difference === undefined ? { name } : { name, difference }
}
