import { quote } from '../../go/fmt/index.ts'
import { GoError } from '../../go/kinds/index.ts'
import { type FieldShape, foldName, type GoShape } from '../go-types.ts'

export interface ListField {
  readonly element: GoShape
  readonly strategy: string
  readonly mergeKey: string
}

// apimachinery: third_party/forked/golang/json LookupPatchMetadataForStruct
export function fieldOf(schema: GoShape, key: string): FieldShape {
  const shape = schema.kind === 'pointer' ? schema.element : schema
  if (shape.kind === 'raw') throw noSuchField(shape.go.slice(shape.go.indexOf('.') + 1), key)
  if (shape.kind !== 'struct') {
    throw new GoError(`merging an object in json but data type is not struct, instead is: ${kindName(shape)}`)
  }
  const field = shape.byName.get(key) ?? shape.byFolded.get(foldName(key))
  if (field === undefined) throw noSuchField(shape.name, key)
  return field
}

function noSuchField(struct: string, key: string): GoError {
  return new GoError(`unable to find api field in struct ${struct} for the json field ${quote(key)}`)
}

// apimachinery: strategicpatch PatchMetaFromStruct.LookupPatchMetadataForSlice
export function listField(schema: GoShape, key: string): ListField {
  const field = fieldOf(schema, key)
  const { shape } = field
  let element: GoShape
  if (shape.kind === 'slice') element = shape.element
  else if (shape.kind === 'pointer') element = shape.element.kind === 'slice' ? shape.element.element : shape.element
  else throw new GoError(`expected slice or array type, but got: ${kindName(schema)}`)
  return { element, strategy: field.patchStrategy, mergeKey: field.patchMergeKey }
}

export function kindName(shape: GoShape): string {
  switch (shape.kind) {
    case 'pointer':
      return 'ptr'
    case 'int':
      return 'int64'
    case 'raw':
    case 'time':
    case 'intstr':
      return 'struct'
    default:
      return shape.kind
  }
}
