/**
 * A value that is loaded once and kept. What failed is loaded anew by the next caller; a caller that gives up neither waits nor
 * takes the loading away from others.
 */
export function once<T>(load: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let running: { readonly promise: Promise<T>; readonly signal: AbortSignal } | undefined
  const start = (signal: AbortSignal): NonNullable<typeof running> => {
    const started = { promise: load(signal), signal }
    running = started
    started.promise.catch(() => {
      if (running === started) running = undefined
    })
    return started
  }
  return async signal => {
    for (;;) {
      signal.throwIfAborted()
      const current = running ?? start(signal)
      try {
        return await unlessAborted(current.promise, signal)
      } catch (error) {
        // It failed because the caller that began it gave up: this one begins again.
        if (signal.aborted || current.signal === signal || !current.signal.aborted) throw error
      }
    }
  }
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
