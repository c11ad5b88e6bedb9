import type { ChildProcess } from 'node:child_process'
import { PortError } from '../../../ports/index.ts'
import { gitError, startError, startGit } from './process.ts'

interface Request {
  readonly maximumSize: number
  resolve(content: Buffer | undefined): void
  reject(error: unknown): void
}

/**
 * Reads blobs of one repository through one long-lived `git cat-file --batch`. The process starts with the first read, does not
 * keep the program alive while nothing is asked, and ends with close().
 */
export class BlobReader {
  readonly #cwd: string
  readonly #access: 'local' | 'remote'
  #child: ChildProcess | undefined
  #stderr = ''
  /** Asked and not yet answered, in order. */
  readonly #waiting: Request[] = []
  /** Received and not yet understood. */
  #chunks: Buffer[] = []
  #received = 0
  /** The header of the answer that is being received: its content and a line feed are to come. */
  #size: number | undefined

  constructor(cwd: string, access: 'local' | 'remote' = 'local') {
    this.#cwd = cwd
    this.#access = access
  }

  /** The content of a blob; undefined when the repository does not have it. */
  read(objectId: string, maximumSize: number, signal: AbortSignal): Promise<Buffer | undefined> {
    signal.throwIfAborted()
    if (!/^[0-9a-f]{40,64}$/.test(objectId)) throw new PortError('git', 'refused', `${objectId} is no object id`)
    return new Promise((resolve, reject) => {
      // A cancelled read is still answered by git: the answer is dropped.
      const abort = (): void => reject(signal.reason)
      signal.addEventListener('abort', abort, { once: true })
      const end = (settle: () => void): void => {
        signal.removeEventListener('abort', abort)
        settle()
      }
      const child = this.#start()
      this.#waiting.push({
        maximumSize,
        resolve: content => end(() => resolve(content)),
        reject: error => end(() => reject(error)),
      })
      if (this.#waiting.length === 1) this.#keepAlive(child, true)
      child.stdin!.write(`${objectId}\n`)
    })
  }

  async close(): Promise<void> {
    const child = this.#child
    if (child === undefined) return
    this.#child = undefined
    const closed = new Promise<void>(resolve => child.once('close', () => resolve()))
    this.#fail(new PortError('git', 'refused', `reading ${this.#cwd} was ended`))
    this.#keepAlive(child, true)
    child.stdin!.end()
    child.kill()
    await closed
  }

  #start(): ChildProcess {
    if (this.#child !== undefined) return this.#child
    const child = startGit(['cat-file', '--batch'], { cwd: this.#cwd, access: this.#access })
    this.#child = child
    this.#stderr = ''
    this.#chunks = []
    this.#received = 0
    this.#size = undefined
    child.stdout!.on('data', (chunk: Buffer) => {
      if (this.#child === child) this.#receive(chunk)
    })
    child.stderr!.on('data', (chunk: Buffer) => {
      this.#stderr = `${this.#stderr}${chunk.toString('utf8')}`.slice(-4000)
    })
    child.stdin!.on('error', () => {})
    const end = (error: PortError): void => {
      if (this.#child !== child) return
      this.#child = undefined
      this.#fail(error)
    }
    child.on('error', cause => end(startError(cause, this.#cwd)))
    child.on('close', () => end(gitError(this.#stderr || 'git ended unexpectedly', this.#cwd)))
    return child
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#received += chunk.length
    for (;;) {
      const needed = this.#size === undefined ? 0 : this.#size + 1
      if (this.#received < needed) return
      if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)]
      const buffer = this.#chunks[0] ?? Buffer.alloc(0)
      if (this.#size !== undefined) {
        // A copy, so that a small file does not keep the whole buffer.
        this.#answer(Buffer.from(buffer.subarray(0, this.#size)))
        this.#rest(buffer.subarray(needed))
        this.#size = undefined
        continue
      }
      const line = buffer.indexOf(10)
      if (line === -1) return
      const header = buffer.toString('latin1', 0, line).split(' ')
      this.#rest(buffer.subarray(line + 1))
      const size = Number(header[2])
      if (header.length === 3 && Number.isInteger(size)) this.#size = size
      else this.#answer(undefined)
    }
  }

  #rest(buffer: Buffer): void {
    this.#chunks = buffer.length > 0 ? [buffer] : []
    this.#received = buffer.length
  }

  #answer(content: Buffer | undefined): void {
    const request = this.#waiting.shift()
    if (this.#waiting.length === 0 && this.#child !== undefined) this.#keepAlive(this.#child, false)
    if (request === undefined) return
    if (content !== undefined && content.length > request.maximumSize) {
      request.reject(new PortError('git', 'too-large', `a file of ${content.length} bytes is more than is read`))
    } else request.resolve(content)
  }

  #fail(error: PortError): void {
    for (const request of this.#waiting.splice(0)) request.reject(error)
  }

  #keepAlive(child: ChildProcess, alive: boolean): void {
    for (const handle of [child, child.stdin, child.stdout, child.stderr] as const) {
      const counted = handle as { ref?(): void; unref?(): void } | null
      if (alive) counted?.ref?.()
      else counted?.unref?.()
    }
  }
}
