import type { Area } from '../area.ts'
import semver from './semver.ts'
import yamlScalars from './yaml-scalars.ts'

export const areas: readonly Area[] = [yamlScalars, semver]
