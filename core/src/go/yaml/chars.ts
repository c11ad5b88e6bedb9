// Characters by UTF-16 code; NaN is the end of the text. Line breaks are YAML 1.1's: NEL, LS and PS among them.

export const isBreak = (code: number): boolean =>
  code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029

export const isEnd = (code: number): boolean => Number.isNaN(code)

export const isBlank = (code: number): boolean => code === 0x20 || code === 0x09

export const isBreakOrEnd = (code: number): boolean => isBreak(code) || Number.isNaN(code)

export const isBlankOrEnd = (code: number): boolean =>
  code === 0x20 || code === 0x09 || isBreak(code) || Number.isNaN(code)

export const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39

/** A letter, a digit, `_` or `-`, as anchors and tag handles have them. */
export const isWord = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || isDigit(code) || code === 0x5f || code === 0x2d

/** The value of a hexadecimal digit, or -1. */
export function hexValue(code: number): number {
  if (isDigit(code)) return code - 0x30
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}
