/**
 * The fields later versions add to objects of the bundled CRDs, and the objects they add, until those CRDs are the bundled ones: from
 * argo-cd's manifests at v3.6.1. Which version a field came with says availability.ts.
 */
export const laterFields = {
  ApplicationSourceDirectory: { disableExtensionFilter: 'boolean' },
  ApplicationSetGenerator: { oci: '#OciGenerator' },
  ApplicationSetNestedGenerator: { oci: '#OciGenerator' },
} as const

export const laterObjects = {
  OciGenerator: {
    fields: {
      directories: ['#OciDirectoryGeneratorItem'],
      files: ['#OciFileGeneratorItem'],
      pathParamPrefix: 'string',
      repoURL: 'string',
      requeueAfterSeconds: 'integer',
      revision: 'string',
      template: '#ApplicationSetTemplate',
      values: { map: 'string' },
    },
    required: ['repoURL', 'revision'],
  },
  OciDirectoryGeneratorItem: { fields: { exclude: 'boolean', path: 'string' }, required: ['path'] },
  OciFileGeneratorItem: { fields: { exclude: 'boolean', path: 'string' }, required: ['path'] },
} as const
