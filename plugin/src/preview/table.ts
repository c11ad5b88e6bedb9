import { type Diagnostic, type Outcome, plural, printable, type SetPreview } from '@kubectl-gitops/core'
import type { Printed } from '../command.ts'
import type { Page } from '../page.ts'
import { blocks, trustText } from '../views/findings.ts'
import { type Cell, table } from '../views/table.ts'
import { describeGenerators } from './describe.ts'
import { explainText } from './explain.ts'
import { planText } from './plan.ts'
import type { Preview } from './preview-sets.ts'
import { rowOf } from './rows.ts'
import { nameOf } from './select.ts'

/** What a person sees of the sets: the Applications first, then what is wrong, then what would happen. */
export function previewTable(outcome: Outcome<Preview>, page: Page): Printed {
  const { sets, existing } = outcome.value
  const ofSets = new Set<Diagnostic>(sets.flatMap(set => set.diagnostics))
  const others = blocks(
    outcome.diagnostics.filter(finding => !ofSets.has(finding)),
    page,
  )
  if (sets.length === 0 && others.length === 0) return { stdout: '', stderr: 'No ApplicationSet found.\n' }
  const parts = sets.map(set => setText(set, existing, page))
  return { stdout: [...others, ...parts].join('\n') + spaced(trustText(outcome, page)) }
}

function setText(set: SetPreview, existing: Preview['existing'], page: Page): string {
  const findings = blocks(set.diagnostics, page).join('')
  if (page.flags.explain !== undefined && set.applications.length > 0) {
    return set.applications.map(app => explainText(app, set, page)).join('\n') + spaced(findings)
  }
  const rows = rowsText(set, page)
  const plan = set.plan === undefined ? '' : planText(set.plan, existing ?? [], page)
  return `${heading(set, page)}\n${[rows, findings, plan].map(spaced).join('')}`
}

/** guestbook (argocd) · 6 applications from matrix(git directories 3 × clusters 2) */
export function heading(set: SetPreview, page: Page): string {
  const { look, signs } = page
  const name = look.paint('bold', printable(set.name || '(no name)'))
  const namespace = set.namespace === '' ? '' : ` (${printable(set.namespace)})`
  return `${name}${namespace} ${signs.dot} ${outcomeText(set, page)}`
}

function outcomeText(set: SetPreview, { look, signs }: Page): string {
  const number = set.applications.length
  const apps = plural(number, 'application')
  if (set.panic) return look.paint('error', 'Argo CD crashes on it and reports nothing')
  if (set.error !== null) {
    const discarded = number === 0 ? '' : `; ${apps} could be generated, which Argo CD discards`
    return look.paint('error', `Argo CD reports an error${discarded}`)
  }
  const from = describeGenerators(set, signs)
  const known = set.fidelity.level === 'partial' ? `${apps} known` : apps
  return from === '' ? known : `${known} from ${printable(from)}`
}

const headers = ['NAME', 'PROJECT', 'SOURCE', 'DESTINATION', 'FROM']

function rowsText(set: SetPreview, page: Page): string {
  if (set.applications.length === 0) return ''
  const refused = new Set(set.validationErrors.map(({ application }) => application.split('/').at(-1)))
  const rows = set.applications.map((app): Cell[] => {
    const { name, project, source, destination, from } = rowOf(app, set, page.signs)
    const isRefused = set.error !== null || refused.has(nameOf(app))
    const first: Cell = isRefused ? { text: `${page.signs.bad} ${name}`, role: 'error' } : name
    return [first, project, source, destination, { text: from, role: 'dim' }]
  })
  return table(headers, rows, page.look)
}

/** A part stands apart from what is above it. */
const spaced = (part: string): string => (part === '' ? '' : `\n${part}`)
