import { concerns, languages, settingsSection } from 'gitops-language-server/protocol'
import * as vscode from 'vscode'
import type { LanguageClient } from 'vscode-languageclient/node'
import { type CommandId, commands } from './contributions.ts'

/** Where documents are written. What others show of them, such as the left side of a diff, would only be said twice. */
const schemes = ['file', 'untitled', 'vscode-vfs']

let server: Server | undefined

/** Waits for a document that is one of ours; only then is the server started. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('GitOps', { log: true })
  const started = new Server(context.asAbsolutePath('dist/server.cjs'), output)
  server = started

  const handlers: Record<CommandId, () => unknown> = {
    'gitops.restartServer': () => started.restart(),
    'gitops.showOutput': () => output.show(),
  }
  for (const id of Object.keys(commands) as CommandId[]) {
    context.subscriptions.push(vscode.commands.registerCommand(id, handlers[id]))
  }
  const look = (document: vscode.TextDocument): void => {
    if (!started.isWanted && isOurs(document)) void started.start()
  }
  context.subscriptions.push(
    output,
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
  )
  vscode.workspace.textDocuments.forEach(look)
}

export async function deactivate(): Promise<void> {
  await server?.stop()
}

function isOurs(document: vscode.TextDocument): boolean {
  const { languageId, uri } = document
  return languages.some(id => id === languageId) && schemes.includes(uri.scheme) && concerns(document.getText())
}

/** The language server and the client that talks to it. */
class Server {
  readonly #path: string
  readonly #output: vscode.LogOutputChannel
  #client: Promise<LanguageClient> | undefined

  constructor(path: string, output: vscode.LogOutputChannel) {
    this.#path = path
    this.#output = output
  }

  /** Whether the server was started, or is about to be. */
  get isWanted(): boolean {
    return this.#client !== undefined
  }

  /** Starts the server once; a failure is shown, and the next start tries again. */
  async start(): Promise<void> {
    this.#client ??= this.#startClient()
    try {
      await this.#client
    } catch (error) {
      this.#client = undefined
      await this.#tell(error)
    }
  }

  async restart(): Promise<void> {
    if (this.#client === undefined) return this.start()
    try {
      const client = await this.#client
      await client.restart()
      this.#output.info('The language server was restarted.')
    } catch (error) {
      await this.#tell(error)
    }
  }

  async stop(): Promise<void> {
    const client = await this.#client?.catch(() => undefined)
    await client?.stop()
  }

  async #startClient(): Promise<LanguageClient> {
    // The client is 450 KB: it is read when there is something to say, not when the first YAML file opens.
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node')
    const client = new LanguageClient(
      settingsSection,
      'GitOps',
      { module: this.#path, transport: TransportKind.ipc },
      {
        documentSelector: languages.flatMap(language => schemes.map(scheme => ({ language, scheme }))),
        outputChannel: this.#output,
      },
    )
    await client.start()
    const { name, version } = client.initializeResult?.serverInfo ?? {}
    this.#output.info(`${name} ${version} runs.`)
    return client
  }

  async #tell(error: unknown): Promise<void> {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    this.#output.error(stack ?? message)
    const show = 'Show Output'
    const chosen = await vscode.window.showErrorMessage(`The GitOps language server did not start: ${message}`, show)
    if (chosen === show) this.#output.show()
  }
}
