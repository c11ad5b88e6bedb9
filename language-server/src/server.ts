import type { Connection, ServerCapabilities } from 'vscode-languageserver'
import { DidChangeConfigurationNotification, TextDocumentSyncKind } from 'vscode-languageserver'
import diagnostics from './features/diagnostics.ts'
import { type ServerSettings, settingsSection } from './protocol.ts'
import { toDiagnostic } from './to-lsp.ts'
import { Workspace } from './workspace.ts'

declare const __VERSION__: string | undefined

const features = [diagnostics]

/** Wires documents, settings and features to a connection and listens. Returns when the connection is wired. */
export function startServer(connection: Connection): void {
  const workspace = new Workspace()
  let pulls = false
  let configuration = false
  let refresh = false

  connection.onInitialize(({ capabilities: client }) => {
    pulls = client.textDocument?.diagnostic !== undefined
    refresh = client.workspace?.diagnostics?.refreshSupport === true
    configuration = client.workspace?.configuration === true
    const capabilities: ServerCapabilities = {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    }
    for (const feature of features) Object.assign(capabilities, feature.capabilities)
    const version = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0'
    return { capabilities, serverInfo: { name: 'gitops-language-server', version } }
  })

  connection.onInitialized(async () => {
    if (!configuration) return
    connection.onDidChangeConfiguration(readSettings)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection })
    await readSettings()
  })

  async function readSettings(): Promise<void> {
    const settings: ServerSettings | null = await connection.workspace.getConfiguration(settingsSection)
    workspace.settings = settings ?? {}
    workspace.forget()
    if (pulls && refresh) connection.languages.diagnostics.refresh()
    if (!pulls) for (const uri of workspace.uris()) publish(uri)
  }

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    workspace.open(uri, languageId, version, text)
    if (!pulls) publish(uri)
  })
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    workspace.change(uri, contentChanges, version)
    if (!pulls) publish(uri)
  })
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    workspace.close(uri)
    if (!pulls) void connection.sendDiagnostics({ uri, diagnostics: [] })
  })

  function publish(uri: string): void {
    const file = workspace.file(uri)
    if (file === undefined) return
    const found = workspace.findings(uri).map(finding => toDiagnostic(finding, file, other => workspace.file(other)))
    void connection.sendDiagnostics({ uri, diagnostics: found })
  }

  for (const feature of features) feature.register(connection, workspace)
  connection.listen()
}
