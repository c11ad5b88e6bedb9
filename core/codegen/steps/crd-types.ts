import { type NamedObject, readCrds, type Shape } from '../crds.ts'
import { generatedNote, type Outputs, type Step } from '../step.ts'

export const name: Step['name'] = 'crd-types'

export function outputs(): Outputs {
  const { objects, kinds, descriptions } = readCrds()
  const names = [...kinds, ...[...objects.keys()].filter(key => !kinds.includes(key) && !written.has(key)).sort()]
  const parts = names.map(key => declaration(key, objects.get(key)!, kinds.includes(key), descriptions))
  const text = [
    generatedNote('core/upstream/crds'),
    `import type { ObjectMeta } from './object-meta.ts'`,
    '',
    ...parts,
  ].join('\n')
  return new Map([['core/src/model/crd-types.ts', text]])
}

// model/object-meta.ts: CRDs do not describe metadata.
const written = new Set(['ObjectMeta', 'OwnerReference'])

function declaration(
  key: string,
  object: NamedObject,
  isKind: boolean,
  descriptions: ReadonlyMap<string, string>,
): string {
  const required = new Set(isKind ? [...(object.required ?? []), 'apiVersion', 'kind'] : object.required)
  const lines = [`export interface ${key} {`]
  for (const [field, shape] of Object.entries(object.fields)) {
    const summary = firstSentence(descriptions.get(`${key}.${field}`) ?? '')
    // What apiVersion, kind and metadata are need not be said three times.
    if (summary !== '' && !isKind) lines.push(`  /** ${summary} */`)
    const type = isKind && field === 'kind' ? `'${key}'` : typeOf(shape)
    lines.push(`  readonly ${field}${required.has(field) ? '' : '?'}: ${type}`)
  }
  return [...lines, '}', ''].join('\n')
}

function typeOf(shape: Shape): string {
  if (typeof shape === 'string') return shape.startsWith('#') ? shape.slice(1) : (leaves[shape] ?? unknownLeaf(shape))
  if (isList(shape)) {
    const item = typeOf(shape[0])
    return item.includes(' ') ? `readonly (${item})[]` : `readonly ${item}[]`
  }
  if ('map' in shape) return `Readonly<Record<string, ${typeOf(shape.map)}>>`
  return shape.enum === undefined ? 'string' : shape.enum.map(value => `'${value}'`).join(' | ')
}

const leaves: Readonly<Record<string, string>> = {
  string: 'string',
  'date-time': 'string',
  integer: 'number',
  boolean: 'boolean',
  'int-or-string': 'number | string',
  any: 'unknown',
  'json-object': 'Readonly<Record<string, unknown>>',
}

function unknownLeaf(shape: string): never {
  throw new Error(`no TypeScript type for ${shape}`)
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape)

/** The first sentence of a description, on one line that stays within the width of the page. */
function firstSentence(text: string): string {
  const flat = text.replace(/\s+/g, ' ').replaceAll('*/', '* /').trim()
  const sentence = /^.*?[.:](?= |$)/.exec(flat)?.[0] ?? flat
  return sentence.length <= 110 ? sentence : `${sentence.slice(0, 107).replace(/ \S*$/, '')} ...`
}
