// Packs recorded answers, or lays them all out again as folders.
//
//   node test/parity/pack.ts GOLDEN         packs the fuzz-*, corpus-* and edge-* cases of GOLDEN/appset into test/golden
//   node test/parity/pack.ts --unpack DIR   writes every recorded answer to DIR/golden and the corpus to DIR/corpus
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { unpackCorpus } from '../src/corpus.ts'
import { folderGolden, packs, readPack, repositoryFolder } from './golden.ts'

const [first, target] = process.argv.slice(2)
if (first === '--unpack' && target !== undefined) unpack(target)
else if (first !== undefined && target === undefined) pack(first)
else {
  process.stderr.write('usage: pack.ts GOLDEN | pack.ts --unpack DIR\n')
  process.exit(2)
}

function pack(folder: string): void {
  const golden = folderGolden(folder)
  for (const origin of ['fuzz', 'corpus', 'edge']) {
    const files: Record<string, string> = {}
    for (const name of golden.cases('appset')) {
      if (!name.startsWith(`${origin}-`)) continue
      for (const [path, text] of golden.below(`appset/${name}`)) files[`appset/${name}/${path}`] = text
    }
    if (Object.keys(files).length === 0) continue
    // Sorted, and without a time stamp in the header: the same answers give the same bytes.
    const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)))
    writeFileSync(join(repositoryFolder, `appset-${origin}.json.gz`), gzipSync(JSON.stringify(sorted), { level: 9 }))
  }
}

function unpack(folder: string): void {
  for (const name of packs()) {
    for (const [path, text] of Object.entries(readPack(name))) write(join(folder, 'golden', path), text)
  }
  for (const [path, text] of folderGolden(repositoryFolder).below('')) {
    if (/^(appset\/|clusters-)/.test(path)) write(join(folder, 'golden', path), text)
  }
  unpackCorpus('', join(folder, 'corpus'))
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
