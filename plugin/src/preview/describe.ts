import type { ApplicationSet, GeneratedApplication, Origin, SetPreview } from '@kubectl-gitops/core'
import { generatorKeys } from '@kubectl-gitops/core'
import type { Signs } from '../page.ts'

/** One generator that yields elements by itself, inside a matrix or merge or alone. */
interface Leaf {
  readonly key: string
  readonly spec: Readonly<Record<string, unknown>>
}

/** Where the Applications come from, in a few words: `matrix(git directories 3 × clusters 2)`. */
export function describeGenerators(set: SetPreview, { times }: Signs): string {
  const names = [...new Set(set.applications.map(({ origin }) => origin.generator))]
  const asked = names.length > 0 ? names : set.generators.map(({ generator }) => generator)
  return asked.map(name => describe(name, set, times)).join(', ')
}

function describe(name: string, set: SetPreview, times: string): string {
  const found = generatorAt(set.manifest.object, name)
  if (found === undefined) return name
  const elements = set.applications
    .filter(({ origin }) => origin.generator === name)
    .map(({ origin }) => origin.element)
  const leaves = leavesOf(found)
  const counts = leaves.map((_, at) => new Set(elements.map(element => element[at])).size)
  const isWhole = elements.every(element => element.length === leaves.length) && elements.length > 0
  // A child that depends on the first has another number of elements for each of its.
  const isProduct = isWhole && counts.reduce((product, number) => product * number, 1) === elements.length
  let at = 0
  const words = (leaf: Leaf): string => {
    if (leaf.key === 'matrix') return `matrix(${childrenOf(leaf).map(words).join(` ${times} `)})`
    if (leaf.key === 'merge') return `merge(${childrenOf(leaf).map(wordsOf).join(', ')})`
    const number = counts[at++]
    return leaves.length > 1 && isProduct ? `${wordsOf(leaf)} ${number}` : wordsOf(leaf)
  }
  return words(found)
}

/** What the element that made an Application is called, for each generator on the way. */
export function elementLabels({ origin }: GeneratedApplication, set: ApplicationSet): readonly string[] {
  const found = generatorAt(set, origin.generator)
  if (found === undefined) return [origin.element.join('.')]
  const leaves = leavesOf(found)
  if (leaves.length !== origin.element.length) return [labelOf(leaves[0] ?? found, origin, origin.element[0] ?? 0)]
  return leaves.map((leaf, at) => labelOf(leaf, origin, origin.element[at] ?? 0))
}

/** The generators of an Application, each in words, with the labels of their elements. */
export function leafWords(generator: string, set: ApplicationSet): readonly string[] {
  const found = generatorAt(set, generator)
  return found === undefined ? [] : leavesOf(found).map(wordsOf)
}

/** The generator that a name such as `spec.generators[0].matrix` means. */
function generatorAt(set: ApplicationSet, name: string): Leaf | undefined {
  const match = /^spec\.generators\[(\d+)\]\.(\w+)$/.exec(name)
  if (match === null) return undefined
  const element: unknown = set.spec.generators[Number(match[1])]
  return leafIn(element, match[2]!)
}

function leafIn(element: unknown, key?: string): Leaf | undefined {
  if (!isObject(element)) return undefined
  for (const candidate of generatorKeys) {
    const spec = element[candidate]
    if ((key === undefined || candidate === key) && isObject(spec)) return { key: candidate, spec }
  }
  return undefined
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function childrenOf({ spec }: Leaf): Leaf[] {
  const children = Array.isArray(spec.generators) ? (spec.generators as unknown[]) : []
  return children.flatMap(child => leafIn(child) ?? [])
}

/** A merge yields elements of its own, whatever its children are; so does everything but a matrix. */
function leavesOf(leaf: Leaf): Leaf[] {
  return leaf.key === 'matrix' ? childrenOf(leaf).flatMap(leavesOf) : [leaf]
}

function wordsOf(leaf: Leaf): string {
  const { key, spec } = leaf
  if (key === 'git' || key === 'oci') {
    return `${key} ${Array.isArray(spec.files) && spec.files.length > 0 ? 'files' : 'directories'}`
  }
  if (key === 'matrix') return `matrix(${childrenOf(leaf).map(wordsOf).join(', ')})`
  if (key === 'merge') return `merge(${childrenOf(leaf).map(wordsOf).join(', ')})`
  return key
}

function labelOf({ key, spec }: Leaf, { params }: Origin, index: number): string {
  const of = (...path: string[]): string | undefined => parameter(params, path)
  const numbered = `[${index}]`
  switch (key) {
    case 'list': {
      const elements: readonly unknown[] = Array.isArray(spec.elements) ? spec.elements : []
      const element = elements[index]
      return (isObject(element) ? firstText(element) : undefined) ?? numbered
    }
    case 'git':
    case 'oci': {
      const prefix =
        typeof spec.pathParamPrefix === 'string' && spec.pathParamPrefix !== '' ? [spec.pathParamPrefix] : []
      const path = of(...prefix, 'path', 'path') ?? of(...prefix, 'path')
      const file = Array.isArray(spec.files) && spec.files.length > 0 ? of(...prefix, 'path', 'filename') : undefined
      if (path === undefined) return numbered
      return file === undefined ? path : `${path}/${file}`
    }
    case 'clusters':
    case 'clusterDecisionResource':
      return of('name') ?? numbered
    case 'scmProvider':
      return [of('repository'), of('branch')].filter(part => part !== undefined).join('@') || numbered
    case 'pullRequest':
      return of('number') === undefined ? numbered : `#${of('number')}`
    case 'merge':
      return of('name') ?? of('path', 'path') ?? numbered
    default:
      return numbered
  }
}

/** A parameter by its path, in whichever way it is held: nested for Go templates, with dots in the key otherwise. */
function parameter(params: Origin['params'], path: readonly string[]): string | undefined {
  const flat: unknown = Object.hasOwn(params, path.join('.')) ? params[path.join('.')] : undefined
  let value: unknown = flat
  if (flat === undefined || typeof flat === 'object') {
    value = params
    for (const step of path) value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** What a person would call an element of a list: its name, or the first text in it. */
function firstText(element: Readonly<Record<string, unknown>>): string | undefined {
  const named = ['name', 'cluster', 'env', 'environment', 'app', 'path'].map(key => element[key])
  return [...named, ...Object.values(element)].find(value => typeof value === 'string' && value !== '') as
    | string
    | undefined
}
