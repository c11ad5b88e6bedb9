import { type GoObject, type GoValue, isGoObject, setKey } from '../go/kinds/index.ts'
import {
  any,
  type Known,
  type KnownField,
  type KnownMap,
  type KnownParameters,
  knownMap,
  knownParameters,
  nothingKnown,
  oneOf,
  together,
} from '../template/index.ts'

// What each generator is known to give before it is asked (spec of its parameters: docs of each generator; the code is beside).

type Spec = Readonly<Record<string, unknown>>
type Table = Readonly<Record<string, (spec: Spec, goTemplate: boolean) => KnownParameters>>

const text: Known = { type: 'string' }
const texts = (...names: string[]): [string, Known][] => names.map(name => [name, text])

const table: Table = {
  list: ({ elements, elementsYaml }, goTemplate) => {
    const items = Array.isArray(elements) ? elements : []
    // Elements that come from a text or from elsewhere may hold anything.
    if (items.length === 0 || (elementsYaml !== undefined && elementsYaml !== '')) return nothingKnown
    if (!items.every(isGoObject)) return nothingKnown
    return { ...mapOf(goTemplate ? items : items.map(flat)), openPrefixes: [] }
  },

  clusters: (spec, goTemplate) => {
    const own = texts('name', 'nameNormalized', 'server', 'project')
    if (spec.flatList === true) return knownParameters([['clusters', { type: 'list' }]])
    if (!goTemplate) {
      return knownParameters([...own, ...flatValues(spec)], {
        openPrefixes: ['metadata.labels.', 'metadata.annotations.'],
      })
    }
    const labels = knownMap([], { type: 'string-map', open: true })
    const metadata = knownMap([
      ['labels', labels],
      ['annotations', labels],
    ])
    return knownParameters([...own, ['metadata', metadata], ...valuesMap(spec)])
  },

  git: (spec, goTemplate) => repository(spec, goTemplate),
  oci: (spec, goTemplate) => repository(spec, goTemplate),

  scmProvider: (spec, goTemplate) =>
    knownParameters([
      ...texts(
        'organization',
        'repository',
        'url',
        'branch',
        'branchNormalized',
        'sha',
        'short_sha',
        'short_sha_7',
        'labels',
      ),
      ['repository_id', any],
      ...(goTemplate ? valuesMap(spec) : flatValues(spec)),
    ]),

  pullRequest: (spec, goTemplate) =>
    knownParameters([
      ...texts('number', 'title', 'branch', 'branch_slug', 'target_branch', 'target_branch_slug'),
      ...texts('head_sha', 'head_short_sha', 'head_short_sha_7', 'author'),
      ...(goTemplate ? ([['labels', { type: 'list' }], ...valuesMap(spec)] as [string, Known][]) : flatValues(spec)),
    ]),

  matrix: ({ generators }, goTemplate) => {
    if (!Array.isArray(generators)) return nothingKnown
    return together(generators.map(child => knownOf(child, goTemplate)))
  },

  merge: ({ generators }, goTemplate) => {
    const [base, ...others] = Array.isArray(generators) ? generators.map(child => knownOf(child, goTemplate)) : []
    if (base === undefined) return nothingKnown
    // Later generators add to the sets they match, so what only they have may be missing.
    const sometimes = others.map(set => ({
      ...set,
      fields: new Map([...set.fields].map(([name, field]) => [name, { ...field, always: false }])),
    }))
    return together([base, ...sometimes])
  },
}

/** Of the directories or files of a repository. */
const repository = (spec: Spec, goTemplate: boolean): KnownParameters => {
  const files = !(Array.isArray(spec.directories) && spec.directories.length > 0)
  const prefix = typeof spec.pathParamPrefix === 'string' ? spec.pathParamPrefix : ''
  const extra = files ? ['filename', 'filenameNormalized'] : []
  const open = files
  if (goTemplate) {
    const path = knownMap([
      ['path', text],
      ...texts('basename', 'basenameNormalized', ...extra),
      ['segments', { type: 'list' }],
    ])
    const top: [string, Known][] = prefix === '' ? [['path', path]] : [[prefix, knownMap([['path', path]])]]
    return knownParameters([...top, ...valuesMap(spec)], { open })
  }
  const base = prefix === '' ? 'path' : `${prefix}.path`
  const names = ['basename', 'basenameNormalized', ...extra].map(name => `${base}.${name}`)
  return knownParameters([...texts(base, ...names), ...flatValues(spec)], { open, openPrefixes: [`${base}[`] })
}

/** The parameters one item of `generators` gives. */
export function knownOf(generator: unknown, goTemplate: boolean): KnownParameters {
  if (!isGoObject(generator)) return nothingKnown
  const kinds = Object.keys(generator).filter(key => key !== 'selector')
  const known = kinds.map(kind => {
    const spec = generator[kind]
    const of = Object.hasOwn(table, kind) ? table[kind] : undefined
    return of === undefined || !isGoObject(spec) ? nothingKnown : of(spec, goTemplate)
  })
  return oneOf(known)
}

/** The parameters a template meets that serves several generators. */
export function knownOfAll(generators: unknown, goTemplate: boolean): KnownParameters {
  return Array.isArray(generators) ? oneOf(generators.map(item => knownOf(item, goTemplate))) : nothingKnown
}

/** What is known of one of many objects, in one pass over all of them: lists may have thousands of elements. */
function mapOf(objects: readonly GoObject[]): KnownMap & { readonly type: 'map' } {
  const values = new Map<string, GoValue[]>()
  for (const object of objects) {
    for (const name of Object.keys(object)) {
      const known = values.get(name)
      if (known === undefined) values.set(name, [object[name]!])
      else known.push(object[name]!)
    }
  }
  const fields = new Map<string, KnownField>()
  for (const [name, found] of values)
    fields.set(name, { value: knownValue(found), always: found.length === objects.length })
  return { type: 'map', fields, open: false }
}

function knownValue(values: readonly GoValue[]): Known {
  const type = typeOf(values[0]!)
  if (values.some(value => typeOf(value) !== type)) return any
  return type === 'map' ? mapOf(values as readonly GoObject[]) : { type }
}

function typeOf(value: GoValue): Exclude<Known['type'], 'string-map'> {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  if (isGoObject(value)) return 'map'
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? (typeof value as 'string' | 'number' | 'boolean')
    : 'any'
}

/** In the old syntax only strings are parameters; what is below `values` has its name in front. */
function flat(object: GoObject): GoObject {
  const names: GoObject = {}
  for (const [name, value] of Object.entries(object)) {
    if (name !== 'values' || !isGoObject(value)) setKey(names, name, '')
    else for (const key of Object.keys(value)) setKey(names, `values.${key}`, '')
  }
  return names
}

const flatValues = ({ values }: Spec): [string, Known][] =>
  isGoObject(values) ? texts(...Object.keys(values).map(key => `values.${key}`)) : []

const valuesMap = ({ values }: Spec): [string, Known][] =>
  isGoObject(values) ? [['values', knownMap(texts(...Object.keys(values)), { type: 'string-map' })]] : []
