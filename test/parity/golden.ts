// Recorded answers of Argo CD, from a folder of unpacked cases or from this repository, where most cases are packed.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { corpusFiles } from '../src/corpus.ts'

/** Files below a folder of answers. Paths use '/', are relative to it and normalised; they may begin with '../'. */
export interface Golden {
  /** The names of the case folders of an area, sorted. */
  cases(area: string): readonly string[]
  text(path: string): string | undefined
  /** Path below `folder` and text of each file in it, at any depth. */
  below(folder: string): Iterable<readonly [string, string]>
}

export const repositoryFolder = fileURLToPath(new URL('../golden', import.meta.url))

/** The packed cases: `<area>-<origin>.json.gz` holds path to text. */
export function packs(): readonly string[] {
  return readdirSync(repositoryFolder).filter(name => name.endsWith('.json.gz'))
}

export function readPack(name: string): Record<string, string> {
  return JSON.parse(gunzipSync(readFileSync(join(repositoryFolder, name))).toString())
}

/** The answers this repository carries: folders, packs, and the corpus beside them as `../corpus`. */
export function repositoryGolden(): Golden {
  const packed = new Map<string, string>()
  for (const name of packs()) for (const [path, text] of Object.entries(readPack(name))) packed.set(path, text)
  const memory = memoryGolden(
    path => (path.startsWith('../corpus/') ? corpusFiles().get(path.slice(10)) : packed.get(path)),
    [...packed.keys(), ...[...corpusFiles().keys()].map(path => `../corpus/${path}`)],
  )
  const disk = folderGolden(repositoryFolder)
  return {
    cases: area => [...disk.cases(area), ...memory.cases(area)].sort(),
    text: path => memory.text(path) ?? disk.text(path),
    *below(folder) {
      yield* memory.below(folder)
      if (!folder.startsWith('..')) yield* disk.below(folder)
    },
  }
}

function memoryGolden(text: (path: string) => string | undefined, paths: readonly string[]): Golden {
  const sorted = paths.toSorted()
  const areas = new Map<string, Set<string>>()
  for (const path of sorted) {
    const [area, name, rest] = path.split('/')
    if (rest === undefined || area === '..') continue
    if (!areas.has(area!)) areas.set(area!, new Set())
    areas.get(area!)!.add(name!)
  }
  return {
    cases: area => [...(areas.get(area) ?? [])],
    text,
    *below(folder) {
      const prefix = `${folder}/`
      let low = 0
      let high = sorted.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (sorted[middle]! < prefix) low = middle + 1
        else high = middle
      }
      for (let i = low; sorted[i]?.startsWith(prefix); i++) yield [sorted[i]!.slice(prefix.length), text(sorted[i]!)!]
    },
  }
}

export function folderGolden(root: string): Golden {
  return {
    cases(area) {
      const folder = join(root, area)
      return existsSync(folder) ? readdirSync(folder).sort() : []
    },
    text(path) {
      const file = join(root, path)
      return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined
    },
    *below(folder) {
      yield* walk(join(root, folder), '')
    },
  }
}

/** What stands in a folder of answers: the names of its case folders and lists. */
export const areasIn = (root: string): readonly string[] =>
  readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory() || entry.name.endsWith('.json'))
    .map(entry => entry.name.replace(/\.json$/, ''))

function* walk(folder: string, prefix: string): Generator<readonly [string, string]> {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = posix.join(prefix, entry.name)
    if (entry.isDirectory()) yield* walk(join(folder, entry.name), path)
    else yield [path, readFileSync(join(folder, entry.name), 'utf8')]
  }
}
