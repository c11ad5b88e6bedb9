/** Random JSON values that are nearly right for a Go struct, a template patch or a CRD; the same seed gives the same values. */
import { type GoShape, structOf } from '../../../core/src/model/go-types.ts'
import { type Shape, shapeOfKind } from '../../../core/src/schema/index.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Object_ = { [key: string]: Json }

export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** mulberry32 */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  chance(p: number): boolean {
    return this.next() < p
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)] as T
  }

  list<T>(most: number, make: (i: number) => T): T[] {
    return Array.from({ length: Math.floor(this.next() * (most + 1)) }, (_, i) => make(i))
  }
}

export const kinds = ['Application', 'ApplicationSet', 'AppProject'] as const

const junk = (r: Random): Json => r.pick<Json>([null, 1, 1.5, 'x', true, [], {}, ['a'], { a: 1 }, -3, 1e21, '', [null]])

/** A value for a Go struct; `wrong` is how often something else stands in its place. */
export function structValue(r: Random, type: string, wrong: number): Json {
  return goValue(r, structOf(type), 0, wrong)
}

function goValue(r: Random, shape: GoShape, depth: number, wrong: number): Json {
  if (r.chance(wrong)) return junk(r)
  if (r.chance(0.05)) return null
  switch (shape.kind) {
    case 'string':
      return r.pick(['', 'a', 'b-c', '{{x}}'])
    case 'bool':
      return r.chance(0.5)
    case 'int':
      return r.pick([0, 1, 5, -2, 9007199254740991])
    case 'time':
      return r.pick(r.chance(0.95) ? goodTimes : badTimes)
    case 'raw':
      return r.pick<Json>([null, { a: { b: null } }, [1], 'x', 1, {}])
    case 'intstr':
      return r.pick<Json>(['10%', 3, null])
    case 'pointer':
      return goValue(r, shape.element, depth, wrong)
    case 'slice':
      return r.list(2, () => goValue(r, shape.element, depth + 1, wrong))
    case 'map':
      return Object.fromEntries(
        r.list(2, i => [`${r.pick(['k', 'a.b/c', 'Z'])}${i}`, goValue(r, shape.element, depth + 1, wrong)]),
      )
    case 'struct': {
      const out: Object_ = {}
      for (const field of shape.fields) {
        if (!r.chance(depth < 3 ? 0.5 : 0.2)) continue
        out[r.chance(0.01) ? field.name.toUpperCase() : field.name] = goValue(r, field.shape, depth + 1, wrong)
      }
      if (r.chance(0.05)) out.unknown = junk(r)
      return out
    }
  }
}

const goodTimes = [
  '2020-01-02T03:04:05Z',
  '2020-01-02T03:04:05+02:00',
  '0001-01-01T00:00:00Z',
  '2020-01-02T3:04:05.123Z',
]
const badTimes = [
  '2020-13-02',
  'x',
  '',
  '2020-02-30T00:00:00Z',
  '2020-01-02T03:04:05',
  '2020-01-02T03:04:05ZZ',
  '2020-01-02T25:00:00Z',
]

/** An object for a CRD. */
export function crdObject(r: Random, kind: string, wrong: number): Json {
  for (;;) {
    const value = crdValue(r, shapeOfKind(kind) as Shape, 0, wrong)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  }
}

function crdValue(r: Random, shape: Shape, depth: number, wrong: number): Json {
  if (r.chance(wrong)) return junk(r)
  switch (shape.kind) {
    case 'string':
      if (shape.enum && r.chance(0.7)) return r.pick(shape.enum)
      return r.pick(['', 'a', 'bb', '.', ...(shape.maxLength === undefined ? [] : ['x'.repeat(256), 'é'.repeat(200)])])
    case 'integer':
      return r.pick([0, 5, -2])
    case 'boolean':
      return r.chance(0.5)
    case 'date-time':
      return r.pick(['2020-01-02T03:04:05Z', '2020-01-02T03:04:05.5+02:00', 'x'])
    case 'int-or-string':
      return r.pick<Json>([1, '5%'])
    case 'any':
      return junk(r)
    case 'json-object':
      return r.pick<Json>([{}, { a: null, b: [1] }])
    case 'list':
      return r.list(2, () => crdValue(r, shape.item, depth + 1, wrong))
    case 'map':
      return Object.fromEntries(r.list(2, i => [`k${i}`, crdValue(r, shape.value, depth + 1, wrong)]))
    case 'object': {
      const out: Object_ = {}
      for (const [name, field] of shape.fields) {
        if (depth === 0 && name === 'metadata') out[name] = { name: 'a' }
        else if (depth === 0 && (name === 'kind' || name === 'apiVersion')) out[name] = 'x'
        else if (shape.required.includes(name) ? !r.chance(wrong * 3) : r.chance(depth < 3 ? 0.35 : 0.15)) {
          out[name] = crdValue(r, field, depth + 1, wrong)
        }
      }
      if (r.chance(wrong)) out[r.pick(['foo', 'nam', 'helmm', 'source', 'syncOptions', 'REPOURL'])] = junk(r)
      return out
    }
  }
}

