import { GoError, GoPanic } from '../go/kinds/index.ts'
import { ArgoError, ArgoPanic, type Span } from '../text/index.ts'

/**
 * An error with Argo CD's words in front, and the place of its cause when that is known. A panic, an abort and a fault of ours are
 * handed on as they are.
 */
export function wrapped(error: unknown, prefix: string, span?: Span): unknown {
  if (error instanceof ArgoPanic) return error
  if (error instanceof GoPanic) return new ArgoPanic(error.message, span, { cause: error })
  if (error instanceof ArgoError) return new ArgoError(prefix + error.message, error.span ?? span, { cause: error })
  if (error instanceof GoError) return new ArgoError(prefix + error.message, span, { cause: error })
  return error
}

/** Runs work whose errors Argo CD puts these words in front of. */
export async function saying<T>(prefix: string, span: Span | undefined, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw wrapped(error, prefix, span)
  }
}
