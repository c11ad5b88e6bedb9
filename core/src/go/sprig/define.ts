import { GoError, type GoFunction, GoNumber, type GoType, type GoValue } from '../kinds/index.ts'

/** The parts of a function beyond its signature. */
export type Extras = Pick<GoFunction, 'load' | 'volatile'>

/** Describes a function of Go: a last parameter written `...T` takes any number of values. */
export function define(
  params: readonly GoType[],
  result: GoType,
  call: GoFunction['call'],
  extras: Extras = {},
): GoFunction {
  const last = params.at(-1)
  const variadic = last?.startsWith('...') ?? false
  const types = params.map(type => (type.startsWith('...') ? type.slice(3) : type))
  return { params: types, result, call, ...(variadic && { variadic }), ...extras }
}

/** Describes a function that renders templates beside the one it is called from. */
export function defineWithin(
  params: readonly GoType[],
  result: GoType,
  within: NonNullable<GoFunction['within']>,
): GoFunction {
  const call = (): never => {
    throw new GoError('there is no template it is called from')
  }
  return { params, result, within, call }
}

export const any: GoType = 'interface {}'
export const anyList: GoType = '[]interface {}'
export const anyMap: GoType = 'map[string]interface {}'

/** The value of a string parameter; the template engine has checked the type. */
export const textOfArgument = (value: GoValue | undefined): string => (typeof value === 'string' ? value : '')

/** The value of an integer parameter. */
export const integerOf = (value: GoValue | undefined): number => (value instanceof GoNumber ? Number(value.value) : 0)
