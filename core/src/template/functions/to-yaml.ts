import { Extent } from '../../go/kinds/index.ts'
import { any, define } from '../../go/sprig/define.ts'
import { encodeYAML } from '../../go/yaml/index.ts'

/** toYaml: without the last line break (applicationset/utils/template_functions.go toYAML). */
export default define([any], 'string', value => encodeYAML(value ?? null, new Extent()).replace(/\n$/, ''))
