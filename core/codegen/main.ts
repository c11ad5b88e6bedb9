// npm run generate: writes every generated file of the repository, from what is checked in, without network or Go.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { allSteps } from './all.ts'
import { root } from './step.ts'

for (const step of await allSteps()) {
  const changed: string[] = []
  for (const [path, text] of await step.outputs()) {
    const file = join(root, path)
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    changed.push(path)
  }
  console.log(`${step.name}: ${changed.length === 0 ? 'up to date' : `wrote ${changed.join(', ')}`}`)
}
