import type { StructureFault } from '../schema/index.ts'
import type { Span } from '../text/index.ts'
import type { Manifest, YamlNode } from '../yaml/index.ts'
import type { RuleContext } from './rule.ts'

type FaultOf<F extends StructureFault['fault']> = Extract<StructureFault, { readonly fault: F }>

/** The structural faults of one sort. */
export function faults<F extends StructureFault['fault']>(
  ctx: RuleContext,
  ...sorts: readonly F[]
): readonly FaultOf<F>[] {
  return ctx.structure.filter((fault): fault is FaultOf<F> => (sorts as readonly string[]).includes(fault.fault))
}

/** Where a missing child is reported: the key of its parent, the first key of an item, the value of `kind` at the root. */
export function parentSpan(fault: StructureFault, manifest: Manifest<unknown>): Span {
  if (fault.parentEntry !== undefined) return fault.parentEntry.keySpan
  if (fault.path.length > 1) return fault.parent?.entries[0]?.keySpan ?? manifest.at(...fault.path.slice(0, -1))
  return manifest.at('kind')
}

/** A value as a finding marks it: a block only by its first line. */
export function valueSpan(node: YamlNode, text: string): Span {
  const { uri, start, end } = node.span
  const lineEnd = text.indexOf('\n', start)
  return lineEnd < 0 || lineEnd >= end
    ? node.span
    : { uri, start, end: text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd }
}

/** `a`, `a or b`, `a, b or c` */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
