import { rules, type Severity } from '@kubectl-gitops/core'
import { UsageError } from '../errors.ts'
import { nearest } from '../suggest.ts'

/** Which rules are asked, and how much each of them counts. */
export interface RuleOptions {
  readonly off: ReadonlySet<string>
  readonly severities: ReadonlyMap<string, Severity>
  /** Whether findings of a code are wanted, for codes that are no rules. */
  isWanted(code: string): boolean
}

const levels = ['off', 'error', 'warning', 'info', 'hint']

/** What says how much a rule counts: where it says so, and ID=SEVERITY. */
export interface RuleSettings {
  readonly where: string
  readonly settings: readonly string[]
}

/** Reads ID=SEVERITY, later ones over earlier ones, and --only ID; an id may end in `*`. */
export function readRuleOptions(sources: readonly RuleSettings[], only: readonly string[]): RuleOptions {
  const off = new Set<string>()
  const severities = new Map<string, Severity>()
  for (const { where, setting } of sources.flatMap(({ where, settings }) =>
    settings.map(setting => ({ where, setting })),
  )) {
    const [pattern = '', level = ''] = setting.split('=')
    if (!levels.includes(level)) {
      throw new UsageError(
        `${where}: ${JSON.stringify(setting)} must be ID=${levels.join('|')}`,
        'For example --rule schema-deprecated=off',
      )
    }
    for (const code of matching(pattern, where)) {
      off.delete(code)
      if (level === 'off') off.add(code)
      else severities.set(code, level as Severity)
    }
  }
  const wanted = only.flatMap(value => value.split(',')).flatMap(pattern => matching(pattern, '--only'))
  if (wanted.length > 0) for (const { id } of rules) if (!wanted.includes(id)) off.add(id)
  return { off, severities, isWanted: code => !off.has(code) && (wanted.length === 0 || wanted.includes(code)) }
}

/** Findings that are no rule's. */
const otherCodes = ['generation-error']

function matching(pattern: string, flag: string): string[] {
  const codes = [...rules.map(({ id }) => id), ...otherCodes]
  const start = pattern.endsWith('*') ? pattern.slice(0, -1) : undefined
  const found = codes.filter(code => (start === undefined ? code === pattern : code.startsWith(start)))
  if (found.length > 0) return found
  const near = nearest(pattern, codes)
  throw new UsageError(
    `${flag}: there is no rule ${JSON.stringify(pattern)}`,
    near === undefined ? undefined : `Did you mean ${near}?`,
  )
}
