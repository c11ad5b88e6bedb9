import type { Files } from '@kubectl-gitops/core'
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver'
import { type Client, readClient } from './client.ts'
import type { Server } from './feature.ts'
import { features } from './features/index.ts'
import type { generatedFindings } from './generated.ts'
import { textOf } from './open-document.ts'
import { type ServerSettings, settingsSection } from './protocol.ts'
import { decidingNames } from './surroundings.ts'
import { Workspace } from './workspace.ts'

declare const __VERSION__: string | undefined

/** What the server has of the machine it runs on. */
export interface ServerHost {
  /** Reads the files around open ones. */
  readonly files?: Files
  /** Milliseconds without an edit before more than the text is looked at. */
  readonly pause?: number
  readonly generate?: typeof generatedFindings
}

/** Wires documents, settings and features to a connection and listens. Returns when the connection is wired. */
export function startServer(connection: Connection, host: ServerHost = {}): void {
  const log = (message: string): void => connection.console.error(message)
  let server: Server | undefined

  connection.onInitialize((params): InitializeResult | ResponseError<never> => {
    if (server !== undefined) return new ResponseError(ErrorCodes.InvalidRequest, 'the server is already initialized')
    server = serve(connection, params, host, log)
    const { client } = server
    const capabilities: ServerCapabilities = {
      positionEncoding: client.encoding === 'utf-8' ? PositionEncodingKind.UTF8 : PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    }
    for (const feature of features) Object.assign(capabilities, feature.capabilities(client))
    const version = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0'
    return { capabilities, serverInfo: { name: 'gitops-language-server', version } }
  })
  connection.onInitialized(() => {
    // Not awaited: the answers to what is asked here come after this message.
    if (server !== undefined) void watch(server).catch(error => log(textOf(error)))
  })
  connection.onShutdown(() => server?.workspace.dispose())
  connection.listen()
}

/** Everything that needs to know the client. What a client sends before it has said who it is, nobody listens to. */
function serve(
  connection: Connection,
  params: InitializeParams,
  host: ServerHost,
  log: (text: string) => void,
): Server {
  const client = readClient(params)
  const workspace = new Workspace({ ...host, encoding: client.encoding, log })
  const server: Server = { connection, workspace, client }
  const { gitops } = client.options
  if (gitops !== undefined) setSettings(server, gitops)
  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => workspace.open(uri, version, text))
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) =>
    workspace.change(uri, contentChanges, version),
  )
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => workspace.close(uri))
  connection.onDidChangeWatchedFiles(({ changes }) => workspace.filesChanged(changes.map(({ uri }) => uri)))
  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (client.hasConfiguration) await pullSettings(server)
    // Clients that cannot be asked send what they have.
    else setSettings(server, settings?.[settingsSection])
  })
  for (const feature of features) feature.register(server)
  return server
}

/** Asks the client for its settings, and to be told when they or the files that decide about others change. */
async function watch(server: Server): Promise<void> {
  const { connection, client } = server
  const wanted: Promise<unknown>[] = []
  if (client.hasConfiguration) wanted.push(pullSettings(server))
  if (client.notifiesOfConfiguration) {
    wanted.push(connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection }))
  }
  if (client.watchesFiles) {
    const watchers = [{ globPattern: `**/{${decidingNames.join(',')}}` }]
    wanted.push(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }))
  }
  const answers = await Promise.allSettled(wanted)
  for (const answer of answers) if (answer.status === 'rejected') connection.console.warn(textOf(answer.reason))
}

async function pullSettings(server: Server): Promise<void> {
  setSettings(server, await server.connection.workspace.getConfiguration(settingsSection))
}

function setSettings(
  { workspace }: { readonly client: Client; readonly workspace: Workspace },
  settings: unknown,
): void {
  workspace.setSettings(typeof settings === 'object' && settings !== null ? (settings as ServerSettings) : {})
}
