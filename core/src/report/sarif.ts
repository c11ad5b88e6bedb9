import type { Fix, Severity } from '../text/index.ts'
import { fingerprints } from './fingerprint.ts'
import { toJSON } from './machine.ts'
import { type Place, placed, placeOf } from './place.ts'
import { defineReport, type ReportContext } from './report.ts'

export default defineReport({
  format: 'sarif',
  summary: 'SARIF 2.1.0, for code scanning',

  write(findings, ctx) {
    const all = placed(findings, ctx)
    const codes = [...new Set(all.map(({ finding }) => finding.code))].sort()
    const marks = fingerprints(all)
    const results = all.map(({ finding, place }, index) => {
      const related = (finding.related ?? []).flatMap(({ message, span }) => {
        const at = placeOf(span, ctx)
        return at === undefined ? [] : [{ message: { text: message }, physicalLocation: physical(at) }]
      })
      const fixes = (finding.fixes ?? []).flatMap(fix => fixToSARIF(fix, ctx))
      return {
        ruleId: finding.code,
        ruleIndex: codes.indexOf(finding.code),
        level: levels[finding.severity],
        message: { text: finding.message },
        ...(place && { locations: [location(place, finding.object)] }),
        ...(related.length > 0 && { relatedLocations: related }),
        partialFingerprints: { 'gitops/v1': marks[index] },
        ...(fixes.length > 0 && { fixes }),
      }
    })
    const { name, version } = ctx.tool
    return toJSON({
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name, semanticVersion: version, rules: codes.map(code => ruleToSARIF(code, ctx)) } },
          columnKind: 'utf16CodeUnits',
          results,
        },
      ],
    })
  },
})

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' }

function ruleToSARIF(id: string, ctx: ReportContext): unknown {
  const rule = ctx.rule(id)
  if (rule === undefined) return { id }
  return {
    id,
    shortDescription: { text: rule.summary },
    defaultConfiguration: { level: levels[rule.severity] },
    ...(rule.docs !== undefined && { helpUri: rule.docs }),
  }
}

const region = ({ line, column, endLine, endColumn }: Place): unknown => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
})

const artifact = (file: string): unknown => ({ uri: file === '-' ? 'stdin' : uriReference(file) })

/** A relative reference, or a file URL for an absolute path. */
function uriReference(file: string): string {
  const encoded = file.split('/').map(encodePart).join('/')
  if (file.startsWith('/')) return `file://${encoded}`
  return /^[a-z]:\//i.test(file) ? `file:///${file.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}` : encoded
}

/** A file name that is no text (a lone surrogate) cannot be encoded. */
const encodePart = (part: string): string => encodeURIComponent(part.replace(/[\ud800-\udfff]/gu, '\ufffd'))

const physical = (place: Place): unknown => ({ artifactLocation: artifact(place.file), region: region(place) })

function location(place: Place, object: { readonly kind: string; readonly name: string } | undefined): unknown {
  return {
    physicalLocation: physical(place),
    ...(object && {
      logicalLocations: [{ name: object.name, fullyQualifiedName: `${object.kind}/${object.name}`, kind: 'resource' }],
    }),
  }
}

function fixToSARIF(fix: Fix, ctx: ReportContext): unknown[] {
  const changes = new Map<string, unknown[]>()
  for (const { span, newText } of fix.edits) {
    const at = placeOf(span, ctx)
    if (at === undefined) return []
    const replacements = changes.get(at.file) ?? []
    replacements.push({ deletedRegion: region(at), ...(newText !== '' && { insertedContent: { text: newText } }) })
    changes.set(at.file, replacements)
  }
  const artifactChanges = [...changes].map(([file, replacements]) => ({
    artifactLocation: artifact(file),
    replacements,
  }))
  return artifactChanges.length === 0 ? [] : [{ description: { text: fix.title }, artifactChanges }]
}
