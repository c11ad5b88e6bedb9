import { type GoObject, type GoValue, setKey } from '../go/kinds/index.ts'
import type { YamlNode } from './node.ts'

/** A node's value as JSON has it: integers a double cannot hold are rounded, as encoding/json does for an interface{}. */
export function jsonOf(node: YamlNode): GoValue {
  return convert(node, new Map())
}

/** What an alias stands for is converted once. */
function convert(node: YamlNode, known: Map<YamlNode, GoValue>): GoValue {
  if (node.kind === 'scalar') return typeof node.value === 'bigint' ? Number(node.value) : node.value
  const done = known.get(node)
  if (done !== undefined) return done
  if (node.kind === 'sequence') {
    const list = node.items.map(item => convert(item, known))
    known.set(node, list)
    return list
  }
  const object: GoObject = {}
  for (const { key, value } of node.entries) setKey(object, key, convert(value, known))
  known.set(node, object)
  return object
}
