import { GoError } from '../go/kinds/index.ts'
import table from './go-types.json' with { type: 'json' }
import { laterFields } from './later-types.ts'

/** A Go type as encoding/json treats it; `go` is Go's own spelling, used in its error texts. */
export type GoShape =
  | {
      readonly kind: 'string' | 'bool' | 'int' | 'time' | 'raw' | 'intstr'
      readonly go: string
      readonly bits: 32 | 64
    }
  | { readonly kind: 'pointer' | 'slice' | 'map'; readonly go: string; readonly element: GoShape }
  | StructShape

export interface StructShape {
  readonly kind: 'struct'
  readonly go: string
  /** reflect.Type.Name: the spelling without its package. */
  readonly name: string
  readonly fields: readonly FieldShape[]
  readonly byName: ReadonlyMap<string, FieldShape>
  /** For the match ignoring case that encoding/json falls back to. */
  readonly byFolded: ReadonlyMap<string, FieldShape>
}

export interface FieldShape {
  readonly name: string
  readonly shape: GoShape
  readonly omitEmpty: boolean
  readonly omitZero: boolean
  /** Go names of the embedded structs between; they stand in the paths of decoding errors. */
  readonly path: readonly string[]
  /** Comes through an embedded pointer: whether it was written is remembered even when its value was null. */
  readonly remembered: boolean
  readonly patchStrategy: string
  readonly patchMergeKey: string
}

interface Row {
  readonly is: string
  readonly decodes?: boolean
  readonly fields?: readonly (readonly string[])[]
}

/** The struct of that name: 'Application', 'ApplicationSetTemplate', 'v1.ObjectMeta', ... */
export function structOf(name: string): StructShape {
  const shape = shapeOf(name.includes('.') ? name : `v1alpha1.${name}`)
  if (shape.kind !== 'struct') throw new GoError(`${name} is not a struct`)
  return shape
}

const rows = new Map<string, Row>(Object.entries(table as Readonly<Record<string, Row>>))
for (const [go, fields] of Object.entries(laterFields)) {
  rows.set(go, { is: 'struct', fields: [...(rows.get(go)?.fields ?? []), ...fields] })
}
const shapes = new Map<string, GoShape>()

/** The shape of a type in Go's spelling; built when first asked for. */
function shapeOf(go: string): GoShape {
  let shape = shapes.get(go)
  if (shape === undefined) {
    shape = build(go)
    shapes.set(go, shape)
  }
  return shape
}

function build(go: string): GoShape {
  if (go.startsWith('*')) return { kind: 'pointer', go, element: shapeOf(go.slice(1)) }
  if (go.startsWith('[]')) return { kind: 'slice', go, element: shapeOf(go.slice(2)) }
  if (go.startsWith('map[string]')) return { kind: 'map', go, element: shapeOf(go.slice('map[string]'.length)) }
  switch (go) {
    case 'string':
    case 'bool':
      return { kind: go, go, bits: 64 }
    case 'int64':
      return { kind: 'int', go, bits: 64 }
    case 'v1.Time':
      return { kind: 'time', go, bits: 64 }
    case 'intstr.IntOrString':
      return { kind: 'intstr', go, bits: 32 }
    // These keep the bytes they are given.
    case 'runtime.RawExtension':
    case 'v1.JSON':
    case 'v1.FieldsV1':
      return { kind: 'raw', go, bits: 64 }
  }
  const row = rows.get(go)
  if (row === undefined || row.decodes) throw new GoError(`no such Go type: ${go}`)
  if (row.is !== 'struct') return { ...shapeOf(row.is), go }
  const fields: FieldShape[] = []
  // Argo CD: ApplicationSourcePluginParameter.MarshalJSON always writes the name.
  const alwaysNamed = go === 'v1alpha1.ApplicationSourcePluginParameter'
  for (const [name = '', type = '', flags = '', patchStrategy = '', patchMergeKey = ''] of row.fields ?? []) {
    if (flags.includes('embedded')) {
      const pointer = type.startsWith('*')
      const embedded = structOf(pointer ? type.slice(1) : type)
      const path = embedded.name
      for (const f of embedded.fields) {
        fields.push({ ...f, path: [path, ...f.path], remembered: pointer || f.remembered })
      }
    } else {
      const omitEmpty = flags.includes('omitempty') && !(alwaysNamed && name === 'name')
      const omitZero = flags.includes('omitzero')
      fields.push({
        name,
        shape: shapeOf(type),
        omitEmpty,
        omitZero,
        path: [],
        remembered: false,
        patchStrategy,
        patchMergeKey,
      })
    }
  }
  return {
    kind: 'struct',
    go,
    name: go.slice(go.indexOf('.') + 1),
    fields,
    byName: new Map(fields.map(field => [field.name, field])),
    byFolded: new Map(fields.map(field => [foldName(field.name), field]).reverse() as [string, FieldShape][]),
  }
}

/** Go: encoding/json foldName. The long s and the Kelvin sign are the only letters outside ASCII that fold into it. */
export function foldName(name: string): string {
  return name.replace(/[a-z\u017f\u212a]/g, letter => {
    if (letter === '\u017f') return 'S'
    if (letter === '\u212a') return 'K'
    return letter.toUpperCase()
  })
}
