import { compareBytes, type GoObject, setKey, stringMap } from '../go/kinds/index.ts'
import { RenderError } from './render-error.ts'
import type { Renderer } from './renderer.ts'

/**
 * Adds a generator's `values` to a parameter set, each rendered with the parameters alone, never with another value. Throws
 * RenderError whose path is the value's key.
 */
// Argo CD: applicationset/generators/value_interpolation.go appendTemplatedValues.
export function appendTemplatedValues(values: GoObject | undefined, params: GoObject, renderer: Renderer): void {
  const keys = Object.keys(values ?? {}).sort(compareBytes)
  if (values === undefined || keys.length === 0) return
  const rendered = keys.map(key => [key, replaced(String(values[key]), key, params, renderer)] as const)
  if (renderer.goTemplate) setKey(params, 'values', stringMap(rendered))
  else for (const [key, value] of rendered) setKey(params, `values.${key}`, value)
}

function replaced(text: string, key: string, params: GoObject, renderer: Renderer): string {
  try {
    return renderer.replace(text, params)
  } catch (error) {
    if (!(error instanceof RenderError)) throw error
    const prefix = 'failed to replace templated string: failed to replace templated string with rendered values: '
    throw error.at(['values', key]).wrapped(prefix)
  }
}
