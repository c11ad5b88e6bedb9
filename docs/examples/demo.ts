// npm run demo: what the program answers on the examples of this folder. No cluster and no network are needed.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = dirname(fileURLToPath(import.meta.url))
const program = join(folder, '..', '..', 'plugin', 'bin', 'kubectl-gitops')
const here = '--repo https://git.example.com/gitops.git=. --clusters clusters.yaml'

const scenes = [
  ['An ApplicationSet: every folder on every cluster.', `preview -f appsets/matrix.yaml ${here}`],
  ['How one of them came to be.', `preview -f appsets/matrix.yaml ${here} --explain dev-payments`],
  [
    'What applying another one would change, given the Applications that exist.',
    `preview -f appsets/git-files.yaml ${here} --live-objects applications.yaml`,
  ],
  [
    'The same as manifests, for kubectl diff or a pipeline.',
    `preview -f appsets/git-files.yaml ${here} --app guestbook-prod -o yaml`,
  ],
  ['What is wrong, and where, in the words of Argo CD.', `validate appsets ${here}`],
  ['A file to start from.', 'new applicationset shops --generator git-directories'],
] as const

for (const [title, line] of scenes) {
  console.log(`\n# ${title}\n$ kubectl gitops ${line}\n`)
  const { status, error } = spawnSync(process.execPath, [program, ...line.split(' ')], {
    cwd: folder,
    stdio: 'inherit',
  })
  if (error !== undefined) throw error
  if (status !== 0) console.log(`(exit code ${status})`)
}
