import { nearest } from '../schema/index.ts'
import { isPossible, type KnownParameters, lookUp, namesOf } from '../template/index.ts'
import { defineRule } from './rule.ts'
import { failsOnMissingKey, fastStrings, goStrings } from './templates.ts'

export default defineRule({
  id: 'tmpl-unknown-param',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'A template asks only for parameters that a generator gives.',
  source: 'applicationset/generators; applicationset/utils/utils.go Replace',

  *check(set, ctx) {
    // An overlay may replace the generators of a base.
    if (ctx.fileClass === 'kustomize') return
    for (const { tags, parameters, foreign, span } of fastStrings(ctx)) {
      for (const { name, start, end } of tags) {
        if (foreign || !/^[^\s.|"'`()][^\s|"'`()]*$/.test(name) || isPossible(parameters, name)) continue
        yield { message: messageFor(name, parameters, `stays "{{${name}}}"`), span: span(start, end) }
      }
    }
    const fails = failsOnMissingKey(set)
    for (const { use, parameters, span } of goStrings(ctx)) {
      for (const { names, start, end, guarded, tested, defaulted } of use.references) {
        // default with missingkey=error has a rule of its own.
        if (tested || (fails ? defaulted : guarded)) continue
        const found = lookUp(parameters, names)
        // A field of what is no map fails in other words.
        if (found.state !== 'unknown' || !isMap(found.value, found.depth)) continue
        const name = names.slice(0, found.depth + 1).join('.')
        const result = fails ? `map has no entry for key "${names[found.depth]}"` : 'prints <no value>'
        yield { message: messageFor(name, parameters, result), span: span(start, end) }
      }
    }
  },
})

const isMap = (value: { readonly type: string }, depth: number): boolean => depth === 0 || value.type === 'any'

const listed = 8

function messageFor(name: string, parameters: KnownParameters, result: string): string {
  const available = namesOf(parameters)
  const near = nearest(name, available)
  const meant = near === undefined ? '' : ` Did you mean "${near}"?`
  const known = available.length === 0 ? 'none' : available.slice(0, listed).join(', ')
  return `No generator produces "${name}".${meant} Available: ${known}. Result: ${result}.`
}
