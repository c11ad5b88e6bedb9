import { type GoObject, type GoValue, getKey, isGoObject, setKey } from '../go/kinds/index.ts'

/**
 * The spec as Argo CD writes it: project filled in, settings without effect removed. A copy that shares what did not change.
 * Expects the shape Go writes (no empty lists, strings or false where `omitempty` drops them), but also copes with what people wrote.
 */
// Argo CD: util/argo/argo.go NormalizeApplicationSpec, NormalizeSource.
export function normalizeApplicationSpec(spec: GoObject): GoObject {
  const out = copy(spec)
  if (!getKey(out, 'project')) out.project = 'default'
  const syncPolicy = getKey(out, 'syncPolicy')
  if (syncPolicy === null || (isGoObject(syncPolicy) && isZero(syncPolicy, syncPolicyZero))) delete out.syncPolicy
  const sources = getKey(out, 'sources')
  const source = getKey(out, 'source')
  if (Array.isArray(sources) && sources.length > 0) out.sources = sources.map(normalizeSource)
  else if (isGoObject(source)) out.source = normalizeSource(source)
  return out
}

function normalizeSource(source: GoValue): GoValue {
  if (!isGoObject(source)) return source
  const out = copy(source)
  const kustomize = getKey(out, 'kustomize')
  if (kustomize === null || (isGoObject(kustomize) && isZero(kustomize, kustomizeZero))) delete out.kustomize
  const helm = getKey(out, 'helm')
  if (helm === null || (isGoObject(helm) && isZero(helm, helmZero))) delete out.helm
  const directory = getKey(out, 'directory')
  if (directory === null) delete out.directory
  else if (isGoObject(directory) && isZero(directory, directoryZero)) {
    const kept: GoObject = {}
    for (const key of ['exclude', 'include']) if (getKey(directory, key)) kept[key] = directory[key]!
    if (Object.keys(kept).length > 0) out.directory = kept
    else delete out.directory
  }
  return out
}

/** How a field shows that it is unset: by absence (a pointer), or by an empty value. */
type Zero = { readonly [field: string]: 'absent' | 'empty' | 'jsonnet' }

const fields = (rule: 'absent' | 'empty', names: string): Zero =>
  Object.fromEntries(names.split(' ').map(name => [name, rule]))

// The fields each IsZero in pkg/apis/application/v1alpha1/types.go asks for. Kustomize's forceCommonLabels, labelWithoutSelector
// and the like are missing there: alone they count as nothing.
const syncPolicyZero = {
  ...fields('absent', 'automated retry managedNamespaceMetadata'),
  ...fields('empty', 'syncOptions'),
}
const kustomizeZero = fields(
  'empty',
  'namePrefix nameSuffix version namespace images replicas commonLabels commonAnnotations patches components kubeVersion apiVersions ignoreMissingComponents',
)
const helmZero = {
  ...fields(
    'empty',
    'version releaseName valueFiles parameters fileParameters values passCredentials ignoreMissingValueFiles skipCrds skipTests skipSchemaValidation kubeVersion apiVersions namespace',
  ),
  ...fields('absent', 'valuesObject'),
}
const directoryZero: Zero = { recurse: 'empty', jsonnet: 'jsonnet' }
const jsonnetZero = fields('empty', 'extVars tlas libs')

function isZero(object: GoObject, zero: Zero): boolean {
  for (const [field, rule] of Object.entries(zero)) {
    const value = getKey(object, field)
    if (value === undefined || value === null) continue
    if (rule === 'absent') return false
    if (rule === 'jsonnet' ? !(isGoObject(value) && isZero(value, jsonnetZero)) : !isEmpty(value)) return false
  }
  return true
}

function isEmpty(value: GoValue): boolean {
  if (Array.isArray(value)) return value.length === 0
  if (isGoObject(value)) return Object.keys(value).length === 0
  return !value
}

/** A shallow copy with own keys only. */
function copy(object: GoObject): GoObject {
  const out: GoObject = {}
  for (const [key, value] of Object.entries(object)) setKey(out, key, value)
  return out
}
