import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { CommandCase } from './command-case.ts'
import { machineSchemas } from './machine-schemas.ts'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures', 'commands')
const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'commands-')))
after(() => rmSync(temporary, { recursive: true, force: true }))

const schemas = machineSchemas()

for (const command of readdirSync(folder).sort()) {
  describe(command, () => {
    for (const file of readdirSync(join(folder, command)).sort()) {
      test(file.replace(/\.txt$/, ''), async () => {
        const path = join(folder, command, file)
        const text = readFileSync(path, 'utf8')
        const cased = new CommandCase(text, mkdtempSync(join(temporary, 'world-')))
        const answer = await cased.run()
        for (const document of cased.documents) {
          const kind = String(document.kind)
          const faults = schemas.faults(kind, document)
          assert.deepEqual(faults, [], `the output of kind ${kind} is not what docs/schemas says`)
        }
        if (process.env.UPDATE) writeFileSync(path, answer)
        else assert.equal(answer, text)
      })
    }
  })
}

test('what new writes has no findings', async () => {
  const generators = ['list', 'clusters', 'git-directories', 'git-files', 'matrix', 'pull-request']
  const kinds = [
    'application',
    'appproject',
    'bootstrap',
    ...generators.map(name => `applicationset --generator ${name}`),
  ]
  for (const kind of kinds) {
    const world = mkdtempSync(join(temporary, 'world-'))
    const written = await new CommandCase(`$ kubectl gitops new ${kind} web\n`, world).run()
    const manifest = written.slice(written.indexOf('\n') + 1, written.lastIndexOf('exit: 0'))
    writeFileSync(join(world, 'web.yaml'), manifest)
    const answer = await new CommandCase('$ kubectl gitops validate web.yaml --fail-on warning\n', world).run()
    assert.match(answer, /exit: 0\n$/, `${kind}:\n${manifest}\n${answer}`)
  }
})

test('every command has a case', () => {
  const commands = join(folder, '..', '..', '..', 'plugin', 'src', 'commands')
  const names = readdirSync(commands).filter(name => name !== 'index.ts')
  const without = names.map(name => name.replace(/\.ts$/, '')).filter(name => !existsSync(join(folder, name)))
  assert.deepEqual(without, [])
})
