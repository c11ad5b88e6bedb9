import { lookUp } from '../template/index.ts'
import { defineRule } from './rule.ts'
import { failsOnMissingKey, goStrings } from './templates.ts'

export default defineRule({
  id: 'tmpl-default-with-missingkey',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'default is not applied to a key that fails when it is missing.',
  source: 'text/template: missingkey=error ends the execution before the function is called',

  *check(set, ctx) {
    if (ctx.fileClass === 'kustomize' || !failsOnMissingKey(set)) return
    for (const { use, parameters, span } of goStrings(ctx)) {
      for (const { names, start, end, defaulted, tested } of use.references) {
        if (!defaulted || tested) continue
        const { state } = lookUp(parameters, names)
        if (state !== 'unknown' && state !== 'sometimes') continue
        const key = names.at(-1)
        const keys = names.map(name => `"${name}"`).join(' ')
        const owner = names.length === 1 ? '.' : `.${names.slice(0, -1).join('.')}`
        const message = `"default" does not help with missingkey=error: the missing key fails first (map has no entry for key "${key}"). Use {{dig ${keys} "…" .}} or {{get ${owner} "${key}" | default "…"}}.`
        yield { message, span: span(start, end) }
      }
    }
  },
})
