// Argo CD's recorded answers against the engine's: the same runner as `npm run parity`, a test for each area.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areas } from '../parity/areas/index.ts'
import { repositoryGolden } from '../parity/golden.ts'

const golden = repositoryGolden()

for (const area of areas) {
  test(`${area.name}: every recorded answer`, async () => {
    let total = 0
    const wrong: unknown[] = []
    for await (const { name, difference } of area.run(golden)) {
      total++
      if (difference !== undefined) wrong.push({ name, ...difference })
    }
    assert.ok(total > 0, `test/golden holds no answers of the area ${area.name}`)
    assert.deepEqual(wrong, [])
  })
}
