import { createNodeFiles } from '@kubectl-gitops/core/node'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { textOf } from './open-document.ts'
import { startServer } from './server.ts'

// Reads --stdio, --node-ipc, --socket or --pipe from the command line.
const connection = createConnection(ProposedFeatures.all)

// A bug in one answer must not take the others along. Over stdio nothing else may be written to standard output.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => connection.console.error(textOf(error)))
}

startServer(connection, { files: createNodeFiles() })
