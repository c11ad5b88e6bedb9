// npm run parity [-- --golden DIR] [--area A]: Argo CD's recorded answers against the engine's, area by area. Exit 1 when one differs.
import { parseArgs } from 'node:util'
import type { CaseResult } from './area.ts'
import { areas } from './areas/index.ts'
import { areasIn, folderGolden, repositoryGolden } from './golden.ts'

const shown = 10

const { values } = parseArgs({ options: { golden: { type: 'string' }, area: { type: 'string', multiple: true } } })
const unknown = values.area?.find(name => !areas.some(area => area.name === name))
if (unknown !== undefined) {
  process.stderr.write(`no area ${unknown}; there are ${areas.map(area => area.name).join(', ')}\n`)
  process.exit(2)
}

const golden = values.golden === undefined ? repositoryGolden() : folderGolden(values.golden)
let differs = false
let answers = 0
for (const area of areas) {
  if (values.area !== undefined && !values.area.includes(area.name)) continue
  let equal = 0
  let total = 0
  const wrong: CaseResult[] = []
  for await (const result of area.run(golden)) {
    total++
    if (result.difference === undefined) equal++
    else wrong.push(result)
  }
  if (total === 0) continue
  answers += total
  differs ||= wrong.length > 0
  process.stdout.write(`${area.name} ${equal}/${total}\n`)
  for (const { name, difference } of wrong.slice(0, shown)) {
    const { path, expected, got } = difference!
    process.stdout.write(`  ${name} ${path}\n    expected ${print(expected)}\n    got      ${print(got)}\n`)
  }
  if (wrong.length > shown) process.stdout.write(`  … and ${wrong.length - shown} more\n`)
}
if (values.golden !== undefined && values.area === undefined) {
  const others = areasIn(values.golden).filter(name => !areas.some(area => area.name === name))
  if (others.length > 0) process.stdout.write(`not yet covered: ${others.join(', ')}\n`)
}
if (answers === 0) {
  process.stderr.write(`no recorded answers in ${values.golden ?? 'test/golden'}\n`)
  process.exit(2)
}
process.exit(differs ? 1 : 0)

function print(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 600 ? `${text.slice(0, 600)}…` : text
}
