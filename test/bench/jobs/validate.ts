import { inFolder, manifests } from '../inputs.ts'
import { defineJob, type Measurement, round } from '../job.ts'
import { plugin, timeProcess } from '../processes.ts'

/** Whole processes over a folder of manifests. */
export default defineJob({
  name: 'validate',
  async run() {
    return [await validate(1, 'at most 100 ms'), await validate(1000, 'at most 1 s, at most 150 MB')]
  },
})

function validate(count: number, goal: string): Promise<Measurement> {
  return inFolder(manifests(count), folder => {
    const empty = timeProcess(['-e', '0'], 7)
    const { milliseconds, peakMegabytes } = timeProcess([plugin, 'validate', '.'], 7, { cwd: folder })
    return {
      name: `validate ${count} ${count === 1 ? 'manifest' : 'manifests'}, whole process`,
      milliseconds: round(milliseconds),
      runs: 7,
      peakMegabytes,
      reference: { name: 'node -e 0', milliseconds: round(empty.milliseconds) },
      ratio: round(milliseconds / empty.milliseconds),
      goal,
    }
  })
}
