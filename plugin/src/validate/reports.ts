import { type Outcome, type ReportContext, reports, rules } from '@kubectl-gitops/core'
import type { Printed } from '../command.ts'
import type { Page } from '../page.ts'
import { programVersion } from '../version.ts'
import { unifiedDiff } from '../views/diff.ts'
import { trustText } from '../views/findings.ts'
import type { Validation } from './validate-files.ts'

/** The findings in one of the formats of core. */
export function validationReport(format: string, outcome: Outcome<Validation>, page: Page): Printed {
  const { value, diagnostics } = outcome
  const report = reports.find(candidate => candidate.format === format)!
  const isText = format === 'text'
  if (isText && page.flags.diff === true) return diffOf(outcome, page)
  const notes: string[] = []
  if (page.flags.fix === true) {
    for (const { after, count } of value.fixed) {
      notes.push(`fixed ${count} in ${page.places.fileName(after.uri)}\n`)
    }
  }
  if (page.flags['list-skipped'] === true) notes.push(skippedText(value))
  if (isText) notes.push(trustText(outcome, { ...page, look: page.errorLook }, 3))
  return { stdout: report.write(diagnostics, contextOf(outcome, page)), stderr: notes.join('') }
}

function contextOf({ value, fidelity }: Outcome<Validation>, page: Page): ReportContext {
  return {
    tool: { name: 'kubectl-gitops', version: programVersion },
    files: value.files,
    summary: value.summary,
    fidelity,
    look: page.look,
    seconds: page.seconds,
    rulesCommand: `${page.program} rules`,
    fileName: uri => page.places.fileName(uri),
    source: uri => page.places.source(uri),
    rule: code => {
      const rule = rules.find(({ id }) => id === code)
      return rule === undefined ? undefined : { summary: rule.summary, severity: rule.severity }
    },
  }
}

function diffOf({ value }: Outcome<Validation>, { places, look }: Page): Printed {
  if (value.fixed.length === 0) return { stdout: '', stderr: 'Nothing that can be fixed safely.\n' }
  const parts = value.fixed.map(({ before, after }) =>
    unifiedDiff(before.text, after.text, places.fileName(before.uri), look),
  )
  return { stdout: parts.join('') }
}

function skippedText({ summary }: Validation): string {
  if (summary.skippedRules.length === 0) return 'No rule was skipped.\n'
  return summary.skippedRules.map(({ code, needs }) => `skipped ${code}: needs ${needs.join(', ')}\n`).join('')
}
