import { bundledVersion, type CheckedFile, checkFile, SourceFile } from '@kubectl-gitops/core'
import { parseAllDocuments } from 'yaml'
import { longFile, longSet } from '../inputs.ts'
import { defineJob, type Measurement, median, peakMegabytes, quantile, round, time } from '../job.ts'

const edits = 200

/** From a keystroke in a long file to its findings. */
export default defineJob({
  name: 'edit',
  async run() {
    return [
      await measure('a 2,000-line file of many documents', longFile(2000), 'app-40'),
      await measure('a 2,000-line file that is one ApplicationSet', longSet(2000), 'cluster-500'),
    ]
  },
})

/** Types a character after `mark` and takes it back, again and again. */
async function measure(what: string, text: string, mark: string): Promise<Measurement> {
  const options = { argocdVersion: bundledVersion }
  const at = text.indexOf(`${mark}\n`) + mark.length
  const typed = `${text.slice(0, at)}x${text.slice(at)}`
  let known: CheckedFile = checkFile(new SourceFile('file.yaml', text), options)
  let on = false
  const times = await time(
    edits,
    () => {
      on = !on
      known = checkFile(new SourceFile('file.yaml', on ? typed : text), options, known)
    },
    20,
  )
  const peak = peakMegabytes()
  const parsing = median(await time(5, () => parseAllDocuments(text), 2))
  return {
    name: `an edit in ${what}, to findings`,
    milliseconds: round(median(times)),
    p95: round(quantile(times, 0.95)),
    runs: edits,
    peakMegabytes: peak,
    reference: { name: 'the yaml package parses the file', milliseconds: round(parsing) },
    ratio: round(median(times) / parsing),
    goal: 'at most 16 ms p95',
  }
}
