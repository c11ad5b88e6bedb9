import { type Diagnostic, type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from 'vscode-languageserver'
import { defineFeature, type Server } from '../feature.ts'
import { toDiagnostic } from '../to-lsp.ts'

/** Findings: pulled by clients that can, pushed to the others. */
export default defineFeature({
  name: 'diagnostics',
  capabilities: ({ pulls }) =>
    // What one file changes in another is told by a refresh: pulling all of them at each keystroke would be in vain.
    pulls ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {},
  register: server => (server.client.pulls ? answerPulls(server) : push(server)),
})

/** Each tier is sent as it arrives. */
function push(server: Server): void {
  const { connection, workspace } = server
  workspace.onFindings((uri, change) => {
    const document = workspace.document(uri)
    if (change === 'closed' || document === undefined) {
      void connection.sendDiagnostics({ uri, diagnostics: [] })
      return
    }
    const { version } = document.buffer
    const diagnostics = findingsOf(server, uri)
    void connection.sendDiagnostics({ uri, ...(version !== undefined && { version }), diagnostics })
  })
}

/** The answer has the first tier and the newest known rest; the client is asked to pull again when the rest has changed. */
function answerPulls(server: Server): void {
  const { connection, workspace, client } = server
  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }) => {
    // A client that cannot be told to ask again gets everything at once.
    await (client.refreshes ? workspace.checked(uri) : workspace.settled(uri))
    return reportOf(server, uri, previousResultId)
  })
  if (!client.refreshes) return
  const refresh = coalesced(() => connection.languages.diagnostics.refresh())
  workspace.onFindings((_, change) => {
    // After its own edits the client pulls by itself.
    if (change === 'later' || change === 'around') refresh()
  })
}

function reportOf(server: Server, uri: string, previousResultId: string | undefined): DocumentDiagnosticReport {
  const document = server.workspace.document(uri)
  if (document === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] }
  const resultId = `${document.id}.${document.revision}`
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: findingsOf(server, uri) }
}

function findingsOf({ workspace, client }: Server, uri: string): Diagnostic[] {
  const document = workspace.document(uri)
  if (document === undefined) return []
  const context = {
    encoding: client.encoding,
    rulePages: client.options.rulePages,
    find: (other: string) => workspace.file(other),
  }
  return document.findings.map(finding => toDiagnostic(finding, document.file, context))
}

/** Calls that come while one is under way become one more call. */
function coalesced(call: () => Promise<void>): () => void {
  let state: 'idle' | 'running' | 'wanted' = 'idle'
  const run = (): void => {
    if (state !== 'idle') {
      state = 'wanted'
      return
    }
    state = 'running'
    // A client that refuses pulls at its next edit.
    const ended = (): void => {
      const again = state === 'wanted'
      state = 'idle'
      if (again) run()
    }
    call().then(ended, ended)
  }
  return run
}
