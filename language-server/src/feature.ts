import type { Connection, ServerCapabilities } from 'vscode-languageserver'
import type { Workspace } from './workspace.ts'

/** One LSP feature: what it announces and how it answers. One file in features/ each. */
export interface Feature {
  readonly name: string
  /** Merged into the answer to initialize. */
  readonly capabilities: ServerCapabilities
  register(connection: Connection, workspace: Workspace): void
}

export function defineFeature(feature: Feature): Feature {
  return feature
}
