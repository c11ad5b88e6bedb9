import { type Placed, placed } from './place.ts'
import { defineReport } from './report.ts'
import { xml } from './xml.ts'

export default defineReport({
  format: 'checkstyle',
  summary: 'Checkstyle XML, which Jenkins, reviewdog and many other tools read',

  write(findings, ctx) {
    const byFile = new Map<string, Placed[]>()
    for (const one of placed(findings, ctx)) {
      const file = one.place?.file ?? ''
      const list = byFile.get(file)
      if (list === undefined) byFile.set(file, [one])
      else list.push(one)
    }
    const files = [...byFile].map(([file, list]) => {
      const errors = list.map(one => error(one, ctx.tool.name))
      return [`  <file name="${xml(file)}">`, ...errors, '  </file>'].join('\n')
    })
    return ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">', ...files, '</checkstyle>', ''].join(
      '\n',
    )
  },
})

/** Checkstyle has no hints. */
const severities = { error: 'error', warning: 'warning', info: 'info', hint: 'info' } as const

function error({ finding, place }: Placed, tool: string): string {
  const where = place === undefined ? '' : ` line="${place.line}" column="${place.column}"`
  const message = xml(finding.message)
  return `    <error${where} severity="${severities[finding.severity]}" message="${message}" source="${xml(`${tool}.${finding.code}`)}"/>`
}
