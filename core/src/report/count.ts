import type { Diagnostic, Severity } from '../text/index.ts'

export const count = (findings: readonly Diagnostic[], severity: Severity): number =>
  findings.filter(finding => finding.severity === severity).length

/** 1 error, 2 errors */
export const plural = (number: number, noun: string, nouns = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : nouns}`
