import { DocumentDiagnosticReportKind } from 'vscode-languageserver'
import { defineFeature } from '../feature.ts'
import { toDiagnostic } from '../to-lsp.ts'

/** Findings: pulled by clients that can, pushed to the others. */
export default defineFeature({
  name: 'diagnostics',
  capabilities: {
    diagnosticProvider: { identifier: 'gitops', interFileDependencies: false, workspaceDiagnostics: false },
  },

  register(connection, workspace) {
    connection.languages.diagnostics.on(({ textDocument: { uri } }) => {
      const file = workspace.file(uri)
      const items =
        file === undefined
          ? []
          : workspace.findings(uri).map(found => toDiagnostic(found, file, other => workspace.file(other)))
      return { kind: DocumentDiagnosticReportKind.Full, items }
    })
  },
})
