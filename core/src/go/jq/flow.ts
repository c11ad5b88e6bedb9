import {
  BreakError,
  cannotIterate,
  HaltError,
  invalidPath,
  invalidPathIteration,
  keyNotString,
  PastTry,
} from './errors.ts'
import type { Native } from './functions/index.ts'
import { type Code, caught, type Item, isBreakTo, isOnPath, Label, type Machine, type Next, Path } from './machine.ts'
import { deletePaths, getPath, index, setPath, slice } from './paths.ts'
import { isObject, isTruthy, type Jq, type JqObject, keysOf, setField } from './values.ts'

/** The input itself. */
export const identity: Code = (machine, item, _env, next) => machine.answer(next, item)

/** The same for every input. */
export const constant =
  (value: Jq): Code =>
  (machine, item, _env, next) =>
    machine.answer(next, { value, path: item.path })

/** One step further, recorded when a path is. */
export function step(item: Item, key: Jq): Item {
  const value = index(item.value, key)
  return recorded(item, key, value)
}

export function sliceStep(item: Item, start: Jq, end: Jq): Item {
  return recorded(item, { start, end }, slice(item.value, start, end))
}

function recorded(item: Item, key: Jq, value: Jq): Item {
  if (item.path === undefined) return { value, path: undefined }
  if (!isOnPath(item)) throw invalidPath(item.value)
  return { value, path: new Path(key, value, item.path) }
}

export function stepTo(item: Item, path: Jq): Item {
  const value = getPath(item.value, path)
  if (item.path === undefined) return { value, path: undefined }
  if (!isOnPath(item)) throw invalidPath(item.value)
  let at: Path = item.path
  for (const key of path as Jq[]) at = new Path(key, value, at)
  return { value, path: at }
}

export function iterate(machine: Machine, item: Item, next: Next) {
  const { value, path } = item
  const isList = Array.isArray(value)
  if (!isList && !isObject(value)) return machine.fail(cannotIterate(value))
  if (!isOnPath(item)) return machine.fail(invalidPathIteration(value))
  const keys = isList ? undefined : keysOf(value)
  const length = keys ? keys.length : (value as Jq[]).length
  const from = (at: number) => (m: Machine) => {
    if (at >= length) return m.retreat()
    if (at + 1 < length) m.fork({ retry: from(at + 1) })
    const key = keys ? keys[at]! : BigInt(at)
    const held = keys ? (value as JqObject)[keys[at]!]! : (value as Jq[])[at]!
    m.answer(next, { value: held, path: path && new Path(key, held, path) })
  }
  from(0)(machine)
}

export const comma =
  (left: Code, right: Code): Code =>
  (machine, item, env, next) => {
    machine.fork({ retry: m => m.run(right, item, env, next) })
    machine.run(left, item, env, next)
  }

/** The true answers of the left, or when it has none those of the right; an error of the left stays one. */
export const alternative =
  (left: Code, right: Code): Code =>
  (machine, item, env, next) => {
    let found = false
    machine.fork({ retry: m => (found ? m.retreat() : m.run(right, item, env, next)) })
    machine.run(left, item, env, (m, out) => {
      if (!isTruthy(out.value)) return m.retreat()
      found = true
      m.answer(next, out)
    })
  }

export const collect =
  (code: Code): Code =>
  (machine, item, env, next) => {
    const items: Jq[] = []
    machine.fork({ retry: m => m.answer(next, { value: items, path: item.path }) })
    machine.run(code, item, env, (m, out) => {
      items.push(out.value)
      m.retreat()
    })
  }

export function attempt(body: Code, handler: Code | undefined): Code {
  return (machine, item, env, next) => {
    machine.fork({
      retry: m => m.retreat(),
      fail: (m, error) => {
        if (error instanceof PastTry) return m.fail(error.inner)
        if (error instanceof BreakError || error instanceof HaltError) return m.fail(error)
        if (!handler) return m.retreat()
        m.run(handler, { value: caught(error), path: item.path }, env, next)
      },
    })
    machine.run(body, item, env, (m, out) => {
      // What fails after an answer is not the body's fault.
      m.fork({ retry: on => on.retreat(), fail: (on, error) => on.fail(new PastTry(error)) })
      m.answer(next, out)
    })
  }
}

export const recordPath =
  (code: Code): Code =>
  (machine, item, env, next) => {
    const root = new Path(null, item.value, undefined)
    machine.run(code, { value: item.value, path: root }, env, (m, out) => {
      if (!isOnPath(out)) return m.fail(invalidPath(out.value))
      m.answer(next, { value: out.path!.keys(), path: item.path })
    })
  }

export const assignAt =
  (value: Code, path: Jq[]): Code =>
  (machine, item, env, next) =>
    machine.run(value, item, env, (m, out) =>
      m.answer(next, { value: setPath(item.value, path, out.value), path: out.path }),
    )

/** `p |= f`: each path takes the first answer of `f`; those without an answer are deleted in the end. */
// gojq: compiler.go compileModify.
export const modify =
  (paths: Code, change: Code): Code =>
  (machine, item, env, next) => {
    let value = item.value
    const empty: Jq[] = []
    machine.fork({ retry: m => m.answer(next, { value: deletePaths(value, empty), path: item.path }) })
    machine.run(recordPath(paths), item, env, (m, { value: path }) => {
      const done = new Label()
      m.fork({
        retry: on => on.retreat(),
        fail: (on, error) => (isBreakTo(error, done) ? on.retreat() : on.fail(error)),
      })
      m.fork({
        retry: on => {
          empty.push(path)
          on.retreat()
        },
      })
      m.run(change, stepTo({ value, path: item.path }, path), env, (on, out) => {
        value = setPath(value, path, out.value)
        on.fail(new BreakError('', done))
      })
    })
  }

export const last =
  (code: Code): Code =>
  (machine, item, env, next) => {
    let held: Jq | undefined
    machine.fork({
      retry: m => (held === undefined ? m.retreat() : m.answer(next, { value: held, path: item.path })),
    })
    machine.run(code, item, env, (m, out) => {
      held = out.value
      m.retreat()
    })
  }

export function apply(m: Machine, native: Native, value: Jq, args: readonly Jq[], path: Path | undefined, next: Next) {
  if (!native.many) return m.answer(next, { value: native.call(value, ...args), path })
  const answers = native.many(value, ...args)
  const following = (on: Machine) => {
    const { done, value: answer } = answers.next()
    if (done) return on.retreat()
    on.fork({ retry: following })
    on.answer(next, { value: answer, path })
  }
  following(m)
}

export interface Entries {
  readonly key: Jq
  readonly value: Jq
  readonly before: Entries | undefined
}

/** Of equal keys the last counts. The fault of the last wrong key is the one reported. */
export function objectOf(entries: Entries | undefined): JqObject {
  const all: Entries[] = []
  for (let at = entries; at !== undefined; at = at.before) {
    if (typeof at.key !== 'string') throw keyNotString(at.key)
    all.push(at)
  }
  const out: JqObject = {}
  for (const { key, value } of all.reverse()) setField(out, key as string, value)
  return out
}
