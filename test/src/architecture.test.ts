// Who may import whom: the table of ARCHITECTURE.md as data, read off the imports.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Folder of core/src to the folders it may import, itself always included. */
const layers: Record<string, readonly string[]> = {
  text: [],
  go: [],
  yaml: ['text', 'go'],
  report: ['text'],
  model: ['text', 'go', 'yaml'],
  ports: ['text', 'go', 'model'],
  schema: ['text', 'go', 'yaml', 'model'],
  settings: ['text', 'go', 'yaml', 'model'],
  template: ['text', 'go', 'yaml', 'model'],
  project: ['text', 'go', 'model', 'ports', 'settings'],
  generators: ['text', 'go', 'yaml', 'model', 'ports', 'settings', 'template'],
  appset: ['text', 'go', 'yaml', 'model', 'ports', 'settings', 'template', 'generators', 'project'],
  workspace: ['text', 'go', 'yaml', 'model', 'ports', 'settings'],
  rules: ['text', 'go', 'yaml', 'model', 'schema', 'settings', 'template', 'project', 'workspace'],
  engine: [
    ...['text', 'go', 'yaml', 'model', 'ports', 'schema', 'settings', 'template', 'project', 'generators', 'appset'],
    ...['workspace', 'rules'],
  ],
  adapters: ['text', 'go', 'yaml', 'model', 'settings', 'ports'],
}

/** What may be imported for its types only, beyond the table: rules name ports, nothing of them runs there. */
const typesOnly: Record<string, readonly string[]> = { rules: ['ports', 'appset'] }

const packages: Record<string, readonly string[]> = {
  core: [],
  'language-server': ['@kubectl-gitops/core', '@kubectl-gitops/core/node', '@kubectl-gitops/core/browser'],
  // core/report apart: help and version print without loading the engine.
  plugin: ['', '/report', '/node', '/recorded'].map(entry => `@kubectl-gitops/core${entry}`),
  extension: ['gitops-language-server/protocol'],
}

function* sources(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (name === 'node_modules' || name === 'dist') continue
    if (statSync(path).isDirectory()) yield* sources(path)
    else if (name.endsWith('.ts') && !name.endsWith('.d.ts')) yield path
  }
}

interface Import {
  readonly specifier: string
  readonly typeOnly: boolean
}

function importsOf(text: string): Import[] {
  const found: Import[] = []
  for (const match of text.matchAll(/^\s*(?:import|export)\s+(type\s+)?[^'"`;]*?from\s+'([^']+)'/gm)) {
    found.push({ specifier: match[2]!, typeOnly: match[1] !== undefined })
  }
  for (const match of text.matchAll(/(\btypeof\s+|:\s*|<)?\bimport\(\s*'([^']+)'\s*\)/g)) {
    found.push({ specifier: match[2]!, typeOnly: match[1] !== undefined })
  }
  for (const match of text.matchAll(/^import\s+'([^']+)'/gm)) found.push({ specifier: match[1]!, typeOnly: false })
  return found
}

test('folders of core import only the folders the table allows', () => {
  const wrong: string[] = []
  const base = join(root, 'core/src')
  for (const file of sources(base)) {
    const from = relative(base, file).split('/')[0]!
    if (from.endsWith('.ts')) continue
    const allowed = layers[from]
    assert.ok(allowed, `core/src/${from} is not in the table of layers`)
    for (const { specifier, typeOnly } of importsOf(readFileSync(file, 'utf8'))) {
      if (!specifier.startsWith('.')) continue
      const target = relative(base, resolve(dirname(file), specifier))
      const to = target.split('/')[0]!
      if (to === from || allowed.includes(to) || (typeOnly && typesOnly[from]?.includes(to))) continue
      wrong.push(`${relative(root, file)} imports ${target}; ${from} may import ${allowed.join(', ') || 'nothing'}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('packages import only the packages the table allows', () => {
  const wrong: string[] = []
  for (const [name, allowed] of Object.entries(packages)) {
    for (const file of sources(join(root, name, 'src'))) {
      for (const { specifier } of importsOf(readFileSync(file, 'utf8'))) {
        const ours = /^(@kubectl-gitops|kubectl-gitops|gitops-language-server|gitops-for-argocd)(\/|$)/.test(specifier)
        const escapes =
          specifier.startsWith('.') && relative(join(root, name), resolve(dirname(file), specifier)).startsWith('..')
        const lsp = name === 'plugin' && file.endsWith('commands/lsp.ts') && specifier === 'gitops-language-server'
        if (escapes || (ours && !allowed.includes(specifier) && !lsp))
          wrong.push(`${relative(root, file)} imports ${specifier}`)
      }
    }
  }
  assert.deepEqual(wrong, [])
})

test('pure core loads heavy modules only by import()', () => {
  const heavy = /^(re2js|simple-git|bcryptjs|@noble\/.*)$/
  const wrong: string[] = []
  for (const file of sources(join(root, 'core/src'))) {
    for (const match of readFileSync(file, 'utf8').matchAll(/^import\s+(?!type\b)[^'"]*?from\s+'([^']+)'/gm)) {
      if (heavy.test(match[1]!)) wrong.push(`${relative(root, file)} imports ${match[1]} at start-up`)
    }
  }
  assert.deepEqual(wrong, [])
})
