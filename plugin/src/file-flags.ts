import type { Flags } from './command.ts'

/** Flags of commands that read manifests from files. */
export const fileFlags = {
  filename: {
    type: 'string',
    short: 'f',
    repeatable: true,
    placeholder: 'FILE',
    completes: 'file',
    help: 'file or folder to read; - is standard input',
  },
  recursive: { type: 'boolean', short: 'R', help: 'with -f FOLDER: all folders below it as well' },
} as const satisfies Flags

/** Flags that give what generators would ask of the world. */
export const worldFlags = {
  clusters: {
    type: 'string',
    placeholder: 'FILE',
    completes: 'file',
    help: 'Secrets of the clusters that Argo CD manages',
  },
  answers: {
    type: 'string',
    placeholder: 'FILE',
    completes: 'file',
    help: 'recorded answers of scmProvider, pullRequest, plugin and clusterDecisionResource; existing projects',
  },
  'enable-new-git-file-globbing': { type: 'boolean', help: "as the ApplicationSet controller's flag of that name" },
  'include-hidden-directories': { type: 'boolean', help: "as the repository server's flag of that name" },
} as const satisfies Flags

/** Flags that give what exists already. */
export const planFlags = {
  'live-objects': {
    type: 'string',
    placeholder: 'FILE',
    completes: 'file',
    help: 'the Applications that exist, to plan what would be created, changed and deleted',
  },
} as const satisfies Flags
