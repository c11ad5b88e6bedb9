import type { Outcome, SetPreview } from '@kubectl-gitops/core'
import { InputError } from '../errors.ts'
import { nearest } from '../suggest.ts'
import type { Preview } from './preview-sets.ts'

/** The answer for one Application only; sets that did not get as far as having it stay, with their error. */
export function selectApplication(outcome: Outcome<Preview>, wanted: string | undefined): Outcome<Preview> {
  if (wanted === undefined) return outcome
  const name = wanted.split('/').at(-1)!
  const { sets } = outcome.value
  const names = sets.flatMap(set => set.applications.map(nameOf))
  const isKnown = names.includes(name) || sets.some(({ plan }) => plan?.delete.some(entry => entry.name === name))
  if (!isKnown && sets.every(({ error, fidelity }) => error === null && fidelity.level !== 'partial')) {
    const near = nearest(name, names)
    const rest = near === undefined ? `${names.length} others are` : `did you mean ${near}?`
    throw new InputError(
      `no Application ${JSON.stringify(name)} is generated; ${names.length === 0 ? 'there is none at all' : rest}`,
    )
  }
  const kept = sets.filter(set => !isKnown || set.applications.some(app => nameOf(app) === name) || set.error !== null)
  return { ...outcome, value: { ...outcome.value, sets: kept.map(set => only(set, name)) } }
}

function only(set: SetPreview, name: string): SetPreview {
  const { plan } = set
  return {
    ...set,
    applications: set.applications.filter(app => nameOf(app) === name),
    validationErrors: set.validationErrors.filter(({ application }) => application.split('/').at(-1) === name),
    ...(plan && {
      plan: {
        ...plan,
        create: plan.create.filter(entry => entry === name),
        update: plan.update.filter(entry => entry.name === name),
        delete: plan.delete.filter(entry => entry.name === name),
        unchanged: plan.unchanged.filter(entry => entry === name),
        kept: plan.kept.filter(entry => entry.name === name),
      },
    }),
  }
}

export const nameOf = ({ object }: { readonly object: { readonly metadata?: { readonly name?: string } } }): string =>
  object.metadata?.name ?? ''
