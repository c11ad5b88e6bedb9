import { GoError } from './values.ts'

/** A panic of Go code that nothing near it recovers; template functions are recovered, generators are not. */
export class GoPanic extends GoError {
  readonly panic = true
}
