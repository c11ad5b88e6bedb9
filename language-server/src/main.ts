import { createConnection, ProposedFeatures } from 'vscode-languageserver/node.js'
import { startServer } from './server.ts'

// Reads --stdio, --node-ipc, --socket or --pipe from the command line.
startServer(createConnection(ProposedFeatures.all))
