// What the tests use of playwright-core, which is no package of the workspaces: its own types are only there once it is installed.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { browserPath } from './tools/browser-path.ts'

export interface Locator {
  first(): Locator
  nth(index: number): Locator
  locator(selector: string, options?: { hasText?: string | RegExp }): Locator
  waitFor(options?: { state?: 'attached' | 'detached' | 'visible' | 'hidden' }): Promise<void>
  click(): Promise<void>
  hover(): Promise<void>
  fill(text: string): Promise<void>
  count(): Promise<number>
  innerText(): Promise<string>
}

export interface Page {
  readonly keyboard: { press(key: string): Promise<void>; insertText(text: string): Promise<void> }
  readonly mouse: { move(x: number, y: number): Promise<void> }
  goto(url: string, options?: { waitUntil?: 'commit' }): Promise<unknown>
  locator(selector: string, options?: { hasText?: string | RegExp }): Locator
  screenshot(options: { path: string }): Promise<unknown>
  setDefaultTimeout(milliseconds: number): void
}

export interface Browser {
  newPage(options: Record<string, unknown>): Promise<Page>
  close(): Promise<void>
}

/** Chromium without a window, which can reach nothing but this machine. */
export async function launchBrowser(tools: string, env: Record<string, string | undefined>): Promise<Browser> {
  const { chromium } = createRequire(join(tools, 'package.json'))('playwright-core') as {
    chromium: { launch(options: Record<string, unknown>): Promise<Browser> }
  }
  return chromium.launch({
    executablePath: browserPath(),
    headless: true,
    chromiumSandbox: false,
    env,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    ],
  })
}
