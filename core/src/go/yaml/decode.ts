import { encodeString, formatFloatG, formatFloatJSON, notFinite } from '../json/index.ts'
import { compareBytes, GoError, type GoObject, type GoValue, setKey } from '../kinds/index.ts'
import { goSyntax } from './go-syntax.ts'
import { parseYAML } from './parser.ts'
import { isMergeKey, resolveScalar } from './resolve.ts'
import type { SyntaxMapping, SyntaxNode } from './syntax.ts'
import { YamlMap, type YamlValue } from './values.ts'

/** sigs.k8s.io/yaml's YAMLToJSON; throws GoError with go-yaml's text. */
export function yamlToJSON(text: string): string {
  return jsonText(decodeSyntax(text) ?? null)
}

/** sigs.k8s.io/yaml's Unmarshal into an interface{}; throws GoError with its text. */
export function decodeYAML(text: string): GoValue {
  try {
    return goValue(decodeSyntax(text) ?? null)
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    throw new GoError(`error converting YAML to JSON: ${error.message}`, { cause: error })
  }
}

/** The first document of a text as go-yaml decodes it; undefined for a text without any. */
export function decodeSyntax(text: string): YamlValue | undefined {
  const { root, error } = parseYAML(text)
  if (error) throw error
  return root === undefined ? undefined : decodeTree(root)
}

/** A tree as go-yaml decodes it. */
export const decodeTree = (root: SyntaxNode): YamlValue => new Decoder().decode(root)

const excessive = 'yaml: document contains excessive aliasing'

/** Go recurses as deep as the parser allows; here the call stack is shorter. */
const maxDepth = 1500

/** Go: go.yaml.in/yaml/v2 decode.go decoder. */
class Decoder {
  readonly #within = new Set<SyntaxNode>()
  #count = 0
  #aliasCount = 0
  #aliasDepth = 0
  #depth = 0

  decode(node: SyntaxNode): YamlValue {
    this.#enter()
    if (node.kind === 'scalar') return resolveScalar(node)
    if (node.kind === 'alias') return this.#alias(node, target => this.decode(target))
    if (node.kind === 'mapping') {
      const map = new YamlMap()
      this.#mapping(node, map)
      return map
    }
    this.#deeper()
    const list = node.children.map(child => this.decode(child))
    this.#depth--
    return list
  }

  #enter(): void {
    this.#count++
    if (this.#aliasDepth > 0) this.#aliasCount++
    if (
      this.#aliasCount > 100 &&
      this.#count > 1000 &&
      this.#aliasCount / this.#count > allowedAliasRatio(this.#count)
    ) {
      throw new GoError(excessive)
    }
  }

  #deeper(): void {
    if (++this.#depth > maxDepth) throw new GoError(`yaml: exceeded max depth of ${maxDepth}`)
  }

  #alias<T>(node: SyntaxNode & { readonly kind: 'alias' }, decode: (target: SyntaxNode) => T): T {
    if (this.#within.has(node)) throw new GoError(`yaml: anchor '${node.name}' value contains itself`)
    this.#within.add(node)
    this.#aliasDepth++
    const value = decode(node.target)
    this.#aliasDepth--
    this.#within.delete(node)
    return value
  }

  #mapping(node: SyntaxMapping, map: YamlMap): void {
    this.#deeper()
    const { children } = node
    for (let i = 0; i + 1 < children.length; i += 2) {
      const keyNode = children[i] as SyntaxNode
      const valueNode = children[i + 1] as SyntaxNode
      if (keyNode.kind === 'scalar' && isMergeKey(keyNode)) {
        this.#merge(valueNode, map)
        continue
      }
      const key = this.decode(keyNode)
      if (key instanceof YamlMap || Array.isArray(key)) throw new GoError(`yaml: invalid map key: ${goSyntax(key)}`)
      map.set(key, this.decode(valueNode))
    }
    this.#depth--
  }

  #merge(node: SyntaxNode, map: YamlMap): void {
    if (node.kind === 'sequence') {
      // Earlier ones take precedence, so they are written last.
      for (const item of node.children.toReversed()) {
        if (item.kind === 'sequence') throw new GoError(wantMap)
        this.#mergeOne(item, map)
      }
      return
    }
    this.#mergeOne(node, map)
  }

  #mergeOne(node: SyntaxNode, map: YamlMap) {
    const target = node.kind === 'alias' ? node.target : node
    if (target.kind !== 'mapping') throw new GoError(wantMap)
    this.#enter()
    if (node.kind !== 'alias') return this.#mapping(target, map)
    this.#alias(node, () => {
      this.#enter()
      this.#mapping(target, map)
    })
  }
}

const wantMap = 'yaml: map merge requires map or sequence of maps as the value'

/** Go: go.yaml.in/yaml/v2 decode.go allowedAliasRatio. */
function allowedAliasRatio(count: number): number {
  const low = 400_000
  const high = 4_000_000
  if (count <= low) return 0.99
  if (count >= high) return 0.1
  return 0.99 - 0.89 * ((count - low) / (high - low))
}

/** Throws where encoding/json has no form for the number. */
function checked(value: number): number {
  const special = notFinite(value)
  if (special !== undefined) throw new GoError(`json: unsupported value: ${special}`)
  return value
}

function jsonText(value: YamlValue): string {
  if (typeof value === 'string') return encodeString(value)
  if (typeof value === 'number') return formatFloatJSON(checked(value))
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`
  if (!(value instanceof YamlMap)) return String(value)
  const fields = new Map<string, YamlValue>()
  for (const entry of value.entries.values()) fields.set(keyText(entry.key, entry.value), entry.value)
  const keys = [...fields.keys()].sort(compareBytes)
  return `{${keys.map(key => `${encodeString(key)}:${jsonText(fields.get(key) ?? null)}`).join(',')}}`
}

/** A decoded value as sigs.k8s.io/yaml and encoding/json hand it on; integers become float64. */
export function goValue(value: YamlValue): GoValue {
  if (typeof value === 'number') return checked(value)
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(goValue)
  if (!(value instanceof YamlMap)) return value
  const object: GoObject = {}
  for (const entry of value.entries.values()) setKey(object, keyText(entry.key, entry.value), goValue(entry.value))
  return object
}

/** What sigs.k8s.io/yaml makes of a key (Go: sigs.k8s.io/yaml convertToJSONableObject). */
export function keyText(key: YamlValue, value: YamlValue): string {
  if (typeof key === 'string') return key
  if (typeof key === 'boolean') return key ? 'true' : 'false'
  if (typeof key === 'bigint' && key <= maxInt) return key.toString()
  if (typeof key === 'number') {
    const special = notFinite(key)
    if (special === undefined) return formatFloatG(key, 32)
    return special === 'NaN' ? '.nan' : special === '+Inf' ? '.inf' : '-.inf'
  }
  const type = key === null ? '%!s(<nil>)' : 'uint64'
  const shown = key === null ? '<nil>' : goSyntax(key)
  throw new GoError(
    `unsupported map key of type: ${type}, key: ${shown}, value: ${value === null ? '<nil>' : goSyntax(value)}`,
  )
}

const maxInt = (1n << 63n) - 1n
