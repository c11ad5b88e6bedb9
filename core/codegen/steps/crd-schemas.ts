import { readCrds } from '../crds.ts'
import type { Outputs, Step } from '../step.ts'

export const name: Step['name'] = 'crd-schemas'

export function outputs(): Outputs {
  const { objects, descriptions } = readCrds()
  const byName = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
  return new Map([
    ['core/src/schema/crd-schemas.json', lines(byName(objects))],
    ['core/src/schema/crd-descriptions.json', lines(byName(descriptions).map(([key, text]) => [key, text.trim()]))],
  ])
}

/** An object with one line per key, so that a change reads well. */
function lines(entries: readonly (readonly [string, unknown])[]): string {
  return `{\n${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',\n')}\n}\n`
}
