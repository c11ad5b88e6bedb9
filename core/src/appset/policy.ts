import { type GoObject, getKey } from '../go/kinds/index.ts'
import { objectAt } from './objects.ts'

/** The controller's flags that decide what it may do to Applications. */
export interface PolicyOptions {
  /** --policy; '' and absent are `sync`. */
  readonly policy?: string
  /** --enable-policy-override; by default only a controller without a policy lets the ApplicationSet choose. */
  readonly policyOverride?: boolean
}

export interface Policy {
  readonly name: string
  readonly update: boolean
  readonly delete: boolean
}

/** The policy in force for an ApplicationSet. */
// Argo CD: applicationset/utils/policy.go DefaultPolicy; pkg/apis/application/v1alpha1 ApplicationsSyncPolicy.
export function policyOf(set: GoObject, { policy = '', policyOverride = policy === '' }: PolicyOptions): Policy {
  const asked = getKey(objectAt(set, 'spec', 'syncPolicy') ?? {}, 'applicationsSync')
  const name = typeof asked === 'string' && policyOverride ? asked : policy === '' ? 'sync' : policy
  return {
    name,
    update: name === 'sync' || name === 'create-update',
    delete: name === 'sync' || name === 'create-delete',
  }
}
