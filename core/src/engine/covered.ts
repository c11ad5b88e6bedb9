import type { Span } from '../text/index.ts'

/** Says which spans lie inside one of those given, however many there are. */
export class Covered {
  readonly #starts: number[] = []
  /** The furthest end among the spans up to each start. */
  readonly #reaches: number[] = []

  constructor(spans: readonly Span[]) {
    let reach = -1
    for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
      reach = Math.max(reach, end)
      this.#starts.push(start)
      this.#reaches.push(reach)
    }
  }

  has({ start, end }: Span): boolean {
    let low = 0
    let high = this.#starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#starts[middle]! <= start) low = middle + 1
      else high = middle
    }
    return low > 0 && this.#reaches[low - 1]! >= end
  }
}
