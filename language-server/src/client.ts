import type { InitializeParams } from 'vscode-languageserver'
import { negotiateEncoding, type PositionEncoding } from './position-encoding.ts'
import type { InitializationOptions } from './protocol.ts'

/** What the client at the other end can do, read off its first message. */
export interface Client {
  readonly encoding: PositionEncoding
  /** Asks for findings itself; the others are sent them. */
  readonly pulls: boolean
  /** Can be told to ask again. */
  readonly refreshes: boolean
  /** Can be asked for its settings. */
  readonly hasConfiguration: boolean
  readonly notifiesOfConfiguration: boolean
  readonly watchesFiles: boolean
  readonly options: InitializationOptions
}

export function readClient({ capabilities, initializationOptions }: InitializeParams): Client {
  const { general, textDocument, workspace } = capabilities ?? {}
  return {
    encoding: negotiateEncoding(general?.positionEncodings),
    pulls: typeof textDocument?.diagnostic === 'object' && textDocument.diagnostic !== null,
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    hasConfiguration: workspace?.configuration === true,
    notifiesOfConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    options: isObject(initializationOptions) ? initializationOptions : {},
  }
}

const isObject = (value: unknown): value is InitializationOptions => typeof value === 'object' && value !== null
