import type { Operand } from '../go/template/index.ts'
import { type KnownParameters, lookUp } from '../template/index.ts'
import { defineRule } from './rule.ts'
import { goStrings } from './templates.ts'

/** sprig's functions that take map[string]interface {}. */
const dictFunctions = new Set([
  'get',
  'hasKey',
  'pluck',
  'pick',
  'omit',
  'keys',
  'values',
  'merge',
  'mergeOverwrite',
  'unset',
  'set',
])

const refused = 'wrong type for value; expected map[string]interface {}; got map[string]string'

export default defineRule({
  id: 'tmpl-string-map',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'Labels, annotations and values are read with index.',
  source: 'applicationset/generators/cluster.go, value_interpolation.go (map[string]string); sprig dict.go',

  *check(_, ctx) {
    for (const { use, parameters, span } of goStrings(ctx)) {
      for (const { name, args, start, end, atRoot } of use.calls) {
        if (!atRoot) continue
        const found =
          name === 'dig' ? dug(args, parameters) : dictFunctions.has(name) ? passed(args, parameters) : undefined
        if (found === undefined) continue
        const { path, key } = found
        const failure =
          name === 'dig'
            ? 'dig fails with "interface conversion: interface {} is map[string]string, not map[string]interface {}"'
            : `${name} fails with "${refused}"`
        const message = `${path} is a map of strings: ${failure}. Use {{index .${path} "${key}"}}.`
        yield { message, span: span(start, end) }
      }
    }
  },
})

interface Found {
  readonly path: string
  readonly key: string
}

/** `dig "metadata" "labels" "env" "none" .` walks through the map of strings. */
function dug(args: readonly Operand[], parameters: KnownParameters): Found | undefined {
  const last = args.at(-1)
  if (last?.type !== 'dot') return undefined
  const keys = args.slice(0, -2).map(arg => (arg.type === 'string' ? arg.value : undefined))
  for (let i = 1; i < keys.length; i++) {
    const path = keys.slice(0, i)
    const key = keys[i]
    if (key === undefined || path.some(name => name === undefined)) return undefined
    if (lookUp(parameters, path as string[]).value.type === 'string-map') return { path: path.join('.'), key }
  }
  return undefined
}

function passed(args: readonly Operand[], parameters: KnownParameters): Found | undefined {
  for (const arg of args) {
    if (arg.type !== 'field') continue
    const found = lookUp(parameters, arg.names)
    if (found.value.type !== 'string-map') continue
    const key = args.find(other => other.type === 'string')
    return { path: arg.names.join('.'), key: key?.type === 'string' ? key.value : '…' }
  }
  return undefined
}
