import { compareBytes } from '../../kinds/index.ts'
import { builtins } from '../builtins.ts'
import { dates } from './dates.ts'
import { formatting } from './formats.ts'
import { general } from './general.ts'
import { lists } from './lists.ts'
import { math } from './math.ts'
import type { Native, Natives } from './native.ts'
import { patterns } from './patterns.ts'
import { strings } from './strings.ts'

export { formats } from './formats.ts'
export type { Native } from './native.ts'

/** Every function written in TypeScript, by name and number of arguments. */
export const natives: ReadonlyMap<string, Native> = new Map(
  [general, strings, lists, formatting, patterns, math, dates].flatMap((table: Natives) =>
    Object.entries(table).map(([name, row]) => [name, typeof row === 'function' ? { call: row } : row] as const),
  ),
)

/** Parts of the language that look like functions. */
const special = ['empty/0', 'path/1', 'env/0', 'builtins/0', 'input/0', 'modulemeta/0', 'debug/1', 'getpath/1']

/** What `builtins` answers. */
export function functionNames(): string[] {
  const names = new Set([...natives.keys(), ...special, ...builtins().map(def => `${def.name}/${def.params.length}`)])
  const parts = [...names].filter(name => !name.startsWith('_')).map(name => name.split('/') as [string, string])
  return parts
    .sort(([a, n], [b, m]) => compareBytes(a, b) || Number(n) - Number(m))
    .map(([name, count]) => `${name}/${count}`)
}
