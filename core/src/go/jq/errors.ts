import { encode, preview, typedPreview } from './encode.ts'
import type { Jq } from './values.ts'

/** What gojq reports, in its words: of parsing, compiling or running. */
export class JqError extends Error {
  override readonly name: string = 'JqError'
}

/** A program that took too many steps. */
export class JqTimeout extends JqError {
  override readonly name = 'JqTimeout'
}

/** An error that carries a value: what `error` throws and `catch` is given. */
export class ValueError extends JqError {
  readonly value: Jq

  constructor(value: Jq) {
    super(`error: ${typeof value === 'string' ? value : encode(value)}`)
    this.value = value
  }
}

/** halt and halt_error: no `try` stops them. */
export class HaltError extends JqError {
  constructor(value: Jq) {
    super(`halt error: ${typeof value === 'string' ? value : encode(value)}`)
  }
}

/** `break`, on its way to its label. */
export class BreakError extends JqError {
  readonly label: object | undefined

  constructor(name: string, label?: object) {
    super(`label not defined: ${name}`)
    this.label = label
  }
}

/** An error from after a `try` has answered, which that `try` does not catch. */
export class PastTry extends JqError {
  readonly inner: JqError

  constructor(inner: JqError) {
    super(inner.message)
    this.inner = inner
  }
}

export const expectedObject = (value: Jq) => new JqError(`expected an object but got: ${typedPreview(value)}`)
export const expectedArray = (value: Jq) => new JqError(`expected an array but got: ${typedPreview(value)}`)
export const cannotIterate = (value: Jq) => new JqError(`cannot iterate over: ${typedPreview(value)}`)
export const keyNotString = (value: Jq) =>
  new JqError(`expected a string for object key but got: ${typedPreview(value)}`)
export const arrayIndexNotNumber = (value: Jq) =>
  new JqError(`expected a number for indexing an array but got: ${typedPreview(value)}`)
export const stringIndexNotNumber = (value: Jq) =>
  new JqError(`expected a number for indexing a string but got: ${typedPreview(value)}`)
export const expectedStartEnd = (value: Jq) =>
  new JqError(`expected "start" and "end" for slicing but got: ${typedPreview(value)}`)
export const invalidPath = (value: Jq) => new JqError(`invalid path against: ${typedPreview(value)}`)
export const invalidPathIteration = (value: Jq) =>
  new JqError(`invalid path on iterating against: ${typedPreview(value)}`)

/** A function that does not take such a value, with the arguments it was given. */
export const notApplicable = (name: string, value: Jq, ...args: readonly Jq[]) =>
  new JqError(`${call(name, args)} cannot be applied to: ${typedPreview(value)}`)

/** A function that failed on a value, and why. */
export const failedOn = (name: string, value: Jq, args: readonly Jq[], why: string) =>
  new JqError(`${call(name, args)} cannot be applied to ${preview(value)}: ${why}`)

export const cannotUnary = (verb: string, value: Jq) => new JqError(`cannot ${verb}: ${typedPreview(value)}`)
export const cannotBinary = (verb: string, left: Jq, right: Jq) =>
  new JqError(`cannot ${verb}: ${typedPreview(left)} and ${typedPreview(right)}`)
export const byZero = (verb: string, left: Jq, right: Jq) =>
  new JqError(`cannot ${verb} ${typedPreview(left)} by: ${typedPreview(right)}`)

const call = (name: string, args: readonly Jq[]): string =>
  args.length === 0 ? name : `${name}(${args.map(preview).join('; ')})`
