import type { GoObject } from '../../../core/src/go/kinds/index.ts'
import { type Ignored, ignorePath } from '../../src/jq-path.ts'
import { compared, defineArea, rows } from '../area.ts'

type Row = Ignored & { readonly program: string; readonly input: GoObject }

/** Which fields a jq path expression ignores. */
export default defineArea({
  name: 'jq',
  async *run(golden) {
    for (const [i, { program, input, ...expected }] of rows<Row>(golden, 'jq.json').entries()) {
      yield compared(`${i} ${program}`, expected, await ignorePath(program, input))
    }
  },
})
