import { GoError, GoNumber, type GoValue, typeOf } from '../../go/kinds/index.ts'
import { loadTransliteration, makeSlug } from '../../go/slug/index.ts'
import { any, define } from '../../go/sprig/define.ts'
import { defineFunction } from './function.ts'
import { sanitizeName } from './normalize.ts'

/** slugify [MAXIMUM [SMART]] NAME (applicationset/utils/utils.go SlugifyName). */
export default defineFunction({
  name: 'slugify',
  function: define([`...${any}`], 'string', (...given) => {
    let maxLength = 50
    let smart = true
    let name = ''
    for (const [at, value] of given.entries()) {
      if (at === given.length - 1) {
        if (typeof value !== 'string') throw conversion(value, 'string')
        name = value
      } else if (at === 0) {
        if (!(value instanceof GoNumber && value.type === 'int')) throw conversion(value, 'int')
        maxLength = Number(value.value)
      } else if (at === 1) {
        if (typeof value !== 'boolean') throw conversion(value, 'bool')
        smart = value
      }
    }
    return makeSlug(sanitizeName(name), { maxLength, smart })
  }),
})

/**
 * `branch_slug` of the pullRequest generator (applicationset/generators/pull_request.go): the raw branch, at most 50 characters.
 * Whether the cut is smart is left over from the last `slugify` in Argo CD's process; it is at first.
 */
export async function branchSlug(branch: string): Promise<string> {
  await loadTransliteration()
  return makeSlug(branch, { maxLength: 50, smart: true, substitutions: new Map([['_', '-']]) })
}

function conversion(value: GoValue, wanted: string): GoError {
  return new GoError(`interface conversion: interface {} is ${value === null ? 'nil' : typeOf(value)}, not ${wanted}`)
}
