import { quote } from '../go/fmt/index.ts'
import { encodeJSON } from '../go/json/index.ts'
import { byteLength, compareBytes, GoError, type GoValue, getKey } from '../go/kinds/index.ts'
import type { LabelSelector } from '../model/index.ts'

export interface Selector {
  /** Whether labels satisfy every requirement; `labelOf` answers undefined for a label that is not there. */
  matches(labelOf: (key: string) => string | undefined): boolean
}

/** A label selector as apimachinery reads it; throws GoError with its words. */
// apimachinery: pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector.
export const labelSelector = (selector: LabelSelector): Selector => selectorOf(selector, 'label', true)

/** A post selector: Argo CD's copy of the above, which takes any value, so that URLs can be matched. */
// Argo CD: applicationset/utils/selector.go LabelSelectorAsSelector.
export const postSelector = (selector: LabelSelector): Selector => selectorOf(selector, 'pod', false)

interface Requirement {
  readonly key: string
  readonly operator: string
  readonly values: readonly string[]
}

function selectorOf(selector: LabelSelector, kind: 'label' | 'pod', checksValues: boolean): Selector {
  const requirements: Requirement[] = []
  const labels = selector.matchLabels ?? {}
  for (const key of Object.keys(labels).sort(compareBytes)) {
    requirements.push({ key, operator: '=', values: [getKey(labels, key) ?? ''] })
  }
  for (const { key = '', operator = '', values } of selector.matchExpressions ?? []) {
    requirements.push({ key, operator, values: values ?? [] })
  }
  for (const requirement of requirements) check(requirement, kind, checksValues)
  return { matches: labelOf => requirements.every(requirement => isMet(requirement, labelOf(requirement.key))) }
}

function isMet({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return value !== undefined && values.includes(value)
  }
}

// apimachinery: pkg/labels/selector.go NewRequirement.
function check({ key, operator, values }: Requirement, kind: string, checksValues: boolean): void {
  const faults: string[] = []
  const add = (field: string, value: GoValue, problems: readonly string[]): void => {
    if (problems.length === 0) return
    const shown = typeof value === 'string' ? quote(value) : encodeJSON(value)
    const fault = `${field}: Invalid value: ${shown}: ${problems.join('; ')}`
    if (!faults.includes(fault)) faults.push(fault)
  }
  if (!['=', 'In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator)) {
    throw new GoError(`${quote(operator)} is not a valid ${kind} selector operator`)
  }
  add('key', key, labelKeyProblems(key))
  if ((operator === 'In' || operator === 'NotIn') && values.length === 0) {
    add('values', null, ["for 'in', 'notin' operators, values set can't be empty"])
  }
  if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0) {
    add('values', [...values], ['values set must be empty for exists and does not exist'])
  }
  if (checksValues) {
    for (const [index, value] of values.entries()) add(`values[${index}][${key}]`, value, labelValueProblems(value))
  }
  if (faults.length > 0) throw new GoError(faults.length === 1 ? faults[0]! : `[${faults.join(', ')}]`)
}

// apimachinery: pkg/api/validate/content/kube.go.
const keyFormat = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const keyPattern = new RegExp(`^${keyFormat}$`)
const valuePattern = new RegExp(`^(${keyFormat})?$`)
const characters =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
const keyProblem = `${characters} (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${keyFormat}')`
const valueProblem =
  `a valid label must be an empty string or ${characters.slice('must '.length)}` +
  ` (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(${keyFormat})?')`
const subdomainFormat = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*'
const subdomainPattern = new RegExp(`^${subdomainFormat}$`)
const subdomainProblem =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end" +
  ` with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomainFormat}')`
const tooLong = (limit: number): string => `must be no more than ${limit} bytes`

function labelKeyProblems(key: string): string[] {
  const parts = key.split('/')
  if (parts.length > 2) {
    return [`a valid label key ${keyProblem} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`]
  }
  const name = parts.at(-1)!
  const problems: string[] = []
  const prefix = parts.length === 2 ? parts[0]! : undefined
  if (prefix === '') problems.push('prefix part must be non-empty')
  else if (prefix !== undefined) {
    if (byteLength(prefix) > 253) problems.push(`prefix part ${tooLong(253)}`)
    if (!subdomainPattern.test(prefix)) problems.push(`prefix part ${subdomainProblem}`)
  }
  if (name === '') problems.push('name part must be non-empty')
  else if (byteLength(name) > 63) problems.push(`name part ${tooLong(63)}`)
  if (!keyPattern.test(name)) problems.push(`name part ${keyProblem}`)
  return problems
}

function labelValueProblems(value: string): string[] {
  const problems: string[] = []
  if (byteLength(value) > 63) problems.push(tooLong(63))
  if (!valuePattern.test(value)) problems.push(valueProblem)
  return problems
}
