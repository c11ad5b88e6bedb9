import { EventEmitter, once } from 'node:events'
import type { Readable, Writable } from 'node:stream'

export type Params = Record<string, unknown>

interface Message {
  readonly id?: number | string | null
  readonly method?: string
  readonly params?: Params
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
}

/** A bare client of a language server: what it sends is exactly what is written here, and it keeps all it gets. */
export class LspClient {
  readonly #output: Writable
  readonly #arrived = new EventEmitter().setMaxListeners(0)
  #rest: Buffer = Buffer.alloc(0)
  #next = 1
  /** Everything that arrived, in order. */
  readonly messages: Message[] = []
  /** What arrived between messages; nothing may. */
  noise = ''
  /** Answers to the server's requests by method; others get null. */
  readonly answers = new Map<string, (params: Params) => unknown>()

  constructor(input: Readable, output: Writable) {
    this.#output = output
    input.on('data', (chunk: Buffer) => this.#read(chunk))
    input.on('end', () => this.#arrived.emit('message'))
  }

  async request(method: string, params: unknown): Promise<unknown> {
    const { result, error } = await this.ask(method, params)
    if (error !== undefined) throw new Error(`${method}: ${error.code} ${error.message}`)
    return result
  }

  /** The whole answer, errors too. */
  async ask(method: string, params: unknown): Promise<Message> {
    const id = this.#next++
    this.send({ jsonrpc: '2.0', id, method, params })
    return this.wait(0, message => message.id === id && message.method === undefined)
  }

  notify(method: string, params: unknown): void {
    this.send({ jsonrpc: '2.0', method, params })
  }

  send(message: unknown): void {
    this.sendText(JSON.stringify(message))
  }

  sendText(body: string): void {
    this.#output.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }

  /** The first message from the given place on that is wanted, now or when it arrives. */
  async wait(from: number, isWanted: (message: Message) => boolean): Promise<Message> {
    for (let at = from; ; at++) {
      while (at >= this.messages.length) await once(this.#arrived, 'message')
      const message = this.messages[at]!
      if (isWanted(message)) return message
    }
  }

  #read(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk])
    for (;;) {
      const end = this.#rest.indexOf('\r\n\r\n')
      if (end < 0) return
      const header = /^([\s\S]*?)Content-Length: (\d+)(?:\r\n[^\r\n]*)*$/.exec(this.#rest.subarray(0, end).toString())
      if (header === null) {
        this.noise += this.#rest.subarray(0, end + 4).toString()
        this.#rest = this.#rest.subarray(end + 4)
        continue
      }
      const length = Number(header[2])
      if (this.#rest.length < end + 4 + length) return
      this.noise += header[1]!
      const message: Message = JSON.parse(this.#rest.subarray(end + 4, end + 4 + length).toString())
      this.#rest = this.#rest.subarray(end + 4 + length)
      this.messages.push(message)
      if (message.method !== undefined && message.id !== undefined) {
        const result = this.answers.get(message.method)?.(message.params ?? {}) ?? null
        this.send({ jsonrpc: '2.0', id: message.id, result })
      }
      this.#arrived.emit('message')
    }
  }
}
