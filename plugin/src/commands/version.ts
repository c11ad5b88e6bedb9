import { envelope, toJSON } from '@kubectl-gitops/core/report'
import { defineCommand } from '../command.ts'
import { machineContext } from '../page.ts'
import { programVersion } from '../version.ts'

export default defineCommand({
  name: 'version',
  usage: 'version',
  summary: 'Show the version of this program and of the Argo CD whose answers it gives.',
  examples: [{ does: 'For scripts', line: 'kubectl gitops version -o json' }],
  flags: { client: { type: 'boolean', help: 'only this program; a cluster is not asked anyway' } },

  async run({ flags }) {
    const asked = flags['argocd-version']
    return {
      value: {
        client: { version: programVersion, source: 'this program' },
        argocd:
          asked === undefined
            ? { version: builtIn, source: 'built in' }
            : { version: asked, source: '--argocd-version' },
        kubernetes: { version: null, source: null },
      },
      diagnostics: [],
      fidelity: { level: 'exact', reasons: [] },
    }
  },

  views: {
    text: ({ value }) =>
      `Client Version: ${value.client.version}\nArgo CD Version: ${value.argocd.version} (${value.argocd.source})\n`,
    json: (outcome, page) => toJSON(envelope('Version', outcome.value, outcome, machineContext(page))),
  },
})

/** The Argo CD whose behaviour is built in; the engine states it as bundledVersion. */
const builtIn = 'v3.5.7'
