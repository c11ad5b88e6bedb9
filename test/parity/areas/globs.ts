import { compileGlob, matchInList } from '../../../core/src/go/glob/index.ts'
import { compared, defineArea, rows } from '../area.ts'

interface Row {
  readonly pattern: string
  readonly text: string
  readonly separators?: string
  readonly match?: boolean
  readonly matchRegexp?: boolean
  readonly error?: string
}

/** Names against the patterns of projects and settings. */
export default defineArea({
  name: 'globs',
  *run(golden) {
    for (const [i, { pattern, text, separators, ...expected }] of rows<Row>(golden, 'globs.json').entries()) {
      const inList = expected.matchRegexp === undefined ? {} : { matchRegexp: matchInList([pattern], text, 'regexp') }
      yield compared(`${i} ${JSON.stringify(pattern)} on ${JSON.stringify(text)}`, expected, {
        ...match(pattern, text, separators),
        ...inList,
      })
    }
  },
})

function match(pattern: string, text: string, separators: string | undefined) {
  try {
    return { match: compileGlob(pattern, separators).match(text) }
  } catch (error) {
    return { error: (error as Error).message }
  }
}
