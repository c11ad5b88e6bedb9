import { type Outcome, placeOf, plural, type SetPreview } from '@kubectl-gitops/core'
import type { Page } from '../page.ts'
import { planSummary } from './plan.ts'
import type { Preview } from './preview-sets.ts'
import { rowOf } from './rows.ts'

/** For a comment on a pull request. */
export function previewMarkdown(outcome: Outcome<Preview>, page: Page): string {
  const { sets, existing } = outcome.value
  const ofSets = new Set(sets.flatMap(set => set.diagnostics))
  const others = outcome.diagnostics.filter(finding => !ofSets.has(finding)).map(finding => findingLine(finding, page))
  const parts = [...(others.length === 0 ? [] : [others.join('\n')]), ...sets.map(set => setText(set, existing, page))]
  return parts.length === 0 ? 'No ApplicationSet found.\n' : `${parts.join('\n\n')}\n`
}

function setText(set: SetPreview, existing: Preview['existing'], page: Page): string {
  const findings = set.diagnostics.map(finding => findingLine(finding, page))
  const number = plural(set.applications.length, 'application')
  const parts = [`### ${escaped(set.name || '(no name)')}: ${set.error === null ? number : 'Argo CD reports an error'}`]
  if (findings.length > 0) parts.push(findings.join('\n'))
  if (set.applications.length > 0 && set.error === null) parts.push(rowsText(set, page))
  if (set.plan !== undefined) parts.push(planLines(set.plan, existing?.length ?? 0))
  return parts.join('\n\n')
}

function rowsText(set: SetPreview, page: Page): string {
  const rows = set.applications.map(app => {
    const { name, project, source, destination, from } = rowOf(app, set, page.signs)
    return `| ${[name, project, source, destination, from].map(escaped).join(' | ')} |`
  })
  return ['| Name | Project | Source | Destination | From |', '|---|---|---|---|---|', ...rows].join('\n')
}

function planLines(plan: NonNullable<SetPreview['plan']>, existing: number): string {
  return [
    `**${escaped(planSummary(plan, existing))}**`,
    '',
    ...plan.create.map(name => `- create ${code(name)}`),
    ...plan.update.map(
      ({ name, patch }) => `- change ${code(name)}: ${patch.map(({ path }) => code(path)).join(', ')}`,
    ),
    ...plan.delete.map(
      ({ name, resources, reason }) => `- delete ${code(name)} (resources ${resources}): ${escaped(reason)}`,
    ),
    ...plan.kept.map(({ name, reason }) => `- keep ${code(name)}: ${escaped(reason)}`),
  ].join('\n')
}

function findingLine(finding: Outcome<unknown>['diagnostics'][number], { places }: Page): string {
  const place = finding.span && placeOf(finding.span, places)
  const where = place === undefined ? '' : `${code(`${place.file}:${place.line}`)} `
  return `- **${finding.severity}** ${where}${escaped(finding.message)}`
}

/** Text that Markdown and HTML take as it is; on one line. */
const escaped = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|#~]/g, char => `\\${char}`)
    .replace(/(?<!\w)@(?=\w)/g, '@\u200b')
    .replace(/\s+/g, ' ')

/** A code span; a back quote inside needs a longer fence. */
function code(text: string): string {
  const fence = '`'.repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)))
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${text.replace(/\s+/g, ' ').replaceAll('|', '\\|')}${pad}${fence}`
}
