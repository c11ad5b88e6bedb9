import type { Look, Role } from '@kubectl-gitops/core/report'
import type { Host, Output } from './host.ts'

/** How text looks on an output of this host. */
export function lookOf(host: Host, output: Output, color: string): Look {
  const colored = isColored(host, output, color)
  return {
    paint: (role, text) => (colored && text !== '' ? `\x1b[${codes[role]}m${text}\x1b[0m` : text),
    ascii: !isUTF8(host),
    ...(output.isTTY && output.columns !== undefined && { width: output.columns }),
  }
}

const codes: Readonly<Record<Role, string>> = {
  error: '31',
  warning: '33',
  info: '36',
  hint: '2',
  dim: '2',
  bold: '1',
  good: '32',
  accent: '36',
}

/** A flag counts more than NO_COLOR, NO_COLOR more than what the terminal can do. */
function isColored(host: Host, output: Output, color: string): boolean {
  if (color !== 'auto') return color === 'always'
  if ((host.env.NO_COLOR ?? '') !== '' || host.env.TERM === 'dumb') return false
  return output.isTTY
}

/** What the locale says, as the C library reads it; Windows and macOS show UTF-8 unless told otherwise. */
export function isUTF8({ env, platform }: Host): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  if (locale === '') return platform === 'win32' || platform === 'darwin'
  return /utf-?8/i.test(locale)
}
