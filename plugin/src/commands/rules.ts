import { envelope, toJSON } from '@kubectl-gitops/core/report'
import { defineCommand } from '../command.ts'
import { UsageError } from '../errors.ts'
import { machineContext } from '../page.ts'
import { nearest } from '../suggest.ts'
import { table } from '../views/table.ts'

/** One rule as it is listed. */
interface RuleRow {
  readonly code: string
  readonly severity: string
  readonly summary: string
  readonly needs: readonly string[]
  readonly docs: string | null
}

interface RuleAnswer {
  readonly rows: readonly RuleRow[]
  /** The page, when one rule was asked for. */
  readonly page: string | undefined
}

export default defineCommand({
  name: 'rules',
  usage: 'rules [ID]',
  summary: 'List what validate looks for, or show the page of one rule.',
  examples: [{ does: 'What one rule means', line: 'kubectl gitops rules schema-unknown-field' }],
  args: { max: 1, completes: 'rule' },
  flags: {},

  async run({ args: [id], program }) {
    const { rules } = await import('@kubectl-gitops/core')
    const { rulePage } = await import('../rules/rule-page.ts')
    const found = id === undefined ? rules : rules.filter(rule => rule.id === id)
    if (id !== undefined && found.length === 0) {
      const near = nearest(
        id,
        rules.map(rule => rule.id),
      )
      throw new UsageError(
        `there is no rule ${JSON.stringify(id)}`,
        near === undefined ? undefined : `Did you mean ${near}?`,
      )
    }
    const rows = found
      .map(({ id: code, severity, summary, needs = [] }) => ({
        code,
        severity,
        summary,
        needs: [...needs],
        docs: null,
      }))
      .sort((a, b) => (a.code < b.code ? -1 : 1))
    const value: RuleAnswer = { rows, page: id === undefined ? undefined : rulePage(found[0]!, program) }
    return { value, diagnostics: [], fidelity: { level: 'exact', reasons: [] } }
  },

  views: {
    table: ({ value: { rows, page: text } }, { look }) =>
      text ??
      table(
        ['RULE', 'SEVERITY', 'NEEDS', 'SUMMARY'],
        rows.map(({ code, severity, needs, summary }) => [code, severity, needs.join(',') || '<none>', summary]),
        look,
      ),
    name: ({ value: { rows } }) => rows.map(({ code }) => `${code}\n`).join(''),
    json: (outcome, page) => {
      const { rows, page: text } = outcome.value
      const ctx = machineContext(page)
      return toJSON(
        text === undefined
          ? envelope('RuleList', { items: rows }, outcome, ctx)
          : envelope('Rule', { ...rows[0]!, text }, outcome, ctx),
      )
    },
  },
})