/** Metadata with names, labels, annotations and finalizers at the edge of what Kubernetes takes. */
export function metadata(r: Random): Json {
  const text = (): string =>
    r.pick([
      'a',
      'My_App',
      'a.b',
      '-a',
      'a-',
      '',
      'x'.repeat(63),
      'x'.repeat(64),
      'x'.repeat(254),
      'A',
      'é',
      'a b',
      'a..b',
      '_a',
    ])
  const key = (): string => (r.chance(0.5) ? text() : r.chance(0.9) ? `${text()}/${text()}` : 'a/b/c')
  const map = (): Json => Object.fromEntries(r.list(2, () => [key(), text()]))
  const generated = r.chance(0.1)
  return {
    // The API server has made a name of generateName before it validates.
    ...(generated && { generateName: `${text()}-`, name: 'generated-x7k2p' }),
    ...(!generated && r.chance(0.9) && { name: text() }),
    namespace: r.chance(0.5) ? text() || 'argocd' : 'argocd',
    ...(r.chance(0.5) && { labels: map() }),
    ...(r.chance(0.5) && { annotations: map() }),
    ...(r.chance(0.3) && { finalizers: r.list(3, () => r.pick([key(), 'orphan', 'foregroundDeletion', 'a.io/b'])) }),
  }
}

/** An Application before a patch, or a patch for one. */
export function patchPart(r: Random, isPatch: boolean): Json {
  const out: Object_ = {
    metadata: patchMetadata(r, isPatch),
    spec: isPatch && r.chance(0.05) ? null : patchSpec(r, isPatch),
  }
  if (isPatch && r.chance(0.03)) out.$patch = r.pick(['replace', 'delete', 'foo'])
  if (isPatch && r.chance(0.03)) out.status = { sync: null, history: [{ id: 1 }] }
  return out
}

function patchMetadata(r: Random, isPatch: boolean): Json {
  const out: Object_ = { name: 'n' }
  const finalizers = (): string[] => r.list(4, () => r.pick(['a', 'b', 'c', 'd', 'e', 'f']))
  const labels: Json[] = [{ a: 'b' }, { a: 'c', d: 'e' }]
  if (isPatch) labels.push(null, {}, { a: null }, { $patch: 'replace', z: 'y' }, { $patch: 'delete' })
  if (r.chance(0.6)) out.labels = r.pick(labels)
  if (r.chance(0.6)) {
    const list = finalizers()
    out.finalizers = r.chance(0.1) && isPatch ? list : [...new Set(list)]
    if (isPatch && r.chance(0.03)) out.finalizers = r.pick<Json>([[null], [['a']], [1, 'a'], [{ a: 1 }]])
  }
  if (r.chance(0.5)) out.ownerReferences = r.list(3, () => owner(r, isPatch))
  if (!isPatch) return out
  if (r.chance(0.15)) {
    const list = finalizers()
    out['$setElementOrder/finalizers'] = r.chance(0.8)
      ? [...new Set([...((out.finalizers ?? []) as string[]), ...list])]
      : list
  } else if (r.chance(0.1)) {
    delete out.finalizers
    out['$deleteFromPrimitiveList/finalizers'] = finalizers()
  }
  if (r.chance(0.15)) {
    const all = [...((out.ownerReferences ?? []) as Object_[]), ...r.list(3, () => owner(r, false) as Object_)]
    out['$setElementOrder/ownerReferences'] = all.map(({ uid }) => (uid === undefined ? {} : { uid }))
  }
  return out
}

function owner(r: Random, isPatch: boolean): Json {
  const out: Object_ = { uid: r.pick(['1', '2', '3']), name: r.pick(['n', 'm']) }
  if (r.chance(0.3)) out.controller = true
  if (isPatch && r.chance(0.2)) out.$patch = r.pick(['delete', 'replace', 'delete', 'merge', 'x'])
  if (r.chance(0.03)) delete out.uid
  return out
}

function patchSpec(r: Random, isPatch: boolean): Json {
  const out: Object_ = {}
  if (r.chance(0.7)) out.project = r.pick(['p', 'q', null])
  if (r.chance(0.6)) out.source = isPatch && r.chance(0.1) ? null : patchSource(r, isPatch)
  if (r.chance(0.4)) out.sources = [{ repoURL: 'x', ...(isPatch && r.chance(0.2) && { $patch: 'delete' }) }]
  if (r.chance(0.5)) {
    const automated = r.pick<Json>([null, {}, { prune: true }, { selfHeal: null }])
    const syncOptions = r.pick<Json>([['A=b'], null, []])
    out.syncPolicy = {
      automated,
      syncOptions,
      ...(isPatch && r.chance(0.1) && { $retainKeys: ['automated', 'syncOptions'] }),
    }
  }
  if (isPatch && r.chance(0.1)) {
    out[`$setElementOrder/${r.pick(['sources', 'info', 'destination', 'nope'])}`] = r.pick<Json>([
      [{ repoURL: 'x' }],
      ['a'],
      'q',
      [],
    ])
  }
  if (isPatch && out.sources === undefined && r.chance(0.05)) {
    out[`$deleteFromPrimitiveList/${r.pick(['sources', 'nope', 'info'])}`] = r.pick<Json>([['a'], 'q', [1]])
  }
  if (isPatch && r.chance(0.05))
    out.unknownObj = { a: { b: null, $patch: 'delete' }, c: [null, { $patch: 'replace' }, 1] }
  return out
}

function patchSource(r: Random, isPatch: boolean): Json {
  const values = (): Json => r.pick<Json>([{ a: 1 }, { nest: { a: 1 } }, { l: [1] }, { nest: { b: null } }, null, 'x'])
  const out: Object_ = { repoURL: r.pick(['r', 's']) }
  if (r.chance(0.5)) {
    const helm: Object_ = {
      valuesObject: values(),
      valueFiles: r.pick<Json>([['x'], ['y', 'z'], []]),
      parameters: [{ name: 'a', value: r.pick(['1', '2']) }],
    }
    if (isPatch && r.chance(0.1))
      helm.$retainKeys = r.pick<Json>([['valuesObject', 'valueFiles', 'parameters'], ['values'], 'x'])
    out.helm = helm
  }
  if (isPatch && r.chance(0.1)) out.$patch = r.pick<Json>(['replace', 'delete', 'zz', 3])
  return out
}
