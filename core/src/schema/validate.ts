import { quote } from '../go/fmt/index.ts'
import { GoError } from '../go/kinds/index.ts'
import { normalizeTime } from '../model/go-time.ts'
import type { Path } from '../yaml/manifest.ts'
import type { Entry, MappingNode, ScalarNode, SequenceNode, YamlNode } from '../yaml/node.ts'
import { hasMinor, sinceOfField } from './availability.ts'
import { placesOf } from './elsewhere.ts'
import { fieldPath, jsonType, type StructureFault } from './faults.ts'
import { nearest } from './near.ts'
import { metadataProblems } from './object-meta.ts'
import { laterField, type ObjectShape, type Shape, type StringShape, shapeOfKind, typeName } from './shapes.ts'

export interface StructureOptions {
  /** The Argo CD that will read it: fields it does not have yet are reported, fields that came later than the bundled one accepted. */
  readonly version?: { readonly major: number; readonly minor: number }
}

/**
 * Every place where a document departs from the CRD of its kind, in writing order; nothing for kinds that are not Argo CD's. Nulls count
 * as the API server treats them: dropped. Of several faults with one cause only the one that explains the others is told.
 */
export function validateStructure(
  kind: string,
  root: YamlNode,
  options: StructureOptions = {},
): readonly StructureFault[] {
  const shape = shapeOfKind(kind)
  if (shape === undefined) return []
  const walk = new Walk(options)
  walk.value(shape, root, undefined)
  return walk.faults
}

/** What surrounds the value being looked at. */
interface Frame {
  /** How much of the current path leads here. */
  readonly depth: number
  readonly shape: Shape
  readonly outer: Frame | undefined
  readonly mapping: MappingNode | undefined
  readonly entry: Entry | undefined
}

/** An empty key, and the keys at its own level that belong inside. */
interface Block {
  readonly entry: Entry
  readonly shape: ObjectShape
  readonly path: Path
  readonly siblings: Entry[]
}

const isLeftEmpty = ({ value, via }: Entry): boolean =>
  via === undefined && value.kind === 'scalar' && value.value === null && value.raw === ''

type Place = { readonly entry?: Entry; readonly parent?: MappingNode; readonly parentEntry?: Entry }

class Walk {
  readonly faults: StructureFault[] = []
  readonly #options: StructureOptions
  readonly #path: (string | number)[] = []

  constructor(options: StructureOptions) {
    this.#options = options
  }

  value(shape: Shape, node: YamlNode, outer: Frame | undefined, entry?: Entry): void {
    switch (shape.kind) {
      case 'any':
        return
      case 'object':
        if (node.kind === 'mapping') this.#object(shape, node, outer, entry)
        else this.#wrongType(shape, node, outer, entry)
        return
      case 'json-object':
        if (node.kind !== 'mapping') this.#wrongType(shape, node, outer, entry)
        return
      case 'map':
        if (node.kind === 'mapping') this.#map(shape.value, node, shape, outer, entry)
        else this.#wrongType(shape, node, outer, entry)
        return
      case 'list':
        if (node.kind === 'sequence') this.#list(shape.item, node, shape, outer, entry)
        else this.#wrongType(shape, node, outer, entry)
        return
      case 'string':
        if (node.kind === 'scalar' && typeof node.value === 'string')
          this.#string(shape, node, node.value, outer, entry)
        else this.#wrongType(shape, node, outer, entry)
        return
      case 'date-time':
        if (node.kind === 'scalar' && typeof node.value === 'string') this.#dateTime(node, node.value, outer, entry)
        // kube-openapi: typeValidator lets every list pass where a format is asked for.
        else if (node.kind !== 'sequence') this.#wrongType(shape, node, outer, entry)
        return
      case 'boolean':
        if (node.kind !== 'scalar' || typeof node.value !== 'boolean') this.#wrongType(shape, node, outer, entry)
        return
      case 'integer':
        if (jsonType(node) !== 'integer') this.#wrongType(shape, node, outer, entry)
        return
      case 'int-or-string':
        if (jsonType(node) !== 'integer' && jsonType(node) !== 'string') this.#wrongType(shape, node, outer, entry)
        return
    }
  }

