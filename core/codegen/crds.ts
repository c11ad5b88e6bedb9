import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from './step.ts'

/** The part of an OpenAPI v3 schema that Argo CD's CRDs use; anything else is refused by `check`. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean'
  readonly description?: string
  readonly format?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
}

/** A value's shape: a leaf, a named object ('#Name'), a list, a map, or a string with conditions. */
export type Shape = string | readonly [Shape] | { readonly map: Shape } | StringShape

export interface StringShape {
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
}

export interface NamedObject {
  readonly fields: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
}

export interface Crds {
  /** By name: the Go struct's, with a number behind it when a second shape goes by the same name. */
  readonly objects: ReadonlyMap<string, NamedObject>
  readonly kinds: readonly string[]
  /** By '<object>.<field>', or '<kind>:<path>' where a place says something else than most. */
  readonly descriptions: ReadonlyMap<string, string>
}

const known = new Set([
  'type',
  'description',
  'format',
  'properties',
  'additionalProperties',
  'items',
  'required',
  'enum',
  'pattern',
  'minLength',
  'maxLength',
  'anyOf',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
])

interface GoRow {
  readonly is: string
  readonly fields?: readonly (readonly string[])[]
}

let read: Crds | undefined

/** The three CRDs as named shapes: equal subschemas are one. */
export function readCrds(): Crds {
  if (read !== undefined) return read
  const go = JSON.parse(readFileSync(join(root, 'core/src/model/go-types.json'), 'utf8')) as Record<string, GoRow>
  const reader = new Reader(go)
  const kinds: string[] = []
  for (const file of ['application', 'applicationset', 'appproject']) {
    const crd = parse(readFileSync(join(root, `core/upstream/crds/${file}-crd.yaml`), 'utf8'))
    const kind: string = crd.spec.names.kind
    kinds.push(kind)
    reader.object(crd.spec.versions[0].schema.openAPIV3Schema, `v1alpha1.${kind}`, kind, '')
  }
  reader.struct('v1.ObjectMeta')
  read = { objects: reader.objects, kinds, descriptions: reader.commonDescriptions() }
  return read
}

class Reader {
  readonly objects = new Map<string, NamedObject>()
  readonly #go: Readonly<Record<string, GoRow>>
  readonly #texts = new Map<string, string>()
  readonly #described = new Map<string, Map<string, string[]>>()

  constructor(go: Readonly<Record<string, GoRow>>) {
    this.#go = go
  }

  object(schema: Schema, goType: string, kind: string, path: string): string {
    const fields: Record<string, Shape> = {}
    const described: [string, string, string][] = []
    for (const [name, child] of Object.entries(schema.properties ?? {})) {
      const childPath = path === '' ? name : `${path}.${name}`
      fields[name] =
        path === '' && name === 'metadata'
          ? '#ObjectMeta'
          : this.shape(child, this.#fieldType(goType, name), kind, childPath)
      if (child.description !== undefined) described.push([name, childPath, child.description])
    }
    const object: NamedObject = { fields, ...(schema.required && { required: schema.required }) }
    const name = this.#nameOf(goType, object)
    for (const [field, childPath, text] of described) this.#describe(`${name}.${field}`, `${kind}:${childPath}`, text)
    return `#${name}`
  }

  /** CRDs say nothing about metadata: its shape is that of the Go struct. */
  struct(goType: string): string {
    const fields: Record<string, Shape> = {}
    for (const [name = '', type = ''] of this.#go[goType]?.fields ?? []) fields[name] = this.#goShape(type)
    return `#${this.#nameOf(goType, { fields })}`
  }

  #goShape(goType: string): Shape {
    const type = this.#underlying(goType)
    // Nobody writes managed fields by hand.
    if (type.includes('ManagedFields')) return 'any'
    if (type.startsWith('[]')) return [this.#goShape(type.slice(2))]
    if (type.startsWith('map[string]')) return { map: this.#goShape(type.slice('map[string]'.length)) }
    const leaf = { string: 'string', bool: 'boolean', int64: 'integer', 'v1.Time': 'date-time' }[type]
    return leaf ?? this.struct(type)
  }

  shape(schema: Schema, goType: string, kind: string, path: string): Shape {
    for (const key of Object.keys(schema))
      if (!known.has(key)) throw new Error(`${kind} ${path}: unknown schema keyword ${key}`)
    const preserves = 'x-kubernetes-preserve-unknown-fields' in schema
    const type = this.#underlying(goType)
    if ('x-kubernetes-int-or-string' in schema) return 'int-or-string'
    switch (schema.type) {
      case undefined:
        if (!preserves) throw new Error(`${kind} ${path}: a schema without a type`)
        return 'any'
      case 'object':
        if (preserves) return 'json-object'
        if (schema.additionalProperties) {
          return { map: this.shape(schema.additionalProperties, type.replace(/^map\[string\]/, ''), kind, `${path}.*`) }
        }
        return this.object(schema, type, kind, path)
      case 'array':
        return [this.shape(schema.items ?? {}, type.replace(/^\[\]/, ''), kind, `${path}[]`)]
      case 'string': {
        const { enum: values, pattern, minLength, maxLength } = schema
        if (schema.format !== undefined) return schema.format
        if (values === undefined && pattern === undefined && minLength === undefined && maxLength === undefined)
          return 'string'
        return {
          ...(values && { enum: values }),
          ...(pattern !== undefined && { pattern }),
          ...(minLength !== undefined && { minLength }),
          ...(maxLength !== undefined && { maxLength }),
        }
      }
      default:
        return schema.type
    }
  }

  /** One text per object and field; a place that differs from the most frequent text keeps its own. */
  commonDescriptions(): ReadonlyMap<string, string> {
    const out = new Map<string, string>()
    for (const [key, texts] of this.#described) {
      const [first, ...others] = [...texts].sort((a, b) => b[1].length - a[1].length)
      if (first === undefined) continue
      out.set(key, first[0])
      for (const [text, places] of others) for (const place of places) out.set(place, text)
    }
    return out
  }

  #describe(key: string, place: string, text: string): void {
    const texts = this.#described.get(key) ?? new Map<string, string[]>()
    this.#described.set(key, texts)
    const places = texts.get(text) ?? []
    texts.set(text, places)
    places.push(place)
  }

  #nameOf(goType: string, object: NamedObject): string {
    const base = goType.slice(goType.indexOf('.') + 1)
    const text = JSON.stringify(object)
    for (let i = 1; ; i++) {
      const name = i === 1 ? base : `${base}${i}`
      const taken = this.#texts.get(name)
      if (taken === undefined) {
        this.#texts.set(name, text)
        this.objects.set(name, object)
        return name
      }
      if (taken === text) return name
    }
  }

  /** Without pointers, and the type behind a named list or map. */
  #underlying(goType: string): string {
    const type = goType.replace(/^\*/, '')
    const row = this.#go[type]
    return row === undefined || row.is === 'struct' ? type : this.#underlying(row.is)
  }

  #fieldType(goType: string, name: string): string {
    for (const [fieldName, type = '', flags = ''] of this.#go[goType]?.fields ?? []) {
      if (flags.includes('embedded')) {
        const found = this.#fieldType(type.replace(/^\*/, ''), name)
        if (found !== '') return found
      } else if (fieldName === name) return type
    }
    return ''
  }
}
