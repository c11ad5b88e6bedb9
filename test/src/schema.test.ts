// Structural validation: recorded answers of the API server's own code, and YAML fixtures whose faults are listed at their end.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  describeField,
  fieldsAt,
  loadDescriptions,
  nearest,
  type StructureFault,
  sinceVersion,
  validateStructure,
} from '../../core/src/schema/index.ts'
import { parseVersion } from '../../core/src/settings/version.ts'
import { SourceFile } from '../../core/src/text/index.ts'
import { parseDocuments, type YamlNode } from '../../core/src/yaml/index.ts'
import { check, type GoCase } from './go-structs.ts'

for (const name of ['crd', 'metadata']) {
  test(`${name}: every recorded answer of Kubernetes is ours`, () => {
    const url = new URL(`../golden/go-structs/${name}.json`, import.meta.url)
    const cases = JSON.parse(readFileSync(url, 'utf8')) as GoCase[]
    assert.ok(cases.length > 100)
    assert.deepEqual(
      cases.flatMap(one => check(name, one) ?? []),
      [],
    )
  })
}

// A fixture is YAML, then `# ---` and one comment line for each fault: sort, field, what is marked, details, the API server's text.
const folder = new URL('../fixtures/schema/', import.meta.url)
const rule = '\n# ---\n'
for (const name of readdirSync(folder)
  .filter(file => file.endsWith('.yaml'))
  .sort()) {
  test(`faults: ${name.replace('.yaml', '')}`, () => {
    const url = new URL(name, folder)
    const written = readFileSync(url, 'utf8')
    const yaml = written.split(rule)[0]!
    const file = new SourceFile(url.href, yaml)
    const version = /^# version: (\S+)$/m.exec(yaml)?.[1]
    const lines = parseDocuments(file).flatMap(({ root }) => {
      const kind = root?.kind === 'mapping' ? root.get('kind')?.value : undefined
      if (root === undefined || kind?.kind !== 'scalar') return []
      const parsed = version === undefined ? undefined : parseVersion(version)
      return validateStructure(String(kind.value), root, parsed && { version: parsed }).map(fault =>
        lineOf(fault, yaml),
      )
    })
    const text = `${yaml.trimEnd()}\n${rule.slice(1)}${lines.map(line => `# ${line}\n`).join('')}`
    if (process.env.UPDATE) writeFileSync(url, text)
    else assert.equal(text, written)
  })
}

function lineOf(fault: StructureFault, yaml: string): string {
  const parts: string[] = [fault.fault, fault.field]
  const marked = fault.entry?.keySpan ?? ('node' in fault ? fault.node?.span : undefined)
  if (marked !== undefined)
    parts.push(`at ${yaml.slice(0, marked.start).split('\n').length}:${JSON.stringify(cut(yaml, marked))}`)
  if (fault.parentEntry !== undefined) parts.push(`in ${fault.parentEntry.key}`)
  for (const key of ['suggestion', 'target', 'since', 'expected', 'found', 'canonical', 'isNull', 'limit'] as const) {
    const value = (fault as unknown as Record<string, unknown>)[key]
    if (value !== undefined) parts.push(`${key} ${Array.isArray(value) ? value.join('.') : String(value)}`)
  }
  if (fault.fault === 'unindented-block') parts.push(`siblings ${fault.siblings.map(entry => entry.key).join(', ')}`)
  if (fault.apiServer !== '') parts.push(`"${fault.apiServer}"`)
  return parts.join(' | ')
}

const cut = (yaml: string, { start, end }: YamlNode['span']): string => yaml.slice(start, end).split('\n')[0]!

test('another kind has no schema here', () => {
  const [document] = parseDocuments(new SourceFile('test:', 'kind: Deployment\nspec: 1\n'))
  assert.deepEqual(validateStructure('Deployment', document!.root!), [])
})

test('the faults of a whole file cost microseconds for each object, so a deep one ends as well', () => {
  const deep = `kind: Application\nspec: ${'{a: '.repeat(2000)}1${'}'.repeat(2000)}\n`
  for (const { root } of parseDocuments(new SourceFile('test:', deep))) {
    if (root !== undefined) assert.ok(validateStructure('Application', root).length > 0)
  }
})

test("a field is described with its type, its version and Argo CD's words", async () => {
  await loadDescriptions()
  const helm = describeField('Application', ['spec', 'sources', 0, 'helm'])
  assert.equal(helm?.type, 'ApplicationSourceHelm')
  assert.equal(helm?.description, 'Helm holds helm specific options')
  const enabled = describeField('ApplicationSet', ['spec', 'template', 'spec', 'syncPolicy', 'automated', 'enabled'])
  assert.deepEqual([enabled?.type, enabled?.since, enabled?.required], ['boolean', '3.1', false])
  assert.equal(describeField('Application', ['spec', 'project'])?.required, true)
  const policy = describeField('ApplicationSet', ['spec', 'syncPolicy', 'applicationsSync'])
  assert.deepEqual(policy?.values, ['create-only', 'create-update', 'create-delete', 'sync'])
  assert.equal(describeField('Application', ['spec', 'info'])?.type, 'list of Info')
  assert.equal(describeField('Application', ['metadata', 'labels'])?.type, 'map of string')
  assert.equal(describeField('Application', ['spec', 'nothing']), undefined)
  assert.equal(describeField('Rollout', ['spec']), undefined)
  const names = fieldsAt('Application', ['spec', 'destination']).map(field => field.name)
  assert.deepEqual(names, ['name', 'namespace', 'server'])
})

test('a field is as new as the newest thing around it', () => {
  const cases: [string, (string | number)[], string | undefined][] = [
    ['Application', ['spec', 'source', 'path'], undefined],
    ['Application', ['spec', 'sources', 0, 'path'], '2.6'],
    ['Application', ['spec', 'sourceHydrator', 'drySource', 'repoURL'], '2.14'],
    ['Application', ['spec', 'sourceHydrator', 'drySource', 'helm', 'namespace'], '3.3'],
    ['Application', ['spec', 'source', 'tagPrefix'], '3.5'],
    ['ApplicationSet', ['spec', 'generators', 0, 'clusters', 'flatList'], '2.14'],
    ['ApplicationSet', ['spec', 'generators', 0, 'matrix', 'generators', 1, 'git', 'files', 0, 'exclude'], '3.1'],
    ['ApplicationSet', ['spec', 'generators', 0, 'oci'], '3.6'],
    ['AppProject', ['spec', 'syncWindows', 0, 'description'], '3.1'],
    ['AppProject', ['spec', 'clusterResourceWhitelist', 0, 'name'], '3.3'],
  ]
  for (const [kind, path, since] of cases) assert.equal(sinceVersion(kind, path), since, path.join('.'))
})

test('the near name is the one meant', () => {
  const fields = ['repoURL', 'path', 'targetRevision', 'helm', 'ref', 'chart']
  const cases = {
    repoUrl: 'repoURL',
    REPOURL: 'repoURL',
    targetRevison: 'targetRevision',
    hlem: 'helm',
    rf: 'ref',
    xyz: undefined,
    values: undefined,
  }
  for (const [name, meant] of Object.entries(cases)) assert.equal(nearest(name, fields), meant, name)
})
