// npm run package:extension: packs what was built into dist/<name>-<version>.vsix.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

const here = import.meta.dirname
const root = join(here, '..')
const tools = join(root, 'test/editor/tools')
const { name, version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')) as Record<string, string>
const target = join(here, `dist/${name}-${version}.vsix`)

run(tools, join(tools, 'install.ts'), 'packages')
const folder = stage()
rmSync(target, { force: true })
const vsce = join(tools, 'node_modules/@vscode/vsce/vsce')
run(folder, vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--out', target)
rmSync(folder, { recursive: true })
console.log(`${relative(root, target)}: ${Math.round(statSync(target).size / 1024)} KB`)

/** A folder as the extension is packed from: its own files, and the licence of the repository. */
function stage(): string {
  const stage = join(here, 'dist/package')
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(join(stage, 'dist'), { recursive: true })
  for (const file of ['package.json', 'README.md', '.vscodeignore']) cpSync(join(here, file), join(stage, file))
  for (const file of ['LICENSE', 'NOTICE']) cpSync(join(root, file), join(stage, file))
  for (const file of ['extension.cjs', 'server.cjs', 'server.cjs.LEGAL.txt']) {
    cpSync(join(here, 'dist', file), join(stage, 'dist', file))
  }
  return stage
}

function run(cwd: string, script: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
