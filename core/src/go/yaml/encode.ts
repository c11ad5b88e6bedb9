import { encodeJSON, formatFloatG } from '../json/index.ts'
import { type Extent, GoError, GoLimit, type GoValue, isGoObject } from '../kinds/index.ts'
import { decodeSyntax } from './decode.ts'
import { Emitter } from './emitter.ts'
import { isPlainString } from './resolve.ts'
import { compareKeys } from './sort-keys.ts'
import { YamlMap, type YamlValue } from './values.ts'

/** sigs.k8s.io/yaml's Marshal: the value as JSON, that text read as YAML, and the result written by go-yaml. */
export function encodeYAML(value: GoValue, extent?: Extent): string {
  const direct = directValue(value, 0, extent)
  if (direct !== undefined) {
    const emitter = new Emitter()
    emit(emitter, direct)
    return emitter.finish()
  }
  let json: string
  try {
    json = encodeJSON(value, extent && { extent })
  } catch (error) {
    if (!(error instanceof GoError) || error instanceof GoLimit) throw error
    throw new GoError(`error marshaling into JSON: ${error.message}`, { cause: error })
  }
  return jsonToYAML(json)
}

/** sigs.k8s.io/yaml's JSONToYAML; throws GoError for JSON that is no YAML, such as text with a raw delete character. */
export function jsonToYAML(json: string): string {
  const emitter = new Emitter()
  emit(emitter, decodeSyntax(json) ?? null)
  return emitter.finish()
}

/** Deeper, and longer keys, than the parser takes without a second look. */
const maxDirectDepth = 400
const maxDirectKey = 250

/** Characters that YAML refuses or changes when they stand in JSON text as they are, and halves of pairs. */
const special = /[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/

/**
 * What reading the value's JSON as YAML gives, without writing and reading it: manifests hold texts, whole numbers and booleans. Undefined
 * for what needs the long way.
 */
function directValue(value: GoValue, depth: number, extent: Extent | undefined): YamlValue | undefined {
  extent?.count()
  if (typeof value === 'string') return special.test(value) ? undefined : value
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? BigInt(value) : undefined
  }
  if (depth > maxDirectDepth) return undefined
  if (Array.isArray(value)) {
    const items: YamlValue[] = []
    for (const item of value) {
      const direct = directValue(item, depth + 1, extent)
      if (direct === undefined) return undefined
      items.push(direct)
    }
    return items
  }
  if (!isGoObject(value)) return undefined
  const map = new YamlMap()
  for (const [key, item] of Object.entries(value)) {
    const direct = directValue(item, depth + 1, extent)
    if (direct === undefined || key === '<<' || key.length > maxDirectKey || special.test(key)) return undefined
    map.set(key, direct)
  }
  return map
}

/** Go: go.yaml.in/yaml/v2 encode.go encoder.marshal */
function emit(emitter: Emitter, value: YamlValue): void {
  if (typeof value === 'string') {
    emitter.scalar(value, styleOf(value))
  } else if (Array.isArray(value)) {
    emitter.sequence(value, item => emit(emitter, item))
  } else if (value instanceof YamlMap) {
    const entries = [...value.entries.values()].sort((a, b) => compareKeys(String(a.key), String(b.key)))
    emitter.mapping(
      entries,
      entry => keyOf(entry.key),
      entry => emit(emitter, entry.value),
    )
  } else {
    emitter.scalar(typeof value === 'number' ? formatFloatG(value) : String(value), 'plain')
  }
}

const keyOf = (key: YamlValue): { text: string; style: 'plain' | 'double' | 'literal' } => {
  const text = String(key)
  return { text, style: styleOf(text) }
}

/** What would be read as something else is quoted, base 60 numbers of YAML 1.1 among them. */
function styleOf(text: string): 'plain' | 'double' | 'literal' {
  if (text.includes('\n')) return 'literal'
  return isPlainString(text) && !base60.test(text) ? 'plain' : 'double'
}

const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/
