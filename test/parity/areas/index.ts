import type { Area } from '../area.ts'
import appset from './appset.ts'
import globs from './globs.ts'
import jq from './jq.ts'
import render from './render.ts'
import semver from './semver.ts'
import yamlScalars from './yaml-scalars.ts'

export const areas: readonly Area[] = [appset, render, yamlScalars, globs, semver, jq]
