// Runs functions of the test inside the extension host. It dials out, so each new window announces itself.
const net = require('node:net')
// biome-ignore lint/correctness/noUndeclaredDependencies: the extension host provides it
const vscode = require('vscode')

const AsyncFunction = (async () => {}).constructor

exports.activate = context => {
  const path = process.env.TEST_BRIDGE_SOCKET
  if (path === undefined) return
  const socket = net.connect(path).setEncoding('utf8')
  const send = message => socket.writable && socket.write(`${JSON.stringify(message)}\n`)
  let rest = ''
  socket.on('error', () => {})
  socket.on('connect', () => send({ hello: true }))
  socket.on('data', data => {
    const lines = (rest + data).split('\n')
    rest = lines.pop()
    for (const line of lines) {
      const { id, body, args } = JSON.parse(line)
      new AsyncFunction('vscode', 'args', body)(vscode, args).then(
        value => send({ id, value: value ?? null }),
        error => send({ id, error: String(error?.stack ?? error) }),
      )
    }
  })
  context.subscriptions.push({ dispose: () => socket.destroy() })
}
