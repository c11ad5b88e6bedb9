// Written by `npm run generate` from the files of core/src/generators. Do not edit.
import clusterDecisionResource from './cluster-decision-resource.ts'
import clusters from './clusters.ts'
import type { Generators } from './generator.ts'
import git from './git.ts'
import list from './list.ts'
import matrix from './matrix.ts'
import merge from './merge.ts'
import oci from './oci.ts'
import plugin from './plugin.ts'
import pullRequest from './pull-request.ts'
import scmProvider from './scm-provider.ts'

/** The generator of each key of spec.generators[]. */
export const generators: Generators = {
  clusterDecisionResource,
  clusters,
  git,
  list,
  matrix,
  merge,
  oci,
  plugin,
  pullRequest,
  scmProvider,
}
