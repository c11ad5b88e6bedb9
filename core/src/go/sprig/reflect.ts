import { deepEqual, type GoFunctions, kindOf, typeOf } from '../kinds/index.ts'
import { any, define, textOfArgument as text } from './define.ts'

/** Types, kinds and deep equality. */
export const reflect: GoFunctions = {
  deepEqual: define([any, any], 'bool', (a, b) => deepEqual(a ?? null, b ?? null)),
  kindIs: define(['string', any], 'bool', (kind, value) => kindOf(value ?? null) === text(kind)),
  kindOf: define([any], 'string', value => kindOf(value ?? null)),
  typeIs: define(['string', any], 'bool', (type, value) => typeOf(value ?? null) === text(type)),
  typeIsLike: define(['string', any], 'bool', (type, value) =>
    [text(type), `*${text(type)}`].includes(typeOf(value ?? null)),
  ),
  typeOf: define([any], 'string', value => typeOf(value ?? null)),
}
