/** Keeps long work from holding up the host: lets others run every few milliseconds, and ends when told. */
export class Pace {
  readonly #signal: AbortSignal
  #since = performance.now()

  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  /** Something to await when it is time to let others run. Throws when the work was cancelled. */
  pause(): Promise<void> | undefined {
    if (performance.now() - this.#since < slice) return undefined
    this.#signal.throwIfAborted()
    return new Promise((resolve, reject) => {
      setTimeout(() => {
        this.#since = performance.now()
        try {
          this.#signal.throwIfAborted()
          resolve()
        } catch (error) {
          reject(error)
        }
      }, 0)
    })
  }
}

/** Milliseconds of work between two pauses. */
const slice = 8
