import { placed } from './place.ts'
import { defineReport } from './report.ts'
import { printable } from './terminal-text.ts'

const commands = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const

export default defineReport({
  format: 'github',
  summary: 'workflow commands that GitHub Actions shows beside the lines',

  write(findings, ctx) {
    return placed(findings, ctx)
      .map(({ finding, place }) => {
        const at =
          place === undefined
            ? []
            : [
                `file=${property(place.file)}`,
                `line=${place.line}`,
                `endLine=${place.endLine}`,
                // Columns are shown only for a place within one line.
                ...(place.line === place.endLine ? [`col=${place.column}`, `endColumn=${place.endColumn}`] : []),
              ]
        return `::${commands[finding.severity]} ${[...at, `title=${property(finding.code)}`].join(',')}::${data(finding.message)}\n`
      })
      .join('')
  },
})

/** Without what would end the command, be read as an escape, or colour the log. */
const data = (text: string): string =>
  printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
