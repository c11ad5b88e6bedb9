import { decodeYAML } from '../go/yaml/index.ts'
import type { SourceFile } from '../text/index.ts'

/**
 * What completes or reads a file, which decides what may be expected of it.
 * plain: it stands for itself. kustomize: a kustomization lists it as resource, patch or component, so another file may complete it.
 * helm-template: it is text for Helm, not YAML.
 */
export type FileClass = 'plain' | 'kustomize' | 'helm-template'

/** The text of a file beside the one in question; undefined where there is none. */
export type Surroundings = (uri: string) => string | undefined

const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']

/** Fields of a kustomization that list files as paths. */
const pathLists = [
  'resources',
  'bases',
  'components',
  'patchesStrategicMerge',
  'transformers',
  'generators',
  'configurations',
]

/** Fields that list objects with a `path`. */
const patchLists = ['patches', 'patchesJson6902', 'replacements']

/** Classifies a file by its text and by the few files around it that can name it. */
export function fileClassOf(file: SourceFile, surroundings: Surroundings): FileClass {
  if (isChartTemplate(file.uri, surroundings) || isHelmText(file.text)) return 'helm-template'
  return isListedByKustomization(file.uri, surroundings) ? 'kustomize' : 'plain'
}

function isChartTemplate(uri: string, surroundings: Surroundings): boolean {
  for (let at = uri.lastIndexOf('/templates/'); at >= 0; at = uri.lastIndexOf('/templates/', at - 1)) {
    if (surroundings(`${uri.slice(0, at)}/Chart.yaml`) !== undefined) return true
    if (at === 0) break
  }
  return uri.startsWith('templates/') && surroundings('Chart.yaml') !== undefined
}

/** Directives that only Helm understands, where YAML would have a key or a value. */
function isHelmText(text: string): boolean {
  if (!text.includes('{{')) return false
  return /^[^\S\n]*\{\{-?\s*(?:if|range|with|end|else|include|template|define|toYaml|\/\*|-)|^[^'"#\n|>]*:[^\S\n]*\{\{-?\s*(?:\.Values|\.Release|\.Chart|include|quote|default)\b/m.test(
    withoutBlockScalars(text),
  )
}

/** Blanks the lines of block scalars: templates for Argo CD stand there (templatePatch), and nothing says Helm reads them. */
function withoutBlockScalars(text: string): string {
  let inside = -1
  return text
    .split('\n')
    .map(line => {
      const indent = line.search(/\S/)
      if (inside >= 0 && (indent < 0 || indent > inside)) return ''
      inside = /(?:^|[:-]\s)\s*[|>][+-]?\d?[+-]?\s*(?:#.*)?$/.test(line.trimEnd()) ? Math.max(indent, 0) : -1
      return line
    })
    .join('\n')
}

function isListedByKustomization(uri: string, surroundings: Surroundings): boolean {
  for (let folder = parentOf(uri); ; folder = parentOf(folder)) {
    for (const name of kustomizationNames) {
      const kustomization = folder === '' ? name : `${folder}/${name}`
      if (kustomization === uri) return false
      const text = surroundings(kustomization)
      const path = folder === '' ? uri : uri.slice(folder.length + 1)
      if (text === undefined) continue
      if (listed(text).has(path) || text.includes(folderOrFile(path)) || path.startsWith('patches/')) return true
    }
    if (folder === '' || folder.endsWith('/') || folder.endsWith(':')) return false
  }
}

/**
 * What a kustomization mentions that lists a file for some of its users: the file itself, also commented out, or another of the
 * same folder below it.
 */
const folderOrFile = (path: string): string => (path.includes('/') ? `${parentOf(path)}/` : path)

const parentOf = (uri: string): string => uri.slice(0, Math.max(0, uri.lastIndexOf('/')))

const lists = new Map<string, ReadonlySet<string>>()
const keptLists = 2_000

/** The paths a kustomization names, as written without a leading `./`. Kept by its text. */
function listed(text: string): ReadonlySet<string> {
  const known = lists.get(text)
  if (known !== undefined) return known
  if (lists.size >= keptLists) lists.clear()
  const paths = new Set<string>()
  const add = (path: unknown) => typeof path === 'string' && paths.add(path.replace(/^(\.\/)+/, ''))
  const object = decode(text)
  for (const field of pathLists) for (const path of arrayOf(object?.[field])) add(path)
  for (const field of patchLists) {
    for (const item of arrayOf(object?.[field]))
      if (typeof item === 'object' && item !== null && 'path' in item) add(item.path)
  }
  lists.set(text, paths)
  return paths
}

function decode(text: string): Record<string, unknown> | undefined {
  try {
    const value = decodeYAML(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    // A broken kustomization names nothing; what is wrong with it is said when that file is checked.
    return undefined
  }
}

const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
