import { quote } from '../go/fmt/index.ts'
import { bytesOf } from '../go/kinds/index.ts'
import { dns1123Label, dns1123Subdomain, labelKey, labelValue } from './names.ts'

/** One thing Kubernetes refuses in metadata. */
export interface MetadataProblem {
  /** Below metadata: ['labels', 'app'] */
  readonly path: readonly (string | number)[]
  /** The key is at fault, not its value. */
  readonly atKey: boolean
  readonly value: string
  /** In Kubernetes' words, without field and value. */
  readonly reason: string
  /** The whole answer: metadata.name: Invalid value: "A": ... */
  readonly text: string
}

/**
 * What the API server refuses in the metadata of a namespaced custom resource that is created; a missing namespace is no fault, as it is
 * filled in. Values of a wrong type are left to structural validation. apimachinery: api/validation ValidateObjectMeta.
 */
export function metadataProblems(metadata: Readonly<Record<string, unknown>>): MetadataProblem[] {
  const problems: MetadataProblem[] = []
  const invalid = (
    path: readonly (string | number)[],
    value: string,
    reasons: readonly string[],
    atKey = false,
  ): void => {
    // Kubernetes names the map or list, not the item.
    const field = `metadata.${path[0]}`
    for (const reason of reasons) {
      problems.push({ path, atKey, value, reason, text: `${field}: Invalid value: ${quote(value)}: ${reason}` })
    }
  }
  const { name = '', generateName = '', namespace = '', labels, annotations, finalizers } = metadata
  if (typeof generateName === 'string' && generateName !== '') {
    // apimachinery: maskTrailingDash. Random letters will follow the dash.
    const prefix = /[\0-\x7f]-$/.test(generateName) ? `${generateName.slice(0, -2)}a` : generateName
    invalid(['generateName'], generateName, dns1123Subdomain(prefix))
  }
  if (typeof name === 'string' && name !== '') invalid(['name'], name, dns1123Subdomain(name))
  else if ((name === '' || name === null) && generateName === '') {
    const reason = 'name or generateName is required'
    problems.push({ path: ['name'], atKey: false, value: '', reason, text: `metadata.name: Required value: ${reason}` })
  }
  if (typeof namespace === 'string' && namespace !== '') invalid(['namespace'], namespace, dns1123Label(namespace))
  for (const [key, value] of texts(labels)) {
    invalid(['labels', key], key, labelKey(key), true)
    invalid(['labels', key], value, labelValue(value))
  }
  let size = 0
  for (const [key, value] of texts(annotations)) {
    invalid(['annotations', key], key, labelKey(key.toLowerCase()), true)
    size += bytesOf(key).length + bytesOf(value).length
  }
  if (size > annotationLimit) {
    const reason = `may not be more than ${annotationLimit} bytes`
    problems.push({
      path: ['annotations'],
      atKey: true,
      value: '',
      reason,
      text: `metadata.annotations: Too long: ${reason}`,
    })
  }
  if (Array.isArray(finalizers)) {
    finalizers.forEach((finalizer: unknown, i) => {
      if (typeof finalizer === 'string') invalid(['finalizers', i], finalizer, labelKey(finalizer))
    })
    if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
      const reason = 'finalizer orphan and foregroundDeletion cannot be both set'
      const text = `metadata.finalizers: Invalid value: ${JSON.stringify(finalizers)}: ${reason}`
      problems.push({ path: ['finalizers'], atKey: true, value: '', reason, text })
    }
  }
  return problems
}

// apimachinery: TotalAnnotationSizeLimitB
const annotationLimit = 256 * 1024

function texts(map: unknown): [string, string][] {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return []
  return Object.entries(map).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as [string, string]] : [],
  )
}
