// The real manifests of test/golden/corpus, in memory or unpacked into a folder.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'

let files: ReadonlyMap<string, string> | undefined

/** Path to text of every file, paths beginning with `<owner>__<repository>/` or `_history/`. */
export function corpusFiles(): ReadonlyMap<string, string> {
  files ??= new Map<string, string>(
    Object.entries(
      JSON.parse(gunzipSync(readFileSync(new URL('../golden/corpus/corpus.json.gz', import.meta.url))).toString()),
    ),
  )
  return files
}

/** Writes the files whose path begins with `prefix` below `folder`, the prefix cut off. */
export function unpackCorpus(prefix: string, folder: string): void {
  for (const [path, text] of corpusFiles()) {
    if (!path.startsWith(prefix)) continue
    const target = join(folder, path.slice(prefix.length))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, text)
  }
}
