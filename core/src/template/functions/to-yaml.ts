import { Extent } from '../../go/kinds/index.ts'
import { any, define } from '../../go/sprig/define.ts'
import { encodeYAML } from '../../go/yaml/index.ts'
import { defineFunction } from './function.ts'

/** toYaml: without the last line break (applicationset/utils/template_functions.go toYAML). */
export default defineFunction({
  name: 'toYaml',
  function: define([any], 'string', value => encodeYAML(value ?? null, new Extent()).replace(/\n$/, '')),
})
