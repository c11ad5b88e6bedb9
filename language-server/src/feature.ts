import type { Connection, ServerCapabilities } from 'vscode-languageserver'
import type { Client } from './client.ts'
import type { Workspace } from './workspace.ts'

/** What a feature works with. */
export interface Server {
  readonly connection: Connection
  readonly workspace: Workspace
  readonly client: Client
}

/** One LSP feature: what it announces and how it answers. One file in features/ each. */
export interface Feature {
  readonly name: string
  /** Merged into the answer to initialize. */
  capabilities(client: Client): ServerCapabilities
  /** Called once, when the client is known. */
  register(server: Server): void
}

export function defineFeature(feature: Feature): Feature {
  return feature
}
