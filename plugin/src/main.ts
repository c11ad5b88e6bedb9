import { basename } from 'node:path'
import type { Host, Output } from './host.ts'
import { run } from './run.ts'

const host: Host = {
  name: basename(process.argv[1] ?? 'kubectl-gitops'),
  cwd: process.cwd(),
  env: process.env,
  platform: process.platform,
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  stdin: {
    get isTTY() {
      return process.stdin.isTTY ?? false
    },
    read: readStandardInput,
  },
  now: () => new Date(),
  elapsed: () => performance.now(),
}

// The reader may leave before the end (`| head`): that is its right, and no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || error.code === 'EOF') process.exit(process.exitCode ?? 0)
    throw error
  })
}

// Ctrl-C is left to the system, which ends the process at once, also in the middle of a computation; shells show 130.
run(host, process.argv.slice(2)).then(code => {
  process.exitCode = code
  // What was given up may still be running.
  if (code === 124) process.exit()
})

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    isTTY: stream.isTTY ?? false,
    columns: stream.columns,
    write: text => stream.write(text),
  }
}

async function readStandardInput(limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    const bytes = chunk as Buffer
    chunks.push(bytes)
    size += bytes.length
    if (size > limit) break
  }
  return Buffer.concat(chunks)
}
