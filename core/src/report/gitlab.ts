import type { Severity } from '../text/index.ts'
import { fingerprints } from './fingerprint.ts'
import { toJSON } from './machine.ts'
import { placed } from './place.ts'
import { defineReport } from './report.ts'

const severities: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info', hint: 'info' }

export default defineReport({
  format: 'gitlab',
  summary: 'Code Quality report for GitLab merge requests',

  write(findings, ctx) {
    const all = placed(findings, ctx)
    const marks = fingerprints(all)
    return toJSON(
      all.map(({ finding, place }, index) => ({
        description: finding.message,
        check_name: finding.code,
        fingerprint: marks[index],
        severity: severities[finding.severity],
        // A finding without a place still needs one here: the first line of the folder.
        location: { path: place?.file ?? '.', lines: { begin: place?.line ?? 1 } },
      })),
    )
  },
})
