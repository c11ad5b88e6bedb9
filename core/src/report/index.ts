// Written by `npm run generate` from the files of core/src/report. Do not edit.
import checkstyle from './checkstyle.ts'
import github from './github.ts'
import gitlab from './gitlab.ts'
import json from './json.ts'
import junit from './junit.ts'
import name from './name.ts'
import type { Report } from './report.ts'
import sarif from './sarif.ts'
import text from './text.ts'

/** Every output format of findings. */
export const reports: readonly Report[] = [checkstyle, github, gitlab, json, junit, name, sarif, text]
