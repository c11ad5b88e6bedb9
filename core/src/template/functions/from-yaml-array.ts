import { nilOf } from '../../go/kinds/index.ts'
import { anyList, define } from '../../go/sprig/define.ts'
import { decodeYAML } from '../../go/yaml/index.ts'
import { notOfType } from './from-yaml.ts'
import { defineFunction } from './function.ts'

/** fromYamlArray: a list, or an error (applicationset/utils/template_functions.go fromYAMLArray). */
export default defineFunction({
  name: 'fromYamlArray',
  function: define(['string'], anyList, text => {
    const value = decodeYAML(typeof text === 'string' ? text : '')
    if (value === null) return nilOf(anyList)
    if (!Array.isArray(value)) throw notOfType(value, anyList)
    return value
  }),
})
