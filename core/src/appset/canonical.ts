import { GoError, type GoObject } from '../go/kinds/index.ts'
import { decodeGo, encodeGo } from '../model/index.ts'

/**
 * An Application as Argo CD's own type writes it back: unknown fields gone, empty ones left out. Two objects that Go counts as
 * equal, nil and empty lists alike, have the same canonical form.
 */
export function canonicalApplication(app: GoObject): GoObject {
  try {
    return encodeGo('Application', decodeGo('Application', app))
  } catch (error) {
    // What the cluster holds has passed its schema; anything else is compared as it is.
    if (error instanceof GoError) return app
    throw error
  }
}
