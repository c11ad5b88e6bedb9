import { type BlockContext, type Diagnostic, findingBlock, type Outcome, placed, printable } from '@kubectl-gitops/core'
import type { Page } from '../page.ts'

/** The findings of an answer as they stand on standard error beside data, and how far the answer can be trusted. */
export function findingsText(outcome: Outcome<unknown>, page: Page): string {
  const errorPage = { ...page, look: page.errorLook }
  return blocks(outcome.diagnostics, errorPage).join('') + trustText(outcome, errorPage)
}

/** The findings in the order of every report, each with its line of source. */
export function blocks(findings: readonly Diagnostic[], page: Page): readonly string[] {
  const { places, look, program } = page
  const ctx: BlockContext = {
    fileName: uri => places.fileName(uri),
    source: uri => places.source(uri),
    look,
    rule: () => undefined,
    rulesCommand: `${program} rules`,
  }
  return placed(findings, places).map(({ finding }) => findingBlock(finding, ctx))
}

/** One line for each reason why the answer is less than exact that no finding has said already. */
export function trustText(
  { fidelity, diagnostics }: Outcome<unknown>,
  { look }: Page,
  most = Number.POSITIVE_INFINITY,
): string {
  const said = new Set(diagnostics.map(({ message }) => message))
  const reasons = fidelity.reasons.filter(({ message }) => !said.has(message))
  const level = look.paint('dim', `${fidelity.level}:`)
  const lines = reasons
    .slice(0, most)
    .map(({ code, message }) => `${level} ${printable(message)}${remedy(code, message)}\n`)
  if (reasons.length > most) lines.push(`${level} and ${reasons.length - most} more; -o json has them all\n`)
  return lines.join('')
}

/** Which flag gives what was not at hand, where the message does not say so. */
function remedy(code: string, message: string): string {
  const flag = { 'clusters-not-at-hand': '--clusters FILE', 'projects-not-at-hand': '--answers FILE' }[code]
  return flag === undefined || message.includes(flag.split(' ')[0]!) ? '' : `: give them with ${flag}`
}
