import { createServer, type Server, type Socket } from 'node:net'

interface Pending {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The test's end of the line into the extension host. */
export class Bridge {
  readonly #server: Server
  readonly #host: Promise<Socket>
  readonly #pending = new Map<number, Pending>()
  #count = 0

  private constructor(server: Server, host: Promise<Socket>) {
    this.#server = server
    this.#host = host
  }

  static async listen(path: string): Promise<Bridge> {
    let announce: (socket: Socket) => void
    const host = new Promise<Socket>(resolve => {
      announce = resolve
    })
    const server = createServer(socket => bridge.#serve(socket, announce))
    const bridge = new Bridge(server, host)
    await new Promise<void>(resolve => server.listen(path, resolve))
    return bridge
  }

  /** Runs a function in the extension host: nothing from around it is known there, and values travel as JSON. */
  async run<T>(body: (vscode: never, args: never) => T | Promise<T>, args?: unknown): Promise<T> {
    const socket = await this.#host
    const id = ++this.#count
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: value => resolve(value as T), reject })
      socket.write(`${JSON.stringify({ id, body: `return await (${body})(vscode, args)`, args })}\n`)
    })
  }

  close(): void {
    this.#server.close()
  }

  #serve(socket: Socket, announce: (socket: Socket) => void): void {
    let rest = ''
    socket.setEncoding('utf8')
    socket.on('error', () => {})
    socket.on('close', () => {
      for (const { reject } of this.#pending.values()) reject(new Error('the extension host went away'))
    })
    socket.on('data', (data: string) => {
      const lines = (rest + data).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const { hello, id, value, error } = JSON.parse(line)
        if (hello) {
          announce(socket)
          continue
        }
        const pending = this.#pending.get(id)
        this.#pending.delete(id)
        if (error === undefined) pending?.resolve(value)
        else pending?.reject(new Error(error))
      }
    })
  }
}
