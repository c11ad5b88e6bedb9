import type { Diagnostic } from './diagnostic.ts'

/** Why an answer is less than exact: what was not at hand and what that changes. */
export interface Reason {
  readonly code: string
  readonly message: string
}

/**
 * How far an answer can be trusted. exact: equal to Argo CD's with the same inputs. approximate: a value stood in for one that
 * was not at hand. partial: what is there is right, something is missing.
 */
export interface Fidelity {
  readonly level: 'exact' | 'approximate' | 'partial'
  readonly reasons: readonly Reason[]
}

export const exact: Fidelity = { level: 'exact', reasons: [] }

const weakness = { exact: 0, approximate: 1, partial: 2 } as const

/** The weakest part decides for the whole; reasons are kept once each. */
export function combineFidelity(parts: Iterable<Fidelity>): Fidelity {
  let level: Fidelity['level'] = 'exact'
  const reasons = new Map<string, Reason>()
  for (const part of parts) {
    if (weakness[part.level] > weakness[level]) level = part.level
    for (const reason of part.reasons) reasons.set(`${reason.code}\n${reason.message}`, reason)
  }
  return { level, reasons: [...reasons.values()] }
}

/** A value that is always usable, and everything that was wrong on the way to it. */
export interface Outcome<T> {
  readonly value: T
  readonly diagnostics: readonly Diagnostic[]
  readonly fidelity: Fidelity
}