  #object(shape: ObjectShape, node: MappingNode, outer: Frame | undefined, entry: Entry | undefined): void {
    const frame: Frame = { depth: this.#path.length, shape, outer, mapping: node, entry }
    const { entries } = node
    let explained: Set<Entry> | undefined
    for (let i = 0; i < entries.length; i++) {
      const child = entries[i]!
      if (explained?.has(child)) continue
      const field = shape.fields.get(child.key)
      this.#path.push(child.key)
      if (field === undefined) this.#unknown(shape, child, frame)
      else {
        if (this.#options.version !== undefined) this.#checkVersion(shape, child, frame)
        if (!isNull(child.value)) this.value(field, child.value, frame, child)
        else if (field.kind !== 'any') {
          const blocks = this.#unindented(shape, field, entries, i)
          if (blocks !== undefined)
            explained = new Set([...(explained ?? []), ...blocks.flatMap(block => block.siblings)])
          this.#null(shape, field, child, blocks, frame)
        }
      }
      this.#path.pop()
    }
    for (const key of shape.required) {
      if (node.get(key) !== undefined) continue
      this.#path.push(key)
      const { entry: _none, ...place } = placeOf(frame, undefined)
      this.faults.push({ fault: 'required', key, isNull: false, ...this.#base('Required value'), ...place })
      this.#path.pop()
    }
    if (shape.name === 'ObjectMeta') this.#metadata(node, frame)
  }

  #map(item: Shape, node: MappingNode, shape: Shape, outer: Frame | undefined, entry: Entry | undefined): void {
    const frame: Frame = { depth: this.#path.length, shape, outer, mapping: node, entry }
    for (const child of node.entries) {
      this.#path.push(child.key)
      // The API server drops nulls here too; but `a:` among labels was meant as a text.
      if (isNull(child.value)) this.#nullOf(item, child, frame)
      else this.value(item, child.value, frame, child)
      this.#path.pop()
    }
  }

  #list(item: Shape, node: SequenceNode, shape: Shape, outer: Frame | undefined, entry: Entry | undefined): void {
    const frame: Frame = { depth: this.#path.length, shape, outer, mapping: undefined, entry }
    for (let i = 0; i < node.items.length; i++) {
      this.#path.push(i)
      this.value(item, node.items[i]!, frame)
      this.#path.pop()
    }
  }

  #unknown(shape: ObjectShape, entry: Entry, frame: Frame): void {
    const { key } = entry
    const { version } = this.#options
    const since = sinceOfField(shape.name, key)
    // Not in the bundled CRDs, but in the ones of that version.
    if (since !== undefined && version !== undefined && hasMinor(version, since)) {
      const later = laterField(shape.name, key)
      if (later !== undefined && !isNull(entry.value)) this.value(later, entry.value, frame, entry)
      return
    }
    const base = { ...this.#base(''), ...placeOf(frame, entry), entry, apiServer: strictError([fieldPath(this.#path)]) }
    if (since !== undefined) {
      this.faults.push({ ...base, fault: 'newer-field', since })
      return
    }
    const suggestion = nearest(key, shape.fields.keys())
    const ancestors: { path: Path; shape: Shape }[] = []
    for (let at: Frame | undefined = frame; at !== undefined; at = at.outer) {
      ancestors.unshift({ path: this.#path.slice(0, at.depth), shape: at.shape })
    }
    const elsewhere = placesOf(key, ancestors, 4)
    const target = elsewhere[0]
    if (suggestion === undefined && target !== undefined && elsewhere.length <= 2) {
      this.faults.push({ ...base, fault: 'misplaced-field', key, target, elsewhere })
    } else {
      const allowed = [...shape.fields.keys()]
      this.faults.push({
        ...base,
        fault: 'unknown-field',
        key,
        ...(suggestion !== undefined && { suggestion }),
        elsewhere,
        allowed,
      })
    }
  }

  #checkVersion(shape: ObjectShape, entry: Entry, frame: Frame): void {
    const since = sinceOfField(shape.name, entry.key)
    if (since === undefined || hasMinor(this.#options.version!, since)) return
    const apiServer = strictError([fieldPath(this.#path)])
    this.faults.push({ ...this.#base(''), ...placeOf(frame, entry), entry, apiServer, fault: 'newer-field', since })
  }

  /**
   * The keys behind an empty one that belong inside it: unknown here, known there. One of them may be empty and be followed by its own
   * in turn. Undefined when the key is only empty.
   */
  #unindented(shape: ObjectShape, field: Shape, entries: readonly Entry[], at: number): readonly Block[] | undefined {
    const empty = entries[at]!
    if (!isLeftEmpty(empty) || field.kind !== 'object') return undefined
    const outermost: Block = { entry: empty, shape: field, path: [...this.#path], siblings: [] }
    const blocks = [outermost]
    let open = [outermost]
    for (const entry of entries.slice(at + 1)) {
      if (entry.via !== undefined || shape.fields.has(entry.key)) break
      const owner = open.findLast(block => block.shape.fields.has(entry.key))
      if (owner === undefined) break
      owner.siblings.push(entry)
      open = open.slice(0, open.indexOf(owner) + 1)
      const child = owner.shape.fields.get(entry.key)
      if (child?.kind !== 'object' || !isLeftEmpty(entry)) continue
      const block: Block = { entry, shape: child, path: [...owner.path, entry.key], siblings: [] }
      blocks.push(block)
      open.push(block)
    }
    return outermost.siblings.length === 0 ? undefined : blocks.filter(block => block.siblings.length > 0)
  }

  #null(shape: ObjectShape, field: Shape, entry: Entry, blocks: readonly Block[] | undefined, frame: Frame): void {
    const required = shape.required.includes(entry.key)
    const place = placeOf(frame, entry)
    const base = required ? this.#base('Required value') : { ...this.#base(''), apiServer: '' }
    for (const { entry: empty, path, siblings } of blocks ?? []) {
      const block = empty === entry ? base : { path, field: fieldPath(path), apiServer: '' }
      this.faults.push({ ...block, ...place, fault: 'unindented-block', entry: empty, siblings })
    }
    if (blocks !== undefined) return
    if (required) this.faults.push({ ...base, ...place, fault: 'required', key: entry.key, isNull: true })
    else this.#nullOf(field, entry, frame)
  }

  #nullOf(field: Shape, entry: Entry, frame: Frame): void {
    const node = entry.value as ScalarNode
    const base = { ...this.#base(''), ...placeOf(frame, entry), apiServer: '', node, entry }
    if (field.kind === 'string' && node.raw !== '')
      this.faults.push({ ...base, fault: 'unquoted-scalar', found: 'null' })
    else if (field.kind !== 'any') this.faults.push({ ...base, fault: 'null', expected: typeName(field) })
  }

  #wrongType(shape: Shape, node: YamlNode, outer: Frame | undefined, entry: Entry | undefined): void {
    const found = jsonType(node)
    const expected = typeName(shape)
    const base = { ...this.#base(''), ...placeOf(outer, entry), apiServer: this.#typeError(shape, node) }
    if (shape.kind === 'string' && node.kind === 'scalar') {
      const canonical = canonicalNumber(node)
      const scalar = found === 'boolean' || found === 'null' ? found : 'number'
      this.faults.push({
        ...base,
        fault: 'unquoted-scalar',
        node,
        found: scalar,
        ...(canonical !== undefined && { canonical }),
      })
    } else {
      this.faults.push({ ...base, fault: 'type', node, expected, found })
    }
  }

  #typeError(shape: Shape, node: YamlNode): string {
    const field = fieldPath(this.#path)
    if (this.#path[0] === 'metadata' && this.#path.length > 1) return decodeError(this.#path, shape, node)
    let [expected, found]: string[] = [typeName(shape), jsonType(node)]
    // kube-openapi: typeValidator. Where the schema has a format, formats are told instead, except for texts and lists.
    const format = shape.kind === 'integer' ? 'int64' : shape.kind === 'date-time' ? 'date-time' : undefined
    if (format !== undefined && found !== 'string' && found !== 'array' && found !== 'null') {
      expected = format
      found = found === 'integer' ? 'int64' : found === 'number' ? 'float64' : ''
    }
    const body = field === '' ? '' : `${field} in body `
    return `${field === '' ? '<nil>' : field}: Invalid value: "${found}": ${body}must be of type ${expected}: "${found}"`
  }

  #string(
    shape: StringShape,
    node: ScalarNode,
    value: string,
    outer: Frame | undefined,
    entry: Entry | undefined,
  ): void {
    const { enum: allowed, pattern, minLength, maxLength } = shape
    if (allowed === undefined && pattern === undefined && minLength === undefined && maxLength === undefined) return
    const field = fieldPath(this.#path)
    const place = { ...this.#base(''), ...placeOf(outer, entry), node, value }
    const length = [...value].length
    if (allowed !== undefined && !allowed.includes(value)) {
      const suggestion =
        nearest(value, allowed) ??
        allowed.find(known => value !== '' && (known.startsWith(value) || value.startsWith(known)))
      const apiServer = `${field}: Unsupported value: ${quote(value)}: supported values: ${allowed.map(quote).join(', ')}`
      this.faults.push({ ...place, fault: 'enum', allowed, apiServer, ...(suggestion !== undefined && { suggestion }) })
    }
    if (maxLength !== undefined && length > maxLength) {
      const apiServer = `${field}: Too long: may not be more than ${maxLength} bytes`
      this.faults.push({ ...place, fault: 'too-long', limit: maxLength, apiServer })
    } else if (minLength !== undefined && length < minLength) {
      const apiServer = `${field}: Invalid value: ${quote(value)}: ${field} in body should be at least ${minLength} chars long`
      this.faults.push({ ...place, fault: 'too-short', limit: minLength, apiServer })
    } else if (pattern !== undefined && !pattern.test(value)) {
      const apiServer = `${field}: Invalid value: ${quote(value)}: ${field} in body should match '${pattern.source}'`
      this.faults.push({ ...place, fault: 'pattern', pattern: pattern.source, apiServer })
    }
  }

  #dateTime(node: ScalarNode, value: string, outer: Frame | undefined, entry: Entry | undefined): void {
    const inMetadata = this.#path[0] === 'metadata'
    let apiServer: string
    try {
      normalizeTime(value)
      return
    } catch (error) {
      if (!(error instanceof GoError)) throw error
      const field = fieldPath(this.#path)
      apiServer = inMetadata
        ? error.message
        : `${field}: Invalid value: ${quote(value)}: ${field} in body must be of type date-time: ${quote(value)}`
    }
    this.faults.push({ ...this.#base(''), ...placeOf(outer, entry), apiServer, fault: 'format', node, value })
  }

  #metadata(node: MappingNode, frame: Frame): void {
    for (const { path, atKey, value, reason, text } of metadataProblems(textsOf(node))) {
      let holder: MappingNode = node
      let holderEntry = frame.entry
      let entry: Entry | undefined
      let at: YamlNode | undefined = node
      for (const segment of path) {
        if (typeof segment === 'number') {
          at = at?.kind === 'sequence' ? at.items[segment] : undefined
          entry = undefined
        } else {
          if (at?.kind === 'mapping' && at !== holder) {
            holderEntry = entry
            holder = at
          }
          entry = holder.get(segment)
          at = entry?.value
        }
      }
      this.#path.push(...path)
      const place = {
        ...this.#base(''),
        parent: holder,
        ...(holderEntry && { parentEntry: holderEntry }),
        ...(entry && { entry }),
      }
      this.faults.push({ ...place, fault: 'metadata', ...(at && { node: at }), atKey, value, reason, apiServer: text })
      this.#path.length -= path.length
    }
  }

  #base(what: string): { path: Path; field: string; apiServer: string } {
    const field = fieldPath(this.#path)
    return { path: [...this.#path], field, apiServer: `${field}: ${what}` }
  }
}

function placeOf(frame: Frame | undefined, entry: Entry | undefined): Place {
  return {
    ...(entry && { entry }),
    ...(frame?.mapping && { parent: frame.mapping }),
    ...(frame?.entry && { parentEntry: frame.entry }),
  }
}

/** kube-apiserver: NewStrictDecodingError */
export function strictError(fields: readonly string[]): string {
  return `strict decoding error: ${fields.map(field => `unknown field "${field}"`).join(', ')}`
}

const isNull = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === null

/** How the number reads once YAML has made a number of it, when that differs from what was written. */
function canonicalNumber(node: ScalarNode): string | undefined {
  if (typeof node.value !== 'number' && typeof node.value !== 'bigint') return undefined
  const text = String(node.value)
  return text === node.raw ? undefined : text
}

/** metadata is decoded as a Go struct, so its faults read like encoding/json's. */
function decodeError(path: Path, shape: Shape, node: YamlNode): string {
  const kinds: Partial<Record<string, string>> = { object: 'object', array: 'array', boolean: 'bool', string: 'string' }
  const value = kinds[jsonType(node)] ?? 'number'
  const types: Partial<Record<string, string>> = {
    string: 'string',
    boolean: 'bool',
    integer: 'int64',
    'date-time': 'string',
  }
  const inOwner = path[1] === 'ownerReferences' && path.length > 2
  const struct = inOwner && path.length > 3 ? 'OwnerReference' : 'ObjectMeta'
  const named = path.filter((segment, i) => typeof segment === 'string' && (i < 2 || inOwner))
  const type = types[shape.kind] ?? goTypes[shape.kind === 'object' ? shape.name : String(path[1])] ?? shape.kind
  return `json: cannot unmarshal ${value} into Go struct field ${struct}.${named.join('.')} of type ${type}`
}

const goTypes: Readonly<Record<string, string>> = {
  OwnerReference: 'v1.OwnerReference',
  ownerReferences: '[]v1.OwnerReference',
  finalizers: '[]string',
  labels: 'map[string]string',
  annotations: 'map[string]string',
}

/** The scalars, maps and lists of texts in metadata as plain values. */
function textsOf(node: MappingNode): Readonly<Record<string, unknown>> {
  const out: Record<string, unknown> = Object.create(null)
  for (const { key, value } of node.entries) {
    if (value.kind === 'scalar') out[key] = value.value
    else if (value.kind === 'sequence')
      out[key] = value.items.map(item => (item.kind === 'scalar' ? item.value : undefined))
    else if (key === 'labels' || key === 'annotations') out[key] = textsOf(value)
  }
  return out
}
