// npm run test:editor: the packed extension in the real VS Code workbench, as a person sees it. Installs what is missing first.
// With UPDATE=1 it also takes the picture of docs/images anew.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Workbench } from './workbench.ts'

const root = join(import.meta.dirname, '../..')
const picture = join(root, 'docs/images/extension-findings.png')
const { name, publisher, version } = JSON.parse(readFileSync(join(root, 'extension/package.json'), 'utf8'))
const unknownField = 'Unknown field "spec.template.spec.source.targetRevison"'
const generationError = 'map has no entry for key "env"'

let workbench: Workbench
let servers: number[]

before(async () => {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'tools/install.ts')], { stdio: 'inherit' })
  assert.equal(status, 0, 'the tools could not be installed')
  workbench = await Workbench.start({
    vsix: join(root, `extension/dist/${name}-${version}.vsix`),
    folder: join(root, 'docs/examples'),
  })
})

after(() => workbench?.stop())

/** Takes a picture of what was there when a step fails. */
function step(title: string, run: () => Promise<void>): void {
  test(title, async () => {
    try {
      await run()
    } catch (error) {
      const path = join(root, 'dist/editor-failure.png')
      mkdirSync(join(root, 'dist'), { recursive: true })
      await workbench.page.screenshot({ path })
      console.error(`what was there: ${path}\n${workbench.log()}`)
      throw error
    }
  })
}

step('a plain Kubernetes file starts no server', async () => {
  const page = await workbench.open('apps/guestbook/deployment.yaml')
  await page.locator('.view-line', { hasText: 'Deployment' }).first().waitFor()
  const commands = await workbench.bridge.run(async (vscode: Vscode, id: string) => {
    await vscode.extensions.getExtension(id)?.activate()
    return (await vscode.commands.getCommands()).filter(command => command.startsWith('gitops.')).sort()
  }, `${publisher}.${name}`)
  assert.deepEqual(commands, ['gitops.restartServer', 'gitops.showOutput'])
  assert.deepEqual(workbench.servers(), [])
})

step('a faulty ApplicationSet is underlined and listed under Problems', async () => {
  const { page } = workbench
  await page.keyboard.press('Control+P')
  await page.locator('.quick-input-widget .quick-input-box input').fill('mistakes.yaml')
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'mistakes.yaml' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.squiggly-error').first().waitFor()
  await page.keyboard.press('Control+Shift+M')
  for (const message of [unknownField, generationError, 'duplicate name: guestbook']) {
    await page.locator('.markers-panel [role=treeitem]', { hasText: message }).first().waitFor()
  }
  servers = workbench.servers()
  assert.equal(servers.length, 1)
})

step('what is found is what validate finds', async () => {
  const shown = await workbench.bridge.run(async (vscode: Vscode, pattern: string) => {
    const [file] = await vscode.workspace.findFiles(pattern)
    return vscode.languages.getDiagnostics(file!).map(({ message, code, source, range }) => {
      return `${range.start.line + 1}:${range.start.character + 1} ${source} ${code}: ${message}`
    })
  }, '**/mistakes.yaml')
  const args = [
    join(root, 'plugin/bin/kubectl-gitops'),
    'validate',
    '-f',
    'docs/examples/appsets/mistakes.yaml',
    '-o',
    'json',
  ]
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Found[] }
  const expected = diagnostics.map(({ line, column, code, message }) => `${line}:${column} gitops ${code}: ${message}`)
  assert.deepEqual(shown.sort(), expected.sort())
})

step('hovering the mistake explains it', async () => {
  const { page } = workbench
  await page
    .locator('.view-line span span', { hasText: /^targetRevison$/ })
    .first()
    .hover()
  const hover = page.locator('.monaco-hover', { hasText: unknownField }).first()
  await hover.waitFor()
  assert.match(await hover.innerText(), /Did you mean "targetRevision"\?/)
  if (process.env.UPDATE !== '1' && existsSync(picture)) return
  mkdirSync(join(root, 'docs/images'), { recursive: true })
  await page.screenshot({ path: picture })
})

step('correcting it takes it away', async () => {
  const { page } = workbench
  await workbench.bridge.run(async (vscode: Vscode) => {
    const editor = vscode.window.activeTextEditor!
    const at = editor.document.positionAt(editor.document.getText().indexOf('targetRevison') + 'targetRevis'.length)
    await editor.edit(builder => builder.insert(at, 'i'))
  })
  await page.locator('.markers-panel [role=treeitem]', { hasText: unknownField }).first().waitFor({ state: 'detached' })
  await page.locator('.markers-panel [role=treeitem]', { hasText: generationError }).first().waitFor()
})

step('the command restarts the server, and the findings are there again', async () => {
  const { page } = workbench
  await workbench.command('GitOps: Restart Language Server')
  await until(() => /\[info\] The language server was restarted/.test(workbench.log()), 'the log does not say so')
  const restarted = workbench.servers()
  assert.equal(restarted.length, 1)
  assert.notDeepEqual(restarted, servers)
  // What the panel shows may be of before: a new fault can only come from the new server.
  await workbench.bridge.run(async (vscode: Vscode) => {
    const editor = vscode.window.activeTextEditor!
    const at = editor.document.positionAt(editor.document.getText().indexOf('goTemplate'))
    await editor.edit(builder => builder.insert(at, 'x'))
  })
  await page
    .locator('.markers-panel [role=treeitem]', { hasText: 'Unknown field "spec.xgoTemplate"' })
    .first()
    .waitFor()
  await page.locator('.markers-panel [role=treeitem]', { hasText: generationError }).first().waitFor()
})

async function until(isSo: () => boolean, otherwise: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; !isSo(); ) {
    assert.ok(Date.now() < deadline, otherwise)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

interface Found {
  readonly line: number
  readonly column: number
  readonly code: string
  readonly message: string
}

/** What the tests use of VS Code's API inside the extension host. */
interface Vscode {
  readonly extensions: { getExtension(id: string): { activate(): Promise<void> } | undefined }
  readonly commands: { getCommands(): Promise<string[]> }
  readonly workspace: { findFiles(pattern: string): Promise<object[]> }
  readonly languages: {
    getDiagnostics(uri: object): {
      readonly message: string
      readonly code: string
      readonly source: string
      readonly range: { readonly start: { readonly line: number; readonly character: number } }
    }[]
  }
  readonly window: {
    readonly activeTextEditor?: {
      readonly document: { getText(): string; positionAt(offset: number): object }
      edit(change: (builder: { insert(at: object, text: string): void }) => void): Promise<boolean>
    }
  }
}
