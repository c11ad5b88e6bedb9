import schemas from './crd-schemas.json' with { type: 'json' }
import { laterFields, laterObjects } from './later-shapes.ts'

/** What a value may be. Objects are shared: the shape of ApplicationSource is one, wherever it stands. */
export type Shape = ObjectShape | ListShape | MapShape | StringShape | LeafShape

export interface ObjectShape {
  readonly kind: 'object'
  /** The Go struct's name: ApplicationSource. */
  readonly name: string
  readonly fields: ReadonlyMap<string, Shape>
  readonly required: readonly string[]
}

export interface ListShape {
  readonly kind: 'list'
  readonly item: Shape
}

export interface MapShape {
  readonly kind: 'map'
  readonly value: Shape
}

export interface StringShape {
  readonly kind: 'string'
  readonly enum?: readonly string[]
  readonly pattern?: RegExp
  /** In characters. */
  readonly minLength?: number
  readonly maxLength?: number
}

export interface LeafShape {
  /** any: every JSON value; json-object: an object with whatever keys. */
  readonly kind: 'integer' | 'boolean' | 'date-time' | 'int-or-string' | 'any' | 'json-object'
}

/** The shape of a whole object of that kind; undefined for a kind Argo CD does not have. */
export function shapeOfKind(kind: string): ObjectShape | undefined {
  return Object.hasOwn(written, kind) ? objectShape(kind) : undefined
}

/** The shape of a field that an object has in a later version than the bundled one. */
export function laterField(object: string, field: string): Shape | undefined {
  const added: Readonly<Record<string, Readonly<Record<string, Written>>>> = laterFields
  const fields = Object.hasOwn(added, object) ? added[object] : undefined
  return fields !== undefined && Object.hasOwn(fields, field) ? toShape(fields[field]!) : undefined
}

/** The JSON type a shape asks for, as the API server names it. */
export function typeName(shape: Shape): string {
  switch (shape.kind) {
    case 'list':
      return 'array'
    case 'map':
    case 'json-object':
      return 'object'
    case 'date-time':
      return 'string'
    case 'int-or-string':
      return 'integer,string'
    default:
      return shape.kind
  }
}

type Written = string | readonly [Written] | { readonly map: Written } | WrittenString

interface WrittenString {
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
}

interface WrittenObject {
  readonly fields: Readonly<Record<string, Written>>
  readonly required?: readonly string[]
}

// The type TypeScript infers from the file is too large to be of use.
const written = { ...schemas, ...laterObjects } as unknown as Readonly<Record<string, WrittenObject>>
const objects = new Map<string, ObjectShape>()
const leaves = new Map<string, Shape>()

function objectShape(name: string): ObjectShape {
  const known = objects.get(name)
  if (known !== undefined) return known
  const { fields, required = [] } = written[name]!
  const map = new Map<string, Shape>()
  const shape: ObjectShape = { kind: 'object', name, fields: map, required }
  objects.set(name, shape)
  for (const [field, value] of Object.entries(fields)) map.set(field, toShape(value))
  return shape
}

function toShape(value: Written): Shape {
  if (typeof value !== 'string') {
    if (isList(value)) return { kind: 'list', item: toShape(value[0]) }
    if ('map' in value) return { kind: 'map', value: toShape(value.map) }
    const { pattern, ...rest } = value as WrittenString
    return { kind: 'string', ...rest, ...(pattern !== undefined && { pattern: new RegExp(pattern, 'u') }) }
  }
  if (value.startsWith('#')) return objectShape(value.slice(1))
  let leaf = leaves.get(value)
  if (leaf === undefined) {
    leaf = { kind: value } as Shape
    leaves.set(value, leaf)
  }
  return leaf
}

const isList = (value: Written): value is readonly [Written] => Array.isArray(value)
