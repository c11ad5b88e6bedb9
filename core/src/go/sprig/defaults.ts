import { decodeJSON, type EncodeOptions, encodeJSON } from '../json/index.ts'
import {
  Extent,
  GoError,
  type GoFunction,
  type GoFunctions,
  GoLimit,
  GoNumber,
  GoStruct,
  type GoValue,
  itemsOf,
  TypedMap,
} from '../kinds/index.ts'
import { any, define, textOfArgument as text } from './define.ts'

const written = (value: GoValue | undefined, options?: EncodeOptions): string =>
  encodeJSON(value ?? null, { ...options, extent: new Extent() })
const encode = (options?: EncodeOptions): GoFunction => define([any], 'string', value => written(value, options))
const toRawJson = encode({ escapeHTML: false })

/** Empty values, choices, JSON. */
export const defaults: GoFunctions = {
  all: define([`...${any}`], 'bool', (...values) => !values.some(isEmpty)),
  any: define([`...${any}`], 'bool', (...values) => values.some(value => !isEmpty(value))),
  coalesce: define([`...${any}`], any, (...values) => values.find(value => !isEmpty(value)) ?? null),
  default: define([any, `...${any}`], any, (fallback, given = null) => (isEmpty(given) ? (fallback ?? null) : given)),
  empty: define([any], 'bool', value => isEmpty(value ?? null)),
  fail: define(['string'], 'string', message => {
    throw new GoError(text(message))
  }),
  fromJson: define(['string'], any, given => orElse(null, () => decodeJSON(text(given)))),
  hello: define([], 'string', () => 'Hello!'),
  mustFromJson: define(['string'], any, given => decodeJSON(text(given))),
  mustToJson: encode(),
  mustToPrettyJson: encode({ indent: '  ' }),
  mustToRawJson: toRawJson,
  ternary: define(
    [any, any, 'bool'],
    any,
    (whenTrue, whenFalse, test) => (test === true ? whenTrue : whenFalse) ?? null,
  ),
  toJson: define([any], 'string', value => orElse('', () => written(value))),
  toPrettyJson: define([any], 'string', value => orElse('', () => written(value, { indent: '  ' }))),
  toRawJson,
}

/** sprig's empty: zero numbers, false, nil and everything of length 0. Structs never are. */
export function isEmpty(value: GoValue): boolean {
  if (value === null || value === false || value === '' || value === 0) return true
  if (value instanceof GoNumber) return Number(value.value) === 0
  if (value instanceof GoStruct) return typeof value.inner === 'bigint' && value.inner === 0n
  if (value instanceof TypedMap) return value.entries.size === 0
  const items = itemsOf(value)
  if (items) return items.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** The functions without `must` drop errors. */
function orElse(fallback: GoValue, run: () => GoValue): GoValue {
  try {
    return run()
  } catch (error) {
    if (error instanceof GoError && !(error instanceof GoLimit)) return fallback
    throw error
  }
}
