import type { Path } from '../yaml/manifest.ts'
import type { Entry, MappingNode, ScalarNode, SequenceNode, YamlNode } from '../yaml/node.ts'

/** Where a document departs from the schema of its kind: a neutral account from which rules make their findings. */
export type StructureFault =
  | UnknownFieldFault
  | MisplacedFieldFault
  | NewerFieldFault
  | RequiredFault
  | TypeFault
  | UnquotedScalarFault
  | NullFault
  | UnindentedBlockFault
  | EnumFault
  | PatternFault
  | LengthFault
  | FormatFault
  | MetadataFault

interface Base {
  /** The field at fault; for a missing one the field that ought to be there. */
  readonly path: Path
  /** The same as people write it: spec.sources[0].helm */
  readonly field: string
  /** The entry that holds the value; absent for items of lists, and for fields that are missing. */
  readonly entry?: Entry
  /** The mapping around the field, and the entry that holds that mapping (absent at the root and in lists). */
  readonly parent?: MappingNode
  readonly parentEntry?: Entry
  /** What the API server answers. For an unknown field: with strict validation, without which the field is dropped. */
  readonly apiServer: string
}

/** A key the schema does not have. */
export interface UnknownFieldFault extends Base {
  readonly fault: 'unknown-field'
  readonly entry: Entry
  readonly key: string
  /** The field of the same object that was probably meant. */
  readonly suggestion?: string
  /** Where else in this kind a field of that name is; nearest first. */
  readonly elsewhere: readonly Path[]
  /** The fields of this object. */
  readonly allowed: readonly string[]
}

/** An unknown key that belongs to another object of the same kind. */
export interface MisplacedFieldFault extends Base {
  readonly fault: 'misplaced-field'
  readonly entry: Entry
  readonly key: string
  /** Where it belongs; a list is entered at its first item. */
  readonly target: Path
  readonly elsewhere: readonly Path[]
}

/** A field that came with a later version than the one asked about, which drops it silently. */
export interface NewerFieldFault extends Base {
  readonly fault: 'newer-field'
  readonly entry: Entry
  /** '3.2' */
  readonly since: string
}

export interface RequiredFault extends Base {
  readonly fault: 'required'
  readonly key: string
  /** It stands there, but without a value. */
  readonly isNull: boolean
}

export interface TypeFault extends Base {
  readonly fault: 'type'
  readonly node: YamlNode
  /** object, array, string, integer, boolean, or 'integer,string' */
  readonly expected: string
  readonly found: JsonType
}

/** A number, boolean or null where a string is wanted. */
export interface UnquotedScalarFault extends Base {
  readonly fault: 'unquoted-scalar'
  readonly node: ScalarNode
  readonly found: 'number' | 'boolean' | 'null'
  /** The number as JSON has it, when that is not what was written: 1.10 is 1.1. */
  readonly canonical?: string
}

/** A field without a value. Kubernetes drops it, as if it were not there. */
export interface NullFault extends Base {
  readonly fault: 'null'
  readonly entry: Entry
  readonly node: ScalarNode
  /** object and array: a section that was probably meant to hold something. */
  readonly expected: string
}

/** A field without a value, followed at its own indentation by keys that belong inside it. */
export interface UnindentedBlockFault extends Base {
  readonly fault: 'unindented-block'
  readonly entry: Entry
  /** The keys that belong inside, in writing order. */
  readonly siblings: readonly Entry[]
}

export interface EnumFault extends Base {
  readonly fault: 'enum'
  readonly node: ScalarNode
  readonly value: string
  readonly allowed: readonly string[]
  readonly suggestion?: string
}

export interface PatternFault extends Base {
  readonly fault: 'pattern'
  readonly node: ScalarNode
  readonly value: string
  readonly pattern: string
}

export interface LengthFault extends Base {
  readonly fault: 'too-short' | 'too-long'
  readonly node: ScalarNode
  readonly value: string
  readonly limit: number
}

/** A text that is no date and time of RFC 3339. */
export interface FormatFault extends Base {
  readonly fault: 'format'
  readonly node: ScalarNode
  readonly value: string
}

/** What Kubernetes refuses in metadata: names, labels, annotations, finalizers. */
export interface MetadataFault extends Base {
  readonly fault: 'metadata'
  /** The value, or the key for labels and annotations, at fault; absent when it is missing. */
  readonly node?: YamlNode
  /** The fault lies in the key of `entry`, not in its value. */
  readonly atKey: boolean
  readonly value: string
  /** Kubernetes' words, without the field and the value. */
  readonly reason: string
}

export type JsonType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null'

/** The JSON type of a node, as the API server names it. */
export function jsonType(node: YamlNode): JsonType {
  if (node.kind === 'mapping') return 'object'
  if (node.kind === 'sequence') return 'array'
  const { value } = node
  if (value === null) return 'null'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'boolean'
  return isInt64(value) ? 'integer' : 'number'
}

/** Larger integers are read as float64. */
export function isInt64(value: number | bigint): boolean {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63
}

/** spec.sources[0].helm, as the API server writes a path. */
export function fieldPath(path: Path): string {
  let out = ''
  for (const segment of path) {
    if (typeof segment === 'number') out += `[${segment}]`
    else out += out === '' ? segment : `.${segment}`
  }
  return out
}

export type { Entry, MappingNode, ScalarNode, SequenceNode, YamlNode }
