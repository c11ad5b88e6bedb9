import { count } from './count.ts'
import { envelope, toJSON } from './machine.ts'
import { defineReport } from './report.ts'

export default defineReport({
  format: 'json',
  summary: 'one ValidationReport',

  write(findings, ctx) {
    const { files, documents, objects, ignored, baseline, skippedRules } = ctx.summary
    const summary = {
      files,
      documents,
      objects,
      errors: count(findings, 'error'),
      warnings: count(findings, 'warning'),
      infos: count(findings, 'info'),
      hints: count(findings, 'hint'),
      ignored,
      baseline,
      skippedRules: skippedRules.map(({ code, needs }) => ({ code, needs })),
    }
    return toJSON(envelope('ValidationReport', { summary }, { fidelity: ctx.fidelity, diagnostics: findings }, ctx))
  },
})
