export { hasMinor, sinceOfField } from './availability.ts'
export {
  describeField,
  type FieldDescription,
  fieldsAt,
  loadDescriptions,
  shapeAt,
  sinceVersion,
} from './describe.ts'
export type * from './faults.ts'
export { fieldPath, type JsonType, jsonType, type StructureFault } from './faults.ts'
export { dns1123Label, dns1123Subdomain, labelKey, labelValue } from './names.ts'
export { distance, nearest } from './near.ts'
export { type MetadataProblem, metadataProblems } from './object-meta.ts'
export { type ObjectShape, type Shape, shapeOfKind, typeName } from './shapes.ts'
export { type StructureOptions, strictError, validateStructure } from './validate.ts'
