import type { Path } from '../yaml/manifest.ts'
import { sinceOfField } from './availability.ts'
import { type ObjectShape, type Shape, shapeOfKind } from './shapes.ts'

/** What a field is, for hovers and completions. */
export interface FieldDescription {
  readonly name: string
  /** ApplicationSource, string, integer or string, list of SyncWindow, map of string, any, object */
  readonly type: string
  readonly shape: Shape
  readonly required: boolean
  /** The Go struct it is a field of. */
  readonly owner: string
  /** The values it may have, when they are few. */
  readonly values?: readonly string[]
  /** The minor version it came with, when later than 2.0. */
  readonly since?: string
  /** Argo CD's own words; there once loadDescriptions has been awaited. */
  readonly description?: string
}

let descriptions: Readonly<Record<string, string>> | undefined

/** Loads Argo CD's descriptions of fields, which nothing but hovers and completions needs. */
export async function loadDescriptions(): Promise<void> {
  descriptions ??= (await import('./crd-descriptions.json', { with: { type: 'json' } })).default as Readonly<
    Record<string, string>
  >
}

/** The field at a path of a kind: ['spec', 'sources', 0, 'helm']. Undefined for what the schema does not have or leaves open. */
export function describeField(kind: string, path: Path): FieldDescription | undefined {
  const name = path.at(-1)
  if (typeof name !== 'string') return undefined
  const owner = objectAt(kind, path.slice(0, -1))
  return owner === undefined ? undefined : describe(kind, owner, name, path)
}

/** The fields an object at a path of a kind may have, in alphabetical order. */
export function fieldsAt(kind: string, path: Path): readonly FieldDescription[] {
  const owner = objectAt(kind, path)
  if (owner === undefined) return []
  return [...owner.fields.keys()].sort().flatMap(name => describe(kind, owner, name, [...path, name]) ?? [])
}

/** What the value at a path may be: a number enters a list, a name an object or a map. */
export function shapeAt(kind: string, path: Path): Shape | undefined {
  let shape: Shape | undefined = shapeOfKind(kind)
  for (const segment of path) {
    if (shape === undefined) return undefined
    if (typeof segment === 'number') shape = shape.kind === 'list' ? shape.item : undefined
    else if (shape.kind === 'object') shape = shape.fields.get(segment)
    else shape = shape.kind === 'map' ? shape.value : undefined
  }
  return shape
}

/**
 * The minor version of Argo CD from which on the field at a path is known: the latest of the field and what encloses it. Undefined when
 * it has been there since 2.0.
 */
export function sinceVersion(kind: string, path: Path): string | undefined {
  let latest: string | undefined
  let shape: Shape | undefined = shapeOfKind(kind)
  for (const segment of path) {
    if (shape === undefined) return latest
    if (typeof segment === 'number') shape = shape.kind === 'list' ? shape.item : undefined
    else if (shape.kind === 'object') {
      const since = sinceOfField(shape.name, segment)
      if (since !== undefined && (latest === undefined || isLater(since, latest))) latest = since
      shape = shape.fields.get(segment)
    } else shape = shape.kind === 'map' ? shape.value : undefined
  }
  return latest
}

function isLater(a: string, b: string): boolean {
  const [x, y] = [a, b].map(text => text.split('.').map(Number))
  return x![0]! - y![0]! > 0 || (x![0] === y![0] && x![1]! > y![1]!)
}

function objectAt(kind: string, path: Path): ObjectShape | undefined {
  const shape = shapeAt(kind, path)
  return shape?.kind === 'object' ? shape : undefined
}

function describe(kind: string, owner: ObjectShape, name: string, path: Path): FieldDescription | undefined {
  const shape = owner.fields.get(name)
  if (shape === undefined) return undefined
  const since = sinceOfField(owner.name, name)
  const description = textOf(kind, owner, name, path)
  return {
    name,
    type: typeText(shape),
    shape,
    required: owner.required.includes(name),
    owner: owner.name,
    ...(shape.kind === 'string' && shape.enum && { values: shape.enum }),
    ...(since !== undefined && { since }),
    ...(description !== undefined && { description }),
  }
}

function textOf(kind: string, owner: ObjectShape, name: string, path: Path): string | undefined {
  if (descriptions === undefined) return undefined
  let place = ''
  for (const segment of path) place += typeof segment === 'number' ? '[]' : place === '' ? segment : `.${segment}`
  return descriptions[`${kind}:${place}`] ?? descriptions[`${owner.name}.${name}`]
}

function typeText(shape: Shape): string {
  switch (shape.kind) {
    case 'object':
      return shape.name
    case 'list':
      return `list of ${typeText(shape.item)}`
    case 'map':
      return `map of ${typeText(shape.value)}`
    case 'int-or-string':
      return 'integer or string'
    case 'json-object':
      return 'object'
    default:
      return shape.kind
  }
}
