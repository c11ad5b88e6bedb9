import type { GoValue } from '../../go/kinds/index.ts'
import type { SourceFile, TextEdit } from '../../text/index.ts'
import type { ScalarNode } from '../node.ts'
import { Layout } from './layout.ts'
import { doubleQuoted, type QuoteStyle, renderString } from './render.ts'

export type ScalarValue = string | number | boolean | null

/** Gives a scalar another value, in the quotes or the block style it has where these can hold it. */
export function replaceScalar(file: SourceFile, node: ScalarNode, value: ScalarValue): TextEdit[] {
  const layout = new Layout(file)
  const text = rendered(layout, node, value)
  const { start, end } = node.span
  // A value left empty follows its colon or dash without a space.
  const gap = start === end && start > 0 && !/\s/.test(file.text.charAt(start - 1)) ? ' ' : ''
  return [layout.edit(start, end, gap + text)]
}

/** Puts a scalar in quotes: its text as it is written, so that 1.10 stays 1.10. */
export function quoteScalar(file: SourceFile, node: ScalarNode, style: 'single' | 'double'): TextEdit[] {
  if (node.style === style) return []
  const text = node.style === 'plain' && !/[\r\n]/.test(node.raw) ? node.raw : String(node.value ?? '')
  const layout = new Layout(file)
  const { start, end } = node.span
  const gap = start === end && start > 0 && !/\s/.test(file.text.charAt(start - 1)) ? ' ' : ''
  return [layout.edit(start, end, gap + renderString(text, style, node.inFlow))]
}

function rendered(layout: Layout, node: ScalarNode, value: ScalarValue): string {
  const { inFlow } = node
  if (typeof value !== 'string') return plainText(value)
  if (node.style === 'literal' || node.style === 'folded') {
    return (
      blockText(layout, node, value) ??
      (value.includes('\n') ? doubleQuoted(value) : renderString(value, 'plain', inFlow))
    )
  }
  const style: QuoteStyle = node.style
  return renderString(value, style, inFlow)
}

const plainText = (value: GoValue): string => (value === null ? 'null' : String(value))

/** A literal block at the old one's indentation; undefined where a block cannot hold the text. */
function blockText(layout: Layout, node: ScalarNode, value: string): string | undefined {
  if (
    value === '' ||
    value.endsWith('\n\n') ||
    value === '\n' ||
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(value)
  ) {
    return undefined
  }
  const lines = value.replace(/\n$/, '').split('\n')
  const indent = ' '.repeat(blockIndent(layout, node))
  // Leading spaces would be taken for indentation; the number needed depends on the parent, so quotes are simpler.
  if (/^\n*[ \t]/.test(value)) return undefined
  const folded = node.style === 'folded' && lines.length === 1
  const header = `${folded ? '>' : '|'}${value.endsWith('\n') ? '' : '-'}`
  return [header, ...lines.map(line => (line === '' ? '' : indent + line))].join(layout.eol)
}

function blockIndent(layout: Layout, node: ScalarNode): number {
  const widths = node.raw
    .split(/\r?\n/)
    .slice(1)
    .filter(line => line.trim() !== '')
    .map(line => line.length - line.trimStart().length)
  if (widths.length > 0) return widths.reduce((least, width) => Math.min(least, width))
  const lead = /^[ ]*(?:- +)*/.exec(layout.text.slice(layout.lineStart(node.span.start), node.span.start))?.[0] ?? ''
  return lead.length + 2
}
