import type { Diagnostic } from '../text/index.ts'
import type { Placed } from './place.ts'

/**
 * What stays the same of a finding when lines move: rule, file, object and message. Equal findings of one file are numbered, so
 * that each keeps an identity of its own.
 */
export function fingerprints(findings: readonly Placed[]): readonly string[] {
  const seen = new Map<string, number>()
  return findings.map(({ finding, place }) => {
    const identity = [finding.code, place?.file ?? '', objectText(finding), finding.message].join('\n')
    const number = (seen.get(identity) ?? 0) + 1
    seen.set(identity, number)
    return hash(`${identity}\n${number}`)
  })
}

const objectText = ({ object }: Diagnostic): string =>
  object === undefined ? '' : [object.group, object.kind, object.namespace, object.name].join('/')

/** FNV-1a over UTF-16 units, two lanes of 32 bits: an identity, not a secret. */
function hash(text: string): string {
  let a = 0x811c9dc5
  let b = 0xc9dc5811
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b ^ ((unit << 7) | (at % 127)), 0x01000193)
  }
  return [a, b].map(lane => (lane >>> 0).toString(16).padStart(8, '0')).join('')
}
