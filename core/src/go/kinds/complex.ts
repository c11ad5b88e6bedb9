import { GoStruct, type GoValue } from './values.ts'

/** A complex128. Templates can write such constants, and all they can do with them is to print and compare. */
export function complex(real: number, imaginary: number, print: (part: number, sign: boolean) => string): GoStruct {
  const parts: ComplexParts = { real, imaginary }
  return new GoStruct({
    type: 'complex128',
    text: () => `(${print(real, false)}${print(imaginary, true)}i)`,
    inner: parts,
  })
}

export interface ComplexParts {
  readonly real: number
  readonly imaginary: number
}

/** The two parts of a complex number, or undefined when the value is none. */
export function complexParts(value: GoValue): ComplexParts | undefined {
  return value instanceof GoStruct && value.type === 'complex128' ? (value.inner as ComplexParts) : undefined
}
