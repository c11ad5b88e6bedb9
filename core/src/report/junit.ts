import { plural } from './count.ts'
import { type Placed, placed } from './place.ts'
import { defineReport } from './report.ts'
import { xml } from './xml.ts'

export default defineReport({
  format: 'junit',
  summary: 'JUnit XML: a suite a file, a failed case for each error or warning',

  write(findings, ctx) {
    const byFile = new Map<string, Placed[]>(ctx.files.map(uri => [ctx.fileName(uri), []]))
    for (const one of placed(findings, ctx)) {
      const file = one.place?.file ?? ''
      const list = byFile.get(file)
      if (list === undefined) byFile.set(file, [one])
      else list.push(one)
    }
    const suites = [...byFile]
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([file, list]) => suite(file || 'general', list))
    const all = [...byFile.values()]
    const tests = all.reduce((sum, list) => sum + Math.max(1, list.length), 0)
    const failures = all.reduce((sum, list) => sum + list.filter(isFailure).length, 0)
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="${xml(ctx.tool.name)}" tests="${tests}" failures="${failures}" errors="0" time="${ctx.seconds.toFixed(3)}">`,
      ...suites,
      '</testsuites>',
      '',
    ].join('\n')
  },
})

const isFailure = ({ finding }: Placed): boolean => finding.severity === 'error' || finding.severity === 'warning'

function suite(file: string, list: readonly Placed[]): string {
  const failures = list.filter(isFailure).length
  const cases =
    list.length === 0
      ? [`    <testcase name="no findings" classname="${xml(file)}"/>`]
      : list.map(one => testCase(file, one))
  return [
    `  <testsuite name="${xml(file)}" tests="${Math.max(1, list.length)}" failures="${failures}" errors="0">`,
    ...cases,
    '  </testsuite>',
  ].join('\n')
}

function testCase(file: string, one: Placed): string {
  const { finding, place } = one
  const where = place === undefined ? '' : ` ${place.line}:${place.column}`
  const name = `    <testcase name="${xml(finding.code + where)}" classname="${xml(file)}"${place === undefined ? '' : ` file="${xml(file)}" line="${place.line}"`}`
  const fixes = finding.fixes ?? []
  const cure =
    fixes.length === 0 ? '' : `\n${plural(fixes.length, 'fix', 'fixes')}: ${fixes.map(({ title }) => title).join('; ')}`
  const text = `${place === undefined ? '' : `${place.file}:${place.line}:${place.column}: `}${finding.message}${cure}`
  if (!isFailure(one)) return `${name}>\n      <system-out>${xml(text)}</system-out>\n    </testcase>`
  return `${name}>\n      <failure type="${finding.severity}" message="${xml(finding.message)}">${xml(text)}</failure>\n    </testcase>`
}
