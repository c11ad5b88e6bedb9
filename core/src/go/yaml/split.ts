import { decodeJSONExactly, type ExactJSON, nextJSONValue } from '../json/index.ts'
import { byteLength, GoError, GoNumber, type GoObject, type GoValue, setKey } from '../kinds/index.ts'
import { yamlToJSON } from './decode.ts'

/** The objects of a stream, and what stopped its reading. */
export interface SplitDocuments {
  readonly documents: readonly GoObject[]
  readonly error: GoError | undefined
}

/**
 * Argo CD's SplitYAML (Go: gitops-engine pkg/utils/kube SplitYAML): documents divided by lines that begin with `---`, or one JSON
 * value after another; empty ones are skipped and each other must be an object with a kind. Integers are int64: a number here,
 * or a GoNumber where a double would lose digits.
 */
export function splitYAMLDocuments(text: string): SplitDocuments {
  const texts: string[] = []
  const documents: GoObject[] = []
  try {
    for (const json of jsonDocuments(text)) if (json !== '' && json !== 'null') texts.push(json)
    for (const json of texts) documents.push(unstructured(json))
    return { documents, error: undefined }
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    return { documents, error: new GoError(`failed to unmarshal manifest: ${error.message}`, { cause: error }) }
  }
}

/** How far Kubernetes looks for the brace that makes a stream JSON. */
const guessLength = 4096
const startsWithBrace = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*\{/

/** Go: k8s.io/apimachinery pkg/util/yaml YAMLOrJSONDecoder */
function* jsonDocuments(text: string): Generator<string> {
  if (!startsWithBrace.test(text.slice(0, guessLength))) {
    for (const document of yamlDocuments(text)) yield converted(document)
    return
  }
  let at = 0
  for (let count = 0; ; count++) {
    const next = nextJSONValue(text, at)
    if (next.kind === 'end') return
    if (next.kind === 'value') {
      yield text.slice(next.start, next.end)
      at = next.end
      continue
    }
    const offset = byteLength(text.slice(0, next.at)) + 1
    // After two values the stream is JSON for good; before, it may be YAML that begins with a brace.
    if (count > 1) throw new GoError(next.message)
    const fault = new GoError(next.isSyntax ? `json: offset ${offset}: ${next.message}` : next.message)
    const rest = afterFirstBreak(text.slice(at))
    if (rest === undefined) throw fault
    const documents = yamlDocuments(rest)
    for (;;) {
      let json: string
      try {
        const document = documents.next()
        if (document.done) return
        json = converted(document.value)
      } catch (error) {
        // The first decoding after the switch answers with what JSON had to say.
        if (error instanceof GoError && at >= 0) throw fault
        throw error
      }
      at = -1
      yield json
    }
  }
}

/** White space up to and including the first line break; undefined where fewer than four bytes are left to look at. */
function afterFirstBreak(text: string): string | undefined {
  let at = 0
  for (;;) {
    if (text.length - at < 4 && byteLength(text.slice(at)) < 4) return undefined
    if (!/\s/.test(text.charAt(at))) return text.slice(at)
    if (text.charCodeAt(at++) === 0x0a) return text.slice(at)
  }
}

/** Go: k8s.io/apimachinery pkg/util/yaml YAMLReader */
function* yamlDocuments(text: string): Generator<string> {
  let document = ''
  for (const line of linesOf(text)) {
    if (line.startsWith('---')) {
      const rest = line.slice(3).trim()
      if (rest !== '' && !rest.startsWith('#')) throw new GoError(`invalid Yaml document separator: ${rest}`)
      if (document !== '') {
        yield document
        document = ''
        continue
      }
    }
    document += `${line}\n`
  }
  if (document !== '') yield document
}

function* linesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    if (end < 0) {
      yield text.slice(at)
      return
    }
    yield text.slice(at, end > at && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end)
    at = end + 1
  }
}

function converted(document: string): string {
  try {
    return yamlToJSON(document)
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    throw new GoError(`error converting YAML to JSON: ${error.message}`, { cause: error })
  }
}

/** What JSON holds raw and YAML reads otherwise, or refuses: each text is read as YAML once more. */
const changesAsYAML = /[\u007f-\u009f\ufffe\uffff]|"[^"]{1000}|\\[/u]|\s/

/** Go: k8s.io/apimachinery unstructuredJSONScheme.Decode */
function unstructured(given: string): GoObject {
  const json = changesAsYAML.test(given) ? converted(given) : given
  const fail = (message: string): never => {
    throw new GoError(`error unmarshaling JSON: while decoding JSON: ${message}`)
  }
  const value = fromExact(decodeJSONExactly(json))
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof GoNumber) {
    const type = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
    return fail(
      `json: cannot unmarshal ${type === 'object' ? 'number' : type} into Go value of type map[string]interface {}`,
    )
  }
  const object = value as GoObject
  const { kind, apiVersion } = object
  const hasVersion = typeof apiVersion !== 'string' || apiVersion.split('/').length <= 2
  if (typeof kind !== 'string' || kind === '' || !hasVersion) fail(`Object 'Kind' is missing in '${json}'`)
  return object
}

const maxInt = (1n << 63n) - 1n

function fromExact(value: ExactJSON): GoValue {
  if (typeof value === 'bigint') {
    return value > maxInt || value < -maxInt - 1n ? Number(value) : new GoNumber('int64', value)
  }
  if (Array.isArray(value)) return value.map(fromExact)
  if (typeof value !== 'object' || value === null) return value
  const object: GoObject = {}
  for (const [key, item] of Object.entries(value)) setKey(object, key, fromExact(item))
  return object
}
