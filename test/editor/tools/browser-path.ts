import { existsSync } from 'node:fs'

/** The browser of this machine: Debian's, or what hosted runners bring. Undefined when there is none. */
export const browserPath = (): string | undefined =>
  ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(path => existsSync(path))
