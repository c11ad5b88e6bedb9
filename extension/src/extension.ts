import { concerns, languages, settingsSection } from 'gitops-language-server/protocol'
import * as vscode from 'vscode'
import type { LanguageClient } from 'vscode-languageclient/node'

let client: LanguageClient | undefined
let starting: Promise<void> | undefined

/** Waits for a document that is one of ours; only then is the server started. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('GitOps', { log: true })
  const serverPath = context.asAbsolutePath('dist/server.cjs')

  const look = (document: vscode.TextDocument) => {
    if (client !== undefined || !languages.some(id => id === document.languageId)) return
    if (concerns(document.getText())) start(serverPath, output)
  }
  vscode.workspace.textDocuments.forEach(look)
  context.subscriptions.push(
    output,
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
    vscode.commands.registerCommand('gitops.showOutput', () => output.show()),
    vscode.commands.registerCommand('gitops.restartServer', async () => {
      if (client === undefined) start(serverPath, output)
      else await client.restart()
    }),
  )
}

export async function deactivate(): Promise<void> {
  await starting
  await client?.stop()
}

function start(serverPath: string, output: vscode.LogOutputChannel): void {
  starting ??= startClient(serverPath, output).catch(error => {
    starting = undefined
    output.error(error)
    void vscode.window.showErrorMessage(`The GitOps language server did not start: ${error.message}`)
  })
}

async function startClient(serverPath: string, output: vscode.LogOutputChannel): Promise<void> {
  // The client is 450 KB: it is read when there is something to say, not when the first YAML file opens.
  const { LanguageClient, TransportKind } = await import('vscode-languageclient/node')
  const created = new LanguageClient(
    settingsSection,
    'GitOps',
    { module: serverPath, transport: TransportKind.ipc },
    { documentSelector: languages.map(language => ({ language })), outputChannel: output },
  )
  client = created
  await created.start()
}
