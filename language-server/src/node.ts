import { createNodeFiles } from '@kubectl-gitops/core/node'
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { textOf } from './open-document.ts'
import { type ServerHost, startServer } from './server.ts'

/** Serves the client that started this process, as --stdio, --node-ipc, --socket or --pipe of the command line say. */
export function serveProcess(): void {
  const connection = createConnection(ProposedFeatures.all)
  // A bug in one answer must not take the others along. Over stdio nothing else may be written to standard output.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => connection.console.error(textOf(error)))
  }
  startServer(connection, { files: createNodeFiles() })
}

/** Serves a client over two streams of this process. */
export function serveStreams(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  host: ServerHost = { files: createNodeFiles() },
): void {
  startServer(
    createConnection(ProposedFeatures.all, new StreamMessageReader(input), new StreamMessageWriter(output)),
    host,
  )
}
