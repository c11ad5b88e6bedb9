import { encodeYAML } from '@kubectl-gitops/core'

/** What all templates draw on, as YAML scalars. */
export interface Values {
  readonly name: string
  readonly argocdNamespace: string
  readonly project: string
  readonly repoURL: string
  readonly revision: string
  readonly path: string
  /** `server: URL` or `name: NAME`. */
  readonly destination: string
  readonly namespace: string
}

/** A text as YAML writes it, with quotes where it needs them. */
export const scalar = (text: string): string => encodeYAML(text).trimEnd()

/** The same, always in quotes: for texts that are templates. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
