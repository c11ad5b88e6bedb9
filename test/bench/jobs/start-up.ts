import { defineJob, round } from '../job.ts'
import { plugin, timeProcess } from '../processes.ts'

const commands = [['--help'], ['version', '--client'], ['__complete', 'pre']]

/** What a person waits for before anything is done. */
export default defineJob({
  name: 'start-up',
  run() {
    const empty = timeProcess(['-e', '0'], 15)
    return commands.map(args => {
      const { milliseconds, peakMegabytes } = timeProcess([plugin, ...args], 15)
      return {
        name: `start-up: ${args.join(' ')}`,
        milliseconds: round(milliseconds),
        runs: 15,
        peakMegabytes,
        reference: { name: 'node -e 0', milliseconds: round(empty.milliseconds) },
        ratio: round(milliseconds / empty.milliseconds),
        goal: 'at most 20 ms over node -e 0',
      }
    })
  },
})
