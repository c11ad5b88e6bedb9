// Written by `npm run generate` from the files of core/src/template/functions. Do not edit.
import fromYaml from './from-yaml.ts'
import fromYamlArray from './from-yaml-array.ts'
import type { TemplateFunction } from './function.ts'
import normalize from './normalize.ts'
import slugify from './slugify.ts'
import toYaml from './to-yaml.ts'
import tpl from './tpl.ts'

/** Every function Argo CD adds to sprig's. */
export const templateFunctions: readonly TemplateFunction[] = [fromYamlArray, fromYaml, normalize, slugify, toYaml, tpl]
