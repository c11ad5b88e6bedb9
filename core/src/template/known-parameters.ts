/** What is known of a parameter before anything is generated. */
export type Known =
  | { readonly type: 'string' | 'number' | 'boolean' | 'null' | 'list' | 'any' }
  /** map[string]interface {} and map[string]string: sprig's dict functions refuse the second. */
  | KnownMap

export interface KnownMap {
  readonly type: 'map' | 'string-map'
  readonly fields: ReadonlyMap<string, KnownField>
  /** Keys beside `fields` may exist: those of files, labels, plugin answers. */
  readonly open: boolean
}

export interface KnownField {
  readonly value: Known
  /** In every parameter set. */
  readonly always: boolean
}

/**
 * The parameters a template can meet. In Go mode a tree; in the other mode one level of names such as `path.basename`, and the
 * beginnings of names that cannot be listed.
 */
export interface KnownParameters extends KnownMap {
  readonly type: 'map'
  readonly openPrefixes: readonly string[]
}

export const any: Known = { type: 'any' }

export const nothingKnown: KnownParameters = { type: 'map', fields: new Map(), open: true, openPrefixes: [] }

export function knownMap(
  fields: Iterable<readonly [string, Known]>,
  options: { readonly type?: 'map' | 'string-map'; readonly open?: boolean } = {},
): KnownMap {
  const entries = [...fields].map(([name, value]) => [name, { value, always: true }] as const)
  return { type: options.type ?? 'map', fields: new Map(entries), open: options.open ?? false }
}

export function knownParameters(
  fields: Iterable<readonly [string, Known]>,
  options: { readonly open?: boolean; readonly openPrefixes?: readonly string[] } = {},
): KnownParameters {
  const { fields: known, open } = knownMap(fields, options)
  return { type: 'map', fields: known, open, openPrefixes: options.openPrefixes ?? [] }
}

/** What is known when a set is one of these: a field is there always only when all have it always. */
export function oneOf(sets: readonly KnownParameters[]): KnownParameters {
  if (sets.length === 0) return nothingKnown
  const openPrefixes = [...new Set(sets.flatMap(set => set.openPrefixes))]
  return { ...(union(sets) as KnownMap), type: 'map', openPrefixes }
}

/** What is known when a set is made of all of these together, as in a matrix. */
export function together(sets: readonly KnownParameters[]): KnownParameters {
  const fields = new Map<string, KnownField>()
  for (const set of sets) {
    for (const [name, field] of set.fields) {
      const other = fields.get(name)
      const value = other === undefined ? field.value : overlaid(other.value, field.value)
      fields.set(name, { value, always: field.always || other?.always === true })
    }
  }
  const open = sets.some(set => set.open)
  return { type: 'map', fields, open, openPrefixes: sets.flatMap(set => set.openPrefixes) }
}

function overlaid(a: Known, b: Known): Known {
  if (!('fields' in a) || !('fields' in b)) return a.type === b.type ? a : any
  const merged = together([
    { ...a, type: 'map', openPrefixes: [] },
    { ...b, type: 'map', openPrefixes: [] },
  ])
  return { type: a.type === b.type ? a.type : 'map', fields: merged.fields, open: merged.open }
}

function union(values: readonly Known[]): Known {
  const [first, ...rest] = values
  if (first === undefined) return any
  if (rest.some(other => other.type !== first.type)) return any
  if (!('fields' in first)) return first
  const maps = values as readonly KnownMap[]
  const fields = new Map<string, KnownField>()
  for (const name of new Set(maps.flatMap(map => [...map.fields.keys()]))) {
    const found = maps.flatMap(map => map.fields.get(name) ?? [])
    const always = found.length === maps.length && found.every(field => field.always)
    fields.set(name, { value: union(found.map(field => field.value)), always })
  }
  return { type: first.type, fields, open: maps.some(map => map.open) }
}

export interface Lookup {
  /** unknown: no set has it. sometimes: not every set has it. */
  readonly state: 'known' | 'sometimes' | 'unknown' | 'open'
  readonly value: Known
  /** How many of the names were found. */
  readonly depth: number
  /** The map in which the first missing name was looked for. */
  readonly map: KnownMap
}

/** Follows field names from the parameters. */
export function lookUp(parameters: KnownMap, names: readonly string[]): Lookup {
  let map = parameters
  let value: Known = parameters
  let always = true
  for (const [depth, name] of names.entries()) {
    if (!('fields' in value)) {
      return { state: value.type === 'any' ? 'open' : 'unknown', value, depth, map }
    }
    map = value
    const field = map.fields.get(name)
    if (field === undefined) return { state: map.open ? 'open' : 'unknown', value: any, depth, map }
    always &&= field.always
    value = field.value
  }
  return { state: always ? 'known' : 'sometimes', value, depth: names.length, map }
}

/** Whether a name of the old syntax can be a parameter. */
export function isPossible(parameters: KnownParameters, name: string): boolean {
  if (parameters.fields.has(name) || parameters.open) return true
  return parameters.openPrefixes.some(prefix => name.startsWith(prefix))
}

/** Every parameter as people write it, without the leading dot. */
export function namesOf(map: KnownMap, prefix = ''): string[] {
  return [...map.fields].flatMap(([name, { value }]) =>
    'fields' in value && value.fields.size > 0 ? namesOf(value, `${prefix}${name}.`) : [`${prefix}${name}`],
  )
}
