import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedNote, type Outputs, root, type Step } from '../step.ts'

export const name: Step['name'] = 'indexes'

/** A folder that holds one shape many times: every file of it with a default export becomes an item of the list. */
interface Folder {
  readonly folder: string
  /** What the list is called, and the type of its items with the file that has it. */
  readonly list: string
  readonly type: string
  readonly from: string
  /** The type of the record that is written instead of a list. */
  readonly record?: string
  /** Files that match come first, in this order; the rest follows by name. */
  readonly first?: readonly RegExp[]
  readonly about: string
}

const folders: readonly Folder[] = [
  {
    folder: 'core/src/rules',
    list: 'rules',
    type: 'Rule',
    from: './rule.ts',
    // A rule that explains a fault silences later ones about the same text: syntax before schema before meaning, and the parser's own
    // words only for what nothing explains better.
    first: [/^yaml-(?!syntax)/, /^yaml-/, /^schema-/],
    about: 'Every rule, in the order in which they are asked.',
  },
  {
    folder: 'core/src/generators',
    list: 'generators',
    type: 'Generator',
    record: 'Generators',
    from: './generator.ts',
    about: 'The generator of each key of spec.generators[].',
  },
  {
    folder: 'core/src/template/functions',
    list: 'templateFunctions',
    type: 'TemplateFunction',
    from: './function.ts',
    about: "Every function Argo CD adds to sprig's.",
  },
  {
    folder: 'core/src/report',
    list: 'reports',
    type: 'Report',
    from: './report.ts',
    about: 'Every output format of findings.',
  },
  {
    folder: 'plugin/src/commands',
    list: 'commands',
    type: 'AnyCommand',
    from: '../command.ts',
    about: 'Every subcommand.',
  },
  {
    folder: 'language-server/src/features',
    list: 'features',
    type: 'Feature',
    from: '../feature.ts',
    about: 'Every LSP feature.',
  },
]

export function outputs(): Outputs {
  const out = new Map<string, string>()
  for (const folder of folders) {
    const path = join(root, folder.folder)
    if (!existsSync(path)) continue
    const files = itemsOf(path, folder.first ?? [])
    if (files.length > 0) out.set(`${folder.folder}/index.ts`, textOf(folder, files))
  }
  return out
}

function itemsOf(folder: string, first: readonly RegExp[]): string[] {
  const rank = (file: string): number => {
    const at = first.findIndex(pattern => pattern.test(file))
    return at < 0 ? first.length : at
  }
  return readdirSync(folder)
    .filter(file => file.endsWith('.ts') && file !== 'index.ts')
    .filter(file => /^export default /m.test(readFileSync(join(folder, file), 'utf8')))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

function textOf({ folder, list, type, record, from, about }: Folder, files: readonly string[]): string {
  const names = files.map(file => identifier(file.replace(/\.ts$/, '')))
  const imports = files.map((file, i) => [`./${file}`, `import ${names[i]} from './${file}'`] as const)
  const all = [...imports, [from, `import type { ${record ?? type} } from '${from}'`] as const]
  // Biome's order of imports: parents before siblings, then by file name.
  all.sort(([a], [b]) => distance(b) - distance(a) || compare(bare(a), bare(b)))
  const shape = record ?? `readonly ${type}[]`
  const [open, close] = record ? ['{ ', ' }'] : ['[', ']']
  const items = `${open}${names.join(', ')}${close}`
  const start = `export const ${list}: ${shape} = `
  const lines = `${open.trim()}\n${names.map(item => `  ${item},\n`).join('')}${close.trim()}`
  const value = start.length + items.length <= 120 ? items : lines
  return [
    generatedNote(`the files of ${folder}`),
    ...all.map(([, line]) => line),
    '',
    `/** ${about} */`,
    `${start}${value}`,
    '',
  ].join('\n')
}

/** source-path-absolute becomes sourcePathAbsolute; a name JavaScript has taken gets an underscore. */
function identifier(file: string): string {
  const camel = file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return ['delete', 'default', 'import', 'export', 'new', 'switch', 'function', 'package'].includes(camel)
    ? `${camel}_`
    : camel
}

const distance = (specifier: string): number => (specifier.startsWith('../') ? 1 : 0)
const bare = (specifier: string): string => specifier.replace(/\.ts$/, '')
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
