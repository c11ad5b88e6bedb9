import {
  type ApplicationSet,
  type Manifest,
  manifestOf,
  type Ports,
  parseDocuments,
  previewSet,
  SourceFile,
} from '@kubectl-gitops/core'
import { createMemoryTree, createRecordedGit } from '@kubectl-gitops/core/recorded'
import { parse } from 'yaml'
import { directoriesRepository, directoriesSet, inFolder, listSet, repoURL } from '../inputs.ts'
import { defineJob, type Measurement, median, peakMegabytes, quantile, round, time } from '../job.ts'
import { plugin, timeProcess } from '../processes.ts'

const count = 1000

/** A thousand Applications, from a list and from folders: in the engine, and as a whole process that prints them all. */
export default defineJob({
  name: 'preview',
  async run() {
    const tree = createMemoryTree(directoriesRepository(count), { repoURL })
    const git = createRecordedGit([{ url: repoURL, tree }])
    return [
      await engine('list', listSet(count), {}),
      await engine('git directories', directoriesSet(), { git }),
      await whole('list', [['set.yaml', listSet(count)]]),
      await whole('git directories', [['set.yaml', directoriesSet()], ...directoriesRepository(count)]),
    ]
  },
})

async function engine(name: string, text: string, ports: Partial<Ports>): Promise<Measurement> {
  const [document] = parseDocuments(new SourceFile('set.yaml', text))
  const manifest = manifestOf(document!) as Manifest<ApplicationSet>
  const times = await time(15, async () => {
    const preview = await previewSet(manifest, ports, {}, new AbortController().signal)
    if (preview.applications.length !== count)
      throw new Error(preview.error ?? `${preview.applications.length} Applications`)
  })
  const peak = peakMegabytes()
  const { milliseconds, name: reference } = await parsing(listSet(count))
  return {
    name: `preview of ${count} Applications from a ${name}, engine`,
    milliseconds: round(median(times)),
    p95: round(quantile(times, 0.95)),
    runs: times.length,
    peakMegabytes: peak,
    reference: { name: reference, milliseconds },
    ratio: round(median(times) / milliseconds),
    goal: 'at most 100 ms',
  }
}

/** What merely reading the set costs with the yaml package. */
async function parsing(text: string): Promise<{ name: string; milliseconds: number }> {
  const times = await time(5, () => parse(text), 2)
  return { name: `the yaml package parses a list of ${count} elements`, milliseconds: round(median(times)) }
}

function whole(name: string, files: Iterable<[string, string]>): Promise<Measurement> {
  return inFolder(files, folder => {
    const empty = timeProcess(['-e', '0'], 7)
    const args = [plugin, 'preview', '-f', 'set.yaml', '--repo', `${repoURL}=${folder}`, '-o', 'yaml']
    const { milliseconds, peakMegabytes } = timeProcess(args, 7, { cwd: folder })
    return {
      name: `preview of ${count} Applications from a ${name}, whole process with all YAML printed`,
      milliseconds: round(milliseconds),
      runs: 7,
      peakMegabytes,
      reference: { name: 'node -e 0', milliseconds: round(empty.milliseconds) },
      ratio: round(milliseconds / empty.milliseconds),
      goal: 'at most 400 ms, at most 150 MB',
    }
  })
}
