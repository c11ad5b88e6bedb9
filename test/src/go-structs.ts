/** How one recorded answer of Go is compared with ours; also used to record and to fuzz (test/oracle/structs). */
import { decodeGo, encodeGo, strategicMergePatch } from '../../core/src/model/index.ts'
import { metadataProblems, validateStructure } from '../../core/src/schema/index.ts'
import { nodeOf } from './value-node.ts'

type Value = Parameters<typeof decodeGo>[1]

export interface GoCase {
  readonly type: string
  readonly value?: Value
  readonly patch?: Value
  readonly object?: unknown
  readonly metadata?: Record<string, unknown>
  readonly answer: {
    readonly value?: unknown
    readonly error?: string
    readonly panic?: string
    readonly unknown?: readonly string[]
    readonly errors?: readonly string[]
  }
}

/** Undefined when ours is Go's answer, else what differs. */
export function check(name: string, one: GoCase): string | undefined {
  const ours = JSON.stringify(sorted(answers[name]!(one)))
  const theirs = JSON.stringify(sorted(expected[name]!(one)))
  return ours === theirs ? undefined : `${JSON.stringify(one)}\n  ours ${ours}\n  Go   ${theirs}`
}

const answers: Record<string, (one: GoCase) => unknown> = {
  // What the oracle reads is JSON text with its keys in writing order.
  decode: ({ type, value }) => attempt(() => encodeGo(type, decodeGo(type, value!, 'written'))),
  merge: ({ type, value, patch }) => attempt(() => strategicMergePatch(type, value!, patch!)),
  crd: ({ type, object }) => {
    const unknown: string[] = []
    const errors: string[] = []
    for (const fault of validateStructure(type, nodeOf(object))) {
      if (fault.fault === 'unknown-field' || fault.fault === 'misplaced-field' || fault.fault === 'newer-field')
        unknown.push(fault.field)
      else if (fault.apiServer !== '') errors.push(fault.apiServer)
    }
    return { unknown: unknown.sort(), errors: errors.sort() }
  },
  metadata: ({ metadata }) => ({
    errors: metadataProblems(metadata!)
      .map(problem => problem.text)
      .sort(),
  }),
}

const expected: Record<string, (one: GoCase) => unknown> = {
  decode: ({ answer }) => answer,
  merge: ({ answer }) => answer,
  crd: ({ answer: { unknown = [], errors = [] } }) => {
    // Of one fault with several texts (int-or-string, formats, an enum of a wrong type) we tell the first.
    const plain = errors.filter(text => !text.startsWith('<nil>') && !/: Unsupported value: [^"]/.test(text))
    const either = plain.filter(text => text.includes('must be of type integer,string'))
    const repeated = new Set(
      either.flatMap(text => ['integer', 'string'].map(type => text.replace('integer,string', type))),
    )
    // What stands inside a value of a wrong type is not looked at.
    const wrong = plain.flatMap(
      text => /^(\S+): Invalid value: "(?:object|array|)": \S+ in body must be of type/.exec(text)?.[1] ?? [],
    )
    const inside = (field: string): boolean =>
      wrong.some(outer => field.startsWith(`${outer}.`) || field.startsWith(`${outer}[`))
    return {
      unknown: unknown.filter(field => !inside(field)).sort(),
      errors: plain.filter(text => !repeated.has(text)).sort(),
    }
  },
  metadata: ({ answer: { errors = [] } }) => ({ errors: [...errors].sort() }),
}

function attempt(run: () => unknown): unknown {
  try {
    return { value: run() }
  } catch (error) {
    const { name, message } = error as Error
    if (name === 'GoError') return { error: message }
    if (name === 'ArgoError') return { panic: message }
    throw error
  }
}

export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const object = value as Record<string, unknown>
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map(key => [key, sorted(object[key])]),
  )
}
