import { sprint } from '../go/fmt/index.ts'
import { type GoObject, type GoValue, isGoObject, TypedMap } from '../go/kinds/index.ts'
import { ArgoError } from '../text/index.ts'

/**
 * Every value that is not an object or a list under its path joined by dots, as text; empty objects and lists leave nothing. Lists and
 * maps of Go types (labels, path segments) are values.
 */
// jeremywohl/flatten: Flatten with DotStyle, and fmt's %v of each value.
export function flatten(object: GoObject): Map<string, string> {
  const flat = new Map<string, string>()
  visit(object, '', true, 0)
  return flat

  function visit(value: GoValue, key: string, top: boolean, depth: number): void {
    if (depth > maximumDepth) throw new ArgoError(`parameters are nested deeper than ${maximumDepth} levels`)
    const prefix = top ? '' : `${key}.`
    if (isGoObject(value)) for (const name of Object.keys(value)) visit(value[name]!, prefix + name, false, depth + 1)
    else if (Array.isArray(value))
      for (const [index, item] of value.entries()) visit(item, `${prefix}${index}`, false, depth + 1)
    else flat.set(key, sprint([value]))
  }
}

/** The parameters a post selector sees: as flatten has them, and maps of strings (labels, values) opened as well. */
// Argo CD: applicationset/generators/generator_spec_processor.go flattenParameters, normalizeMapForFlatten.
export function flattenParameters(params: GoObject): Map<string, string> {
  return flatten(opened(params, 0))
}

function opened(object: GoObject, depth: number): GoObject {
  if (depth > maximumDepth) return object
  const out: [string, GoValue][] = Object.keys(object).map(key => {
    const value = object[key]!
    if (value instanceof TypedMap && value.type === 'map[string]string') return [key, Object.fromEntries(value.entries)]
    return [key, isGoObject(value) ? opened(value, depth + 1) : value]
  })
  return Object.fromEntries(out)
}

const maximumDepth = 1000
