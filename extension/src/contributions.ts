// What the extension adds to VS Code, as data: package.json is written from it by `npm run generate`.

/** The commands and their titles, by id. */
export const commands = {
  'gitops.restartServer': 'Restart Language Server',
  'gitops.showOutput': 'Show Output',
} as const

export type CommandId = keyof typeof commands

/** The settings, by their full name. Those the server reads are the ones of ServerSettings in its protocol. */
export const settings = {
  'gitops.argocd.version': {
    type: 'string',
    default: '3.5',
    pattern: '^v?\\d+\\.\\d+(\\.\\d+)?$',
    patternErrorMessage: 'Write the version as 3.5 or v3.5.7.',
    markdownDescription:
      'The Argo CD version to check against, such as `3.5`. Fields that this version does not know yet are reported.',
  },
} as const
