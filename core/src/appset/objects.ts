import { type GoObject, getKey, isGoObject } from '../go/kinds/index.ts'

/** A typed object as the plain JSON object it is. */
// The CRD types are shapes of JSON objects without an index signature, so the compiler needs to be told.
export const objectOf = (value: object): GoObject => value as GoObject

/** The string at a path of keys, or '' when there is none. */
export function stringAt(object: GoObject, ...path: readonly string[]): string {
  let at: unknown = object
  for (const key of path) {
    if (!isGoObject(at)) return ''
    at = getKey(at, key)
  }
  return typeof at === 'string' ? at : ''
}

/** The object at a path of keys, or undefined. */
export function objectAt(object: GoObject, ...path: readonly string[]): GoObject | undefined {
  let at: unknown = object
  for (const key of path) {
    if (!isGoObject(at)) return undefined
    at = getKey(at, key)
  }
  return isGoObject(at) ? at : undefined
}

// Argo CD: pkg/apis/application/v1alpha1/types.go Application.QualifiedName.
export function qualifiedName(app: GoObject): string {
  const name = stringAt(app, 'metadata', 'name')
  const namespace = stringAt(app, 'metadata', 'namespace')
  return namespace === '' ? name : `${namespace}/${name}`
}
