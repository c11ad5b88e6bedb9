import type { ApplicationSet, ApplicationSetGenerator } from '../model/index.ts'
import type { Path } from '../yaml/index.ts'

type Key = Exclude<keyof ApplicationSetGenerator, 'selector'>

export interface WrittenGenerator<K extends Key> {
  readonly spec: NonNullable<ApplicationSetGenerator[K]>
  readonly path: Path
}

/** Every generator of one kind in a set, those inside matrix and merge included, and where its spec stands. */
export function* generatorsOf<K extends Key>(set: ApplicationSet, key: K): Generator<WrittenGenerator<K>> {
  yield* within(set.spec?.generators, ['spec', 'generators'], key)
}

function* within<K extends Key>(generators: unknown, path: Path, key: K): Generator<WrittenGenerator<K>> {
  if (!Array.isArray(generators)) return
  for (const [i, item] of generators.entries()) {
    if (typeof item !== 'object' || item === null) continue
    for (const [kind, spec] of Object.entries(item as Record<string, { generators?: unknown } | null>)) {
      if (typeof spec !== 'object' || spec === null) continue
      if (kind === key) yield { spec: spec as WrittenGenerator<K>['spec'], path: [...path, i, kind] }
      if (kind === 'matrix' || kind === 'merge') yield* within(spec.generators, [...path, i, kind, 'generators'], key)
    }
  }
}
