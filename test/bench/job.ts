/** One measured figure with the reference it is set against, both taken in the same run. */
export interface Measurement {
  readonly name: string
  /** Milliseconds, median of `runs`. */
  readonly milliseconds: number
  readonly p95?: number
  readonly runs: number
  /** Peak resident memory of the measured process. */
  readonly peakMegabytes: number
  readonly reference: { readonly name: string; readonly milliseconds: number }
  /** milliseconds / reference.milliseconds */
  readonly ratio: number
  /** What we want of it, in words; reported, never asserted. */
  readonly goal: string
}

/** A job runs in a process of its own, so that its memory is its own. */
export interface Job {
  readonly name: string
  run(): Promise<readonly Measurement[]> | readonly Measurement[]
}

export function defineJob(job: Job): Job {
  return job
}

export function median(times: readonly number[]): number {
  return quantile(times, 0.5)
}

export function quantile(times: readonly number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

/** Runs `work` until it is warm, then `runs` times; milliseconds of each. */
export async function time(runs: number, work: () => unknown, warmUp = 3): Promise<number[]> {
  for (let i = 0; i < warmUp; i++) await work()
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times
}

export function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024)
}

export const round = (value: number): number => Math.round(value * 100) / 100
