import type { ApplicationSetTemplate } from './crd-types.ts'

/**
 * What later versions add to the types of the bundled one, until their CRDs are the bundled ones: the fields of the generators of an
 * ApplicationSet. Argo CD v3.6.1: pkg/apis/application/v1alpha1/applicationset_types.go.
 */
export interface LaterGenerators {
  readonly oci?: OciGenerator
}

export interface OciGenerator {
  readonly repoURL: string
  /** A tag, a digest or a version constraint. */
  readonly revision: string
  readonly directories?: readonly OciGeneratorItem[]
  readonly files?: readonly OciGeneratorItem[]
  readonly pathParamPrefix?: string
  readonly requeueAfterSeconds?: number
  readonly template?: ApplicationSetTemplate
  readonly values?: Readonly<Record<string, string>>
}

export interface OciGeneratorItem {
  readonly path: string
  readonly exclude?: boolean
}

/** The same as encoding/json sees it: fields for structs that are known, and structs. */
export const laterFields: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'v1alpha1.ApplicationSetGenerator': [['oci', '*v1alpha1.OciGenerator', 'omitempty']],
  'v1alpha1.ApplicationSetNestedGenerator': [['oci', '*v1alpha1.OciGenerator', 'omitempty']],
  'v1alpha1.ApplicationSetTerminalGenerator': [['oci', '*v1alpha1.OciGenerator', 'omitempty']],
  'v1alpha1.OciGenerator': [
    ['repoURL', 'string'],
    ['directories', '[]v1alpha1.OciDirectoryGeneratorItem', 'omitempty'],
    ['files', '[]v1alpha1.OciFileGeneratorItem', 'omitempty'],
    ['revision', 'string'],
    ['requeueAfterSeconds', '*int64', 'omitempty'],
    ['template', 'v1alpha1.ApplicationSetTemplate', 'omitempty'],
    ['pathParamPrefix', 'string', 'omitempty'],
    ['values', 'map[string]string', 'omitempty'],
  ],
  'v1alpha1.OciDirectoryGeneratorItem': [
    ['path', 'string'],
    ['exclude', 'bool', 'omitempty'],
  ],
  'v1alpha1.OciFileGeneratorItem': [
    ['path', 'string'],
    ['exclude', 'bool', 'omitempty'],
  ],
}
