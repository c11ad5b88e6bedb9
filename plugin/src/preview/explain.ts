import { type FieldOrigin, type GeneratedApplication, placeOf, printable, type SetPreview } from '@kubectl-gitops/core'
import type { Page } from '../page.ts'
import { type Cell, indent, table } from '../views/table.ts'
import { elementLabels, leafWords } from './describe.ts'
import { dotted, shortValue, valueAt } from './plan.ts'
import { nameOf } from './select.ts'

/** How one Application came to be: the generator's element, the parameters, and the template text behind each field. */
export function explainText(app: GeneratedApplication, set: SetPreview, page: Page): string {
  const { look } = page
  const { generator, element } = app.origin
  const labels = elementLabels(app, set.manifest.object)
  const leaves = leafWords(generator, set.manifest.object)
  const elements = labels.map((label, at): Cell[] => [`[${element[at] ?? 0}]`, leaves[at] ?? '', label])
  return [
    `${look.paint('bold', printable(nameOf(app)))}\n`,
    `  ${generator}\n`,
    indent(table(undefined, elements, look), 4),
    '  parameters\n',
    indent(table(undefined, parameterRows(app, page), look), 4),
    '  fields\n',
    indent(table(undefined, fieldRows(app, page), look), 4),
  ].join('')
}

function parameterRows(app: GeneratedApplication, page: Page): Cell[][] {
  const places = new Map<string, string>()
  for (const source of app.origin.sources()) {
    const place = 'span' in source ? placeText(source.span, page) : objectText(source.object)
    if (!places.has(source.parameter)) places.set(source.parameter, place)
  }
  return [...leavesOf(app.origin.params, '', 0)].map(([name, value]) => [
    name,
    shortValue(value),
    { text: places.get(name) ?? places.get(name.replace(/[.[].*$/, '')) ?? '', role: 'dim' },
  ])
}

const objectText = ({ kind, namespace, name }: { kind: string; namespace: string; name: string }): string =>
  `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`

const maximumDepth = 20

/** The parameters that are no mappings, by their path with dots, as templates name them. */
function* leavesOf(value: unknown, path: string, depth: number): Generator<readonly [string, unknown]> {
  const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isMapping || depth > maximumDepth || Object.keys(value).length === 0) {
    if (path !== '') yield [path, value]
    return
  }
  for (const [key, item] of Object.entries(value))
    yield* leavesOf(item, path === '' ? key : `${path}.${key}`, depth + 1)
}

function fieldRows(app: GeneratedApplication, page: Page): Cell[][] {
  return app.origin.fields().map((field): Cell[] => {
    const value = shortValue(valueAt(app.object, field.path))
    const place: Cell = { text: placeText(field.span, page), role: 'dim' }
    if (field.template === value) return [dotted(field.path), { text: value, role: 'dim' }, '', place]
    return [dotted(field.path), shortValue(field.template), `${page.signs.arrow} ${value}`, place]
  })
}

function placeText(span: FieldOrigin['span'], { places }: Page): string {
  const place = placeOf(span, places)
  return place === undefined ? places.fileName(span.uri) : `${place.file}:${place.line}`
}
