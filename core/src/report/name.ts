import { placed } from './place.ts'
import { defineReport } from './report.ts'
import { printable } from './terminal-text.ts'

export default defineReport({
  format: 'name',
  summary: 'the objects with findings, one a line, as kubectl names them',

  write(findings, ctx) {
    const names = new Set<string>()
    for (const { finding } of placed(findings, ctx)) {
      const { object } = finding
      if (object === undefined) continue
      const kind = object.kind.toLowerCase()
      names.add(printable(`${object.group === '' ? kind : `${kind}.${object.group}`}/${object.name}`))
    }
    return [...names].map(name => `${name}\n`).join('')
  },
})
