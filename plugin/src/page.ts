import type { Look, MachineContext, Places } from '@kubectl-gitops/core/report'

/** What a view may know of the place its text is shown at. */
export interface Page {
  readonly look: Look
  /** The same for standard error. */
  readonly errorLook: Look
  readonly signs: Signs
  readonly places: Places
  /** How the program was called: `kubectl gitops`. */
  readonly program: string
  /** The values of all flags. */
  readonly flags: Readonly<Record<string, unknown>>
  readonly seconds: number
}

/** The signs that carry meaning, so that colour need not. */
export interface Signs {
  readonly good: string
  readonly bad: string
  readonly warn: string
  readonly create: string
  readonly change: string
  readonly remove: string
  readonly same: string
  readonly arrow: string
  readonly times: string
  readonly dot: string
  readonly more: string
  readonly branch: string
  readonly lastBranch: string
  readonly trunk: string
}

export const unicodeSigns: Signs = {
  good: '✓',
  bad: '✗',
  warn: '!',
  create: '+',
  change: '~',
  remove: '-',
  same: '·',
  arrow: '→',
  times: '×',
  dot: '·',
  more: '…',
  branch: '├─ ',
  lastBranch: '└─ ',
  trunk: '│  ',
}

export const asciiSigns: Signs = {
  good: 'ok',
  bad: 'x',
  warn: '!',
  create: '+',
  change: '~',
  remove: '-',
  same: '=',
  arrow: '->',
  times: 'x',
  dot: '-',
  more: '...',
  branch: '|- ',
  lastBranch: '`- ',
  trunk: '|  ',
}

/** What machine-readable output needs of a page. */
export const machineContext = ({ places }: Page): MachineContext => ({
  fileName: uri => places.fileName(uri),
  source: uri => places.source(uri),
  rule: () => undefined,
})
